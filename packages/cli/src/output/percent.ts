/** A rate from 0 to 1 for a person: `86.7 %`. */
export function percent(rate: number): string {
  return `${(100 * rate).toFixed(1)} %`;
}
