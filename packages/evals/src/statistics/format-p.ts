/** A p-value as `p = 0.250`; one that would be written as nothing, which no p is, as `p < 0.001`. */
export function formatP(p: number): string {
  return p < 0.0005 ? "p < 0.001" : `p = ${p.toFixed(3)}`;
}
