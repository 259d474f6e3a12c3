/** A number with its noun, as a person writes it: `1 record`, `2 records`. */
export function count(value: number, noun: string): string {
  return `${value} ${noun}${value === 1 ? "" : "s"}`;
}
