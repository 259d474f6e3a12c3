/** What rules look for in records. */
export interface Triggers {
  /** Names that must stand as whole words. */
  readonly words: readonly string[];
  /** Texts that may stand anywhere. */
  readonly literals: readonly string[];
}

/** A name or text to look for. */
export interface TriggerPattern {
  readonly text: string;
  /** Whether it must be a whole word. */
  readonly isWord: boolean;
}

const TABLE_SIZE = 1 << 15;
/** Numbers of patterns from which three bytes are hashed at a time. */
const MANY = 40;

/**
 * The tables of a search for many names at once that reads in leaps: for every block of bytes, how far the next possible name
 * is. Most bytes are never looked at, and the time does not grow with the number of names (S. Wu and U. Manber, "A fast
 * algorithm for multi-pattern searching", TR-94-17, University of Arizona, 1994).
 */
export class TriggerTable {
  readonly patterns: readonly TriggerPattern[];
  /** Length of the shortest pattern, 0 without patterns. */
  readonly window: number;
  /**
   * Whether three bytes are hashed at a time: two leap further, but with many names nearly every pair of letters is part of
   * one, and three tell them apart.
   */
  readonly isTriple: boolean;
  /** For the hash of a block: how far the search may leap when the block ends the window; 0 where a pattern may end. */
  readonly shifts = new Uint8Array(TABLE_SIZE);
  /** Numbers of the patterns by the hash of the last block of their window: a map, since nearly every hash has none. */
  readonly buckets: ReadonlyMap<number, readonly number[]>;

  constructor(triggers: Triggers) {
    this.patterns = [
      ...triggers.words.map((text) => ({ text, isWord: true })),
      ...triggers.literals.map((text) => ({ text, isWord: false })),
    ];
    this.window = this.patterns.length === 0 ? 0 : Math.min(255, ...this.patterns.map(({ text }) => text.length));
    this.isTriple = this.window >= 4 && this.patterns.length > MANY;
    const block = this.isTriple ? 3 : 2;
    this.shifts.fill(Math.max(this.window - block + 1, 1));
    const buckets = new Map<number, number[]>();
    for (const [index, { text }] of this.patterns.entries()) {
      for (let end = block; end <= this.window; end += 1) {
        const hash = blockHash(text, end - 1, this.isTriple);
        const shift = this.window - end;
        if (shift < (this.shifts[hash] as number)) this.shifts[hash] = shift;
        if (shift > 0) continue;
        const bucket = buckets.get(hash);
        if (bucket === undefined) buckets.set(hash, [index]);
        else bucket.push(index);
      }
    }
    this.buckets = buckets;
  }

  /** Whether every trigger can be looked for this way: at least two bytes, and nothing that JSON writes in two ways. */
  static canHold(triggers: Triggers): boolean {
    const texts = [...triggers.words, ...triggers.literals];
    return texts.length < 65_536 && texts.every((text) => /^[ !#-.0-[\]-~]{2,}$/.test(text));
  }
}

/** The hash of the block that ends at an offset; `kernel/names.ts` has the same. */
export function blockHash(text: string, at: number, isTriple: boolean): number {
  const pair = text.charCodeAt(at - 1);
  const last = text.charCodeAt(at);
  const hash = isTriple ? (text.charCodeAt(at - 2) << 10) ^ (pair << 5) ^ last : (pair << 7) ^ last;
  return hash & (TABLE_SIZE - 1);
}
