/** So much is weighed up at most; beyond it the greedy choice stands. */
const MAX_CELLS = 50_000_000;

/**
 * Finds how many units of each size come nearest to a target: exactly where the sizes allow it, else the nearest sum, of two
 * equally near ones the smaller, and never nothing.
 *
 * A bounded knapsack over the distinct sizes: distinct sizes times the target, not units times the target.
 *
 * @param counts How many units there are of each size.
 * @param below The sum stays below this, so that something is left for the other side.
 * @returns How many to take of each size; nothing when no sum is possible or the question is too large.
 */
export function nearestSum(
  counts: ReadonlyMap<number, number>,
  target: number,
  below: number,
): ReadonlyMap<number, number> | undefined {
  const sizes = [...counts.keys()].sort((left, right) => right - left);
  const limit = Math.min(below - 1, target + (sizes[0] ?? 0));
  if (limit < 1 || sizes.length * (limit + 1) > MAX_CELLS) return undefined;
  // used[i][sum]: how many of sizes[i] a way to this sum takes; -1 where there is no way.
  const used: Int32Array[] = [];
  let before = new Int32Array(limit + 1).fill(-1);
  before[0] = 0;
  for (const size of sizes) {
    const most = counts.get(size) ?? 0;
    const now = new Int32Array(limit + 1).fill(-1);
    for (let sum = 0; sum <= limit; sum += 1) {
      if ((before[sum] ?? -1) >= 0) now[sum] = 0;
      else if (sum >= size) {
        const previous = now[sum - size] ?? -1;
        if (previous >= 0 && previous < most) now[sum] = previous + 1;
      }
    }
    used.push(now);
    before = now;
  }
  let best = 0;
  for (let sum = 1; sum <= limit; sum += 1) {
    if ((before[sum] ?? -1) >= 0 && (best === 0 || Math.abs(sum - target) < Math.abs(best - target))) best = sum;
  }
  if (best === 0) return undefined;
  const taken = new Map<number, number>();
  for (let index = sizes.length - 1, rest = best; index >= 0; index -= 1) {
    const size = sizes[index] ?? 0;
    const count = used[index]?.[rest] ?? 0;
    if (count > 0) taken.set(size, count);
    rest -= count * size;
  }
  return taken;
}
