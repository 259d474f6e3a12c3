import { createHash } from "node:crypto";

/**
 * Draws some of many, each as likely as any other, and keeps their order.
 *
 * @param all What is drawn from.
 * @param most How many at the most.
 * @param seed The same seed draws the same places of a list of the same length.
 */
export function drawSample<T>(all: readonly T[], most: number, seed: string): readonly T[] {
  const ranked = all.map((item, index) => ({
    item,
    index,
    rank: createHash("sha256").update(`${seed}\n${index}`).digest("hex"),
  }));
  return ranked
    .toSorted((left, right) => (left.rank < right.rank ? -1 : 1))
    .slice(0, most)
    .toSorted((left, right) => left.index - right.index)
    .map(({ item }) => item);
}
