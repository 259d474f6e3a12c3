/**
 * Finds the names of rules in raw bytes, in leaps: a table says for every block of bytes how far the next possible name is, so
 * most bytes are never looked at and the time does not grow with the number of names (S. Wu and U. Manber, "A fast algorithm
 * for multi-pattern searching", TR-94-17, University of Arizona, 1994). `src/trigger-scan.ts` builds the tables, and searches
 * decoded text with them.
 */
import { HEADS, PATTERNS, PATTERN_BYTES, SHIFTS } from "./layout";

const NONE: usize = 0xffffffff;

let window: usize = 0;
let isTriple: bool = false;
export let roleMask: i32 = 0;

/**
 * @param shortest Length of the shortest pattern, 0 for no pattern at all.
 * @param triple Whether three bytes are hashed at a time instead of two.
 * @param roles A bit for each role whose texts are looked at, by its number in `keys.ts`.
 */
export function setup(shortest: usize, triple: bool, roles: i32): void {
  window = shortest;
  isTriple = triple;
  roleMask = roles;
}

/** Where the patterns begin; behind them the caller puts their bytes, and then the input. */
export function patternsAt(): usize {
  return PATTERNS;
}

/** Address of the next name at or behind `from`, or an address behind everything. */
export function nextName(from: usize, to: usize): usize {
  if (window == 0) return NONE;
  let at = from + window - 1;
  if (isTriple) {
    while (at < to) {
      const hash = (((<u32>load<u8>(at - 2)) << 10) ^ ((<u32>load<u8>(at - 1)) << 5) ^ <u32>load<u8>(at)) & 32767;
      const shift = load<u8>(SHIFTS + hash);
      if (shift == 0) {
        if (stands(hash, at - window + 1, to)) return at - window + 1;
        at += 1;
      } else at += shift;
    }
    return NONE;
  }
  while (at < to) {
    const hash = (((<u32>load<u8>(at - 1)) << 7) ^ <u32>load<u8>(at)) & 32767;
    const shift = load<u8>(SHIFTS + hash);
    if (shift == 0) {
      if (stands(hash, at - window + 1, to)) return at - window + 1;
      at += 1;
    } else at += shift;
  }
  return NONE;
}

/**
 * Whether the name that was found last is a whole word only if an escape ends before it, as in `\nRandomFloat`. The raw bytes
 * around it do not tell: in `\\nRandomFloat` the `n` is a letter.
 */
export let needsEscape: bool = false;

/** Whether a pattern of this hash stands at an address. */
function stands(hash: u32, start: usize, to: usize): bool {
  needsEscape = false;
  let mayStand = false;
  let number = <usize>load<u16>(HEADS + ((<usize>hash) << 1));
  while (number != 0) {
    const pattern = PATTERNS + (number - 1) * PATTERN_BYTES;
    const length = <usize>load<i32>(pattern, 8);
    if (start + length <= to && isEqual(<usize>load<i32>(pattern, 4), start, length)) {
      if (load<i32>(pattern, 12) == 0) return true;
      if (!isWord(load<u8>(start + length))) {
        if (!isWord(load<u8>(start - 1))) return true;
        if (endsEscape(start)) mayStand = true;
      }
    }
    number = <usize>load<i32>(pattern);
  }
  needsEscape = mayStand;
  return mayStand;
}

function isEqual(left: usize, right: usize, length: usize): bool {
  for (let index: usize = 0; index < length; index += 1)
    if (load<u8>(left + index) != load<u8>(right + index)) return false;
  return true;
}

/** ASCII letters, digits and the underscore, as in names of code. */
export function isWord(byte: u32): bool {
  return (byte | 32) - 97 < 26 || byte - 48 < 10 || byte == 95;
}

/** Whether what stands before may be the end of an escape, as the `n` of `\nRandomFloat`. */
function endsEscape(at: usize): bool {
  return load<u8>(at - 2) == 92 || (load<u8>(at - 6) == 92 && load<u8>(at - 5) == 117);
}
