/**
 * Deals `total` out to parts in proportion to their sizes, in whole numbers: the method of largest remainders.
 *
 * @param sizes Size of each part.
 * @returns A share for each part; they add up to `total`, and none is over its size while the sizes allow it.
 */
export function apportion(sizes: readonly number[], total: number): number[] {
  const sum = sizes.reduce((all, size) => all + size, 0);
  if (sum === 0) return sizes.map(() => 0);
  const exact = sizes.map((size) => (size * total) / sum);
  const shares = exact.map(Math.floor);
  const left = total - shares.reduce((all, share) => all + share, 0);
  // Of equal ones the first comes first, since sorting is stable.
  const order = exact
    .map((share, index) => ({ index, rest: share - Math.floor(share), size: sizes[index] ?? 0 }))
    .sort((a, b) => b.rest - a.rest || b.size - a.size);
  for (const { index } of order.slice(0, left)) shares[index] = (shares[index] ?? 0) + 1;
  return shares;
}
