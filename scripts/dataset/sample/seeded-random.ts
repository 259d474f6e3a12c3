/** A small deterministic generator: the same seed gives the same choices on any machine. */
export interface SeededRandom {
  /** A number from 0 up to, not including, 1. */
  next(): number;
  /** One element of a list that must not be empty. */
  pick<T>(items: readonly T[]): T;
  /** A new list with the same elements in another order. */
  shuffle<T>(items: readonly T[]): T[];
}

/** Hashes text to 32 bits with FNV-1a. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/**
 * Makes a generator from a text seed (mulberry32).
 *
 * @throws {RangeError} From `pick`, if the list is empty.
 */
export function createSeededRandom(seed: string): SeededRandom {
  let state = hashText(seed);
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const pick = <T>(items: readonly T[]): T => {
    const chosen = items[Math.floor(next() * items.length)];
    if (chosen === undefined) {
      throw new RangeError("Cannot pick from an empty list");
    }
    return chosen;
  };
  const shuffle = <T>(items: readonly T[]): T[] =>
    items
      .map((item) => ({ item, key: next() }))
      .sort((left, right) => left.key - right.key)
      .map(({ item }) => item);
  return { next, pick, shuffle };
}
