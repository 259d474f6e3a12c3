import { hashName } from "@tunewright/sourcepawn";
import type { NameTable } from "../languages/language-adapter.ts";

const SIZE = 4096;

/** The names that rules look for, with filters that pass by nearly every other name without making a string of it. */
export class RuleNames<T> implements NameTable {
  readonly identifiers: ReadonlyMap<string, T>;
  readonly strings: ReadonlyMap<string, T>;
  readonly #hashes = new Uint8Array(SIZE);
  /** Lengths of strings by their first letter: bit `length % 32`. */
  readonly #shapes = new Int32Array(128);

  constructor(identifiers: ReadonlyMap<string, T>, strings: ReadonlyMap<string, T>) {
    this.identifiers = identifiers;
    this.strings = strings;
    for (const name of identifiers.keys()) this.#hashes[hashName(name) & (SIZE - 1)] = 1;
    for (const name of strings.keys()) {
      const first = name.charCodeAt(0) & 127;
      this.#shapes[first] = (this.#shapes[first] ?? 0) | (1 << (name.length & 31));
    }
  }

  mayHoldHash(hash: number): boolean {
    return this.#hashes[hash & (SIZE - 1)] === 1;
  }

  mayHoldString(length: number, first: number): boolean {
    return ((this.#shapes[first & 127] ?? 0) & (1 << (length & 31))) !== 0;
  }
}
