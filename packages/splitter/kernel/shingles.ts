/** The distinct shingles of a record in the order in which they came, as `src/shingle-set.ts` has them. */
import { SET, SET_SLOTS, SHINGLES } from "./layout";

/** Shingles of all records so far. */
export let shingleCount: i32 = 0;

let first: i32 = 0;
let mask: u32 = 0;

export function clearShingles(): void {
  shingleCount = 0;
}

/** @param bytes Of the record's texts: no more shingles will come. */
export function beginShingles(bytes: u32): void {
  first = shingleCount;
  // Twice as many slots as there can be shingles.
  mask = bytes < 512 ? 1023 : (1 << (33 - clz(bytes))) - 1;
}

/** Adds a shingle unless it is there; 0 counts as 1, since it marks a free slot. */
export function addShingle(hash: u32): void {
  const shingle = hash == 0 ? 1 : hash;
  let slot = shingle & mask;
  while (true) {
    const held = load<u32>(SET + slot * 4);
    if (held == shingle) return;
    if (held == 0) break;
    slot = (slot + 1) & mask;
  }
  store<u32>(SET + slot * 4, shingle);
  store<u32>(SET_SLOTS + <usize>(shingleCount - first) * 4, slot);
  store<u32>(SHINGLES + <usize>shingleCount * 4, shingle);
  shingleCount += 1;
}

/** Empties the table for the next record. */
export function endShingles(): void {
  for (let index: usize = 0; index < <usize>(shingleCount - first); index += 1) {
    store<u32>(SET + <usize>load<u32>(SET_SLOTS + index * 4) * 4, 0);
  }
}

/** Takes back the shingles of a record that turned out to be unsure. */
export function dropShingles(): void {
  endShingles();
  shingleCount = first;
}
