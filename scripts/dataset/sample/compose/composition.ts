import type { Category } from "../record.ts";
import type { SeededRandom } from "../seeded-random.ts";

/** A composed plugin: the pieces it was made from and what a prompt can say about it. */
export interface Composition {
  readonly id: string;
  readonly category: Category;
  /** Ids of the pieces; two compositions may only share a few. */
  readonly pieces: readonly string[];
  /** Completes "a plugin that …". */
  readonly goal: string;
  /** What else is asked for, each a noun phrase. */
  readonly wishes: readonly string[];
  readonly code: string;
  /** The same plugin before the last wish, for a conversation in two turns. */
  readonly before?: string;
  readonly lastWish?: string;
  /** True sentences about the answer. */
  readonly notes: readonly string[];
}

/** Makes the composition for one attempt; attempts with the same generator state are equal. */
export type Composer = (random: SeededRandom) => Composition;

/** Turns an id into the words of a title. */
export function titleCase(id: string): string {
  return id.replace(
    /(^|-)(\w)/g,
    (_, dash: string, letter: string) => `${dash === "" ? "" : " "}${letter.toUpperCase()}`,
  );
}

/** A version number that is always the same for an id, so that plugins do not all say 1.0.0. */
export function versionOf(random: SeededRandom): string {
  return random.pick(["1.0.0", "1.0", "1.1.0", "1.2.0", "2.0.0", "0.9.1"]);
}

/** The `\x04`-free chat tag of a plugin. */
export function tagOf(words: string): string {
  return words.split("-").slice(0, 2).map(titleCase).join("");
}

/** A few of a list, in the order of a shuffle. */
export function some<T>(random: SeededRandom, items: readonly T[], counts: readonly number[]): T[] {
  return random.shuffle(items).slice(0, random.pick(counts));
}
