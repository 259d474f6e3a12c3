/**
 * Exact Jaccard similarity of two sets: shared elements over all elements.
 *
 * @param left Sorted, without repeats.
 * @param right Sorted, without repeats.
 * @returns From 0 to 1; 0 when both are empty.
 */
export function jaccard(left: Uint32Array, right: Uint32Array): number {
  let shared = 0;
  let a = 0;
  let b = 0;
  while (a < left.length && b < right.length) {
    const x = left[a] ?? 0;
    const y = right[b] ?? 0;
    if (x === y) shared += 1;
    if (x <= y) a += 1;
    if (y <= x) b += 1;
  }
  const all = left.length + right.length - shared;
  return all === 0 ? 0 : shared / all;
}
