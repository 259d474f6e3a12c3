/** An amount for a person: two decimals, and two figures where it is below a cent, so that little is not shown as nothing. */
export function formatAmount(amount: number): string {
  return amount === 0 || amount >= 0.01 ? amount.toFixed(2) : String(Number(amount.toPrecision(2)));
}

/** {@link formatAmount} in dollars. */
export function formatUsd(amount: number): string {
  return `$${formatAmount(amount)}`;
}
