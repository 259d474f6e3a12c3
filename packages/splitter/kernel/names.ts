/** Numbers names from 0, by a hash table over their bytes, as `src/name-table.ts` does. */
import { LETTERS, LETTERS_END, MAX_NAMES, NAME_BYTES, NAMES, SLOT_COUNT, SLOTS } from "./layout";

/** How many names there are. */
export let nameCount: i32 = 0;
/** Whether a name found no room. */
export let isFull: bool = false;

let lettersEnd: usize = LETTERS;

/** Forgets all names. */
export function forgetNames(): void {
  memory.fill(SLOTS, 0, SLOT_COUNT * 4);
  nameCount = 0;
  lettersEnd = LETTERS;
  isFull = false;
}

/** @returns The number of a name, -1 where it is not known. */
export function find(start: usize, end: usize, hash: i32): i32 {
  let slot = <u32>hash & (SLOT_COUNT - 1);
  while (true) {
    const code = load<i32>(SLOTS + slot * 4) - 1;
    if (code == -1) return -1;
    const name = NAMES + <usize>code * NAME_BYTES;
    if (
      load<i32>(name) == hash &&
      load<i32>(name, 8) == <i32>(end - start) &&
      memory.compare(start, load<i32>(name, 4), end - start) == 0
    ) {
      return code;
    }
    slot = (slot + 1) & (SLOT_COUNT - 1);
  }
}

/** @returns The number of a name, which is added where it is not known; -1 where there is no room. */
export function intern(start: usize, end: usize, hash: i32): i32 {
  const known = find(start, end, hash);
  if (known != -1) return known;
  if (nameCount == MAX_NAMES || lettersEnd + (end - start) > LETTERS_END) {
    isFull = true;
    return -1;
  }
  memory.copy(lettersEnd, start, end - start);
  const name = NAMES + <usize>nameCount * NAME_BYTES;
  store<i32>(name, hash);
  store<i32>(name, <i32>lettersEnd, 4);
  store<i32>(name, <i32>(end - start), 8);
  store<i64>(name, 0, 12);
  lettersEnd += end - start;
  let slot = <u32>hash & (SLOT_COUNT - 1);
  while (load<i32>(SLOTS + slot * 4) != 0) slot = (slot + 1) & (SLOT_COUNT - 1);
  nameCount += 1;
  store<i32>(SLOTS + slot * 4, nameCount);
  return nameCount - 1;
}
