/** An amount for a person: two decimals, and two figures where it is below a cent, so that little is not shown as nothing. */
export function formatUsd(amount: number): string {
  if (amount === 0 || amount >= 0.01) return `$${amount.toFixed(2)}`;
  return `$${Number(amount.toPrecision(2))}`;
}
