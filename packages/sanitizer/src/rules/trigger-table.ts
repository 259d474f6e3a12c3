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

  constructor(patterns: readonly TriggerPattern[]) {
    this.patterns = patterns;
    this.window = patterns.length === 0 ? 0 : Math.min(255, ...patterns.map(({ text }) => text.length));
    this.isTriple = this.window >= 4 && patterns.length > MANY;
    const block = this.isTriple ? 3 : 2;
    this.shifts.fill(Math.max(this.window - block + 1, 1));
    const buckets = new Map<number, number[]>();
    for (const [index, { text }] of patterns.entries()) {
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
}

/** The patterns of triggers, words first. */
export function triggerPatterns(triggers: Triggers): TriggerPattern[] {
  return [
    ...triggers.words.map((text) => ({ text, isWord: true })),
    ...triggers.literals.map((text) => ({ text, isWord: false })),
  ];
}

/** Whether every trigger can be looked for in raw JSON: at least two bytes, and only letters that JSON does not have to escape. */
export function canScan(triggers: Triggers): boolean {
  const texts = [...triggers.words, ...triggers.literals];
  return texts.length < 65_536 && texts.every((text) => /^[ !#-[\]-~]{2,}$/.test(text));
}

/** The hash of the block that ends at an offset; `kernel/names.ts` has the same. */
export function blockHash(text: string, at: number, isTriple: boolean): number {
  const pair = text.charCodeAt(at - 1);
  const last = text.charCodeAt(at);
  const hash = isTriple ? (text.charCodeAt(at - 2) << 10) ^ (pair << 5) ^ last : (pair << 7) ^ last;
  return hash & (TABLE_SIZE - 1);
}

/** The hash of an identifier, by its ends and its length; `kernel/names.ts` has the same. */
export function wordHash(word: string): number {
  const unit = (at: number): number => word.charCodeAt(at) || 0;
  const four = (at: number): number => unit(at) | (unit(at + 1) << 8) | (unit(at + 2) << 16) | (unit(at + 3) << 24);
  const first = four(0);
  const last = word.length < 4 ? first : four(word.length - 4);
  const hash = (Math.imul(first, 0x9e3779b1) + Math.imul(last, 0x85ebca6b) + word.length) >>> 0;
  return (hash ^ (hash >>> 15)) >>> 0;
}
