/**
 * Finds names in raw bytes. `src/rules/trigger-table.ts` builds the tables.
 *
 * Names that are identifiers, nearly all, are looked up: the edges of words are found 64 bytes at a time, and a word costs one
 * look at a bit, however many names there are. What is no identifier is searched for in leaps: a table says for every block of
 * bytes how far the next possible text is (S. Wu and U. Manber, "A fast algorithm for multi-pattern searching", TR-94-17,
 * University of Arizona, 1994).
 */
import { BITS, HEADS, LITERALS, MAX_FOUND, NAMES, PATTERN_BYTES, SHIFTS, SLOTS } from "./layout";

const NONE: usize = 0xffffffff;
const BACKSLASH: u32 = 92;

let shortest: usize = 0;
let window: usize = 0;
let isTriple: bool = false;
let slotMask: u32 = 0;
let patterns: usize = 0;
export let roleMask: i32 = 0;
/** Whether a text to look for has a slash, which JSON may write with a backslash. */
export let hasSlash: bool = false;

/** How many names were found of each kind, and which are the next to be handed out. */
let nameCount: i32 = 0;
let literalCount: i32 = 0;
let nameIndex: i32 = 0;
let literalIndex: i32 = 0;

/**
 * @param words Length of the shortest identifier, 0 for none.
 * @param slots Number of slots in the table of identifiers, a power of two.
 * @param literals Length of the shortest other text, 0 for none.
 * @param triple Whether three bytes of those are hashed at a time instead of two.
 * @param roles A bit for each role whose texts are looked at, by its number in `keys.ts`.
 */
export function setup(words: usize, slots: u32, literals: usize, triple: bool, slash: bool, roles: i32): void {
  shortest = words;
  slotMask = slots - 1;
  patterns = SLOTS + ((<usize>slots) << 2);
  window = literals;
  isTriple = triple;
  hasSlash = slash;
  roleMask = roles;
}

/**
 * Looks for every name from one address to another.
 *
 * @returns Address up to which the tables had room for all, or `to`.
 */
export function findNames(from: usize, to: usize): usize {
  nameCount = 0;
  literalCount = 0;
  nameIndex = 0;
  literalIndex = 0;
  const words = shortest == 0 ? to : findWords(from, to);
  return window == 0 ? words : findLiterals(from, words);
}

/** Whether the name that was handed out last is a whole word only if an escape ends before it, as in `\nRandomFloat`. */
export let needsEscape: bool = false;

/** Address of the next name at or behind `from`, which must not go back; an address behind everything when there is none. */
export function nextName(from: usize): usize {
  while (nameIndex < nameCount && nameAt(NAMES, nameIndex) < from) nameIndex += 1;
  while (literalIndex < literalCount && nameAt(LITERALS, literalIndex) < from) literalIndex += 1;
  const word = nameIndex < nameCount ? nameAt(NAMES, nameIndex) : NONE;
  const literal = literalIndex < literalCount ? nameAt(LITERALS, literalIndex) : NONE;
  if (literal <= word) {
    needsEscape = literal != NONE && (load<u32>(LITERALS + ((<usize>literalIndex) << 2)) & 1) != 0;
    return literal;
  }
  needsEscape = (load<u32>(NAMES + ((<usize>nameIndex) << 2)) & 1) != 0;
  return word;
}

function nameAt(table: usize, index: i32): usize {
  return <usize>(load<u32>(table + ((<usize>index) << 2)) >> 1);
}

function findWords(from: usize, to: usize): usize {
  let carry: u64 = 0;
  let letters = letterMask(from, to);
  for (let block = from; block < to; block += 64) {
    const next = letterMask(block + 64, to);
    // Words begin where the byte before is no letter; only those are looked at that are long enough.
    let starts = letters & ~((letters << 1) | carry) & longRuns(letters, next);
    carry = letters >> 63;
    while (starts != 0) {
      const bit = ctz(starts);
      starts &= starts - 1;
      // Zeros come in behind the last bit of the block: there the word goes on, or not, in the next one.
      const length = ctz(~(letters >> bit));
      const start = block + <usize>bit;
      lookUp(start, length < 64 - bit ? start + <usize>length : wordEnd(block + 64, next, to));
    }
    letters = next;
    if (nameCount > MAX_FOUND - 128) return block + 64 < to ? block + 64 : to;
  }
  return to;
}

/** Bits from which on at least as many letters follow as the shortest name has, up to eight. */
function longRuns(letters: u64, next: u64): u64 {
  let runs = letters;
  let after = next;
  let length: usize = 1;
  const wanted = shortest < 8 ? shortest : 8;
  while (length < wanted) {
    const step = wanted - length < length ? wanted - length : length;
    runs &= (runs >> step) | (after << (64 - step));
    after &= after >> step;
    length += step;
  }
  return runs;
}

/** Address behind a word that reaches into the block at `block`. */
function wordEnd(block: usize, letters: u64, to: usize): usize {
  let at = block;
  let mask = letters;
  while (mask == ~(<u64>0)) {
    at += 64;
    mask = letterMask(at, to);
  }
  return at + <usize>ctz(~mask);
}

/** A bit for each of 64 bytes: whether it is part of a word. */
function letterMask(at: usize, to: usize): u64 {
  if (at >= to) return 0;
  const letters = wordMask(at) | (wordMask(at + 16) << 16) | (wordMask(at + 32) << 32) | (wordMask(at + 48) << 48);
  return to - at < 64 ? letters & (((<u64>1) << (to - at)) - 1) : letters;
}

/** A bit for each of 16 bytes: whether it is part of a word. */
function wordMask(at: usize): u64 {
  const bytes = v128.load(at);
  const letter = i8x16.lt_u(i8x16.sub(v128.or(bytes, i8x16.splat(32)), i8x16.splat(97)), i8x16.splat(26));
  const digit = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(48)), i8x16.splat(10));
  const line = i8x16.eq(bytes, i8x16.splat(95));
  return <u64>i8x16.bitmask(v128.or(v128.or(letter, digit), line));
}

/** Looks a word up; behind a backslash its first letters may be those of an escape, and a name may begin behind them. */
function lookUp(start: usize, end: usize): void {
  if (isName(start, end)) noteName(start, 0);
  if (load<u8>(start - 1) != BACKSLASH) return;
  const name = start + (load<u8>(start) == 117 ? 5 : 1);
  if (name + shortest <= end && isName(name, end)) noteName(name, 1);
}

function noteName(address: usize, flag: u32): void {
  store<u32>(NAMES + ((<usize>nameCount) << 2), ((<u32>address) << 1) | flag);
  nameCount += 1;
}

function isName(start: usize, end: usize): bool {
  const length = end - start;
  const first = length < 4 ? load<u32>(start) & ((1 << ((<u32>length) << 3)) - 1) : load<u32>(start);
  const last = length < 4 ? first : load<u32>(end - 4);
  let hash = first * 0x9e3779b1 + last * 0x85ebca6b + <u32>length;
  hash ^= hash >>> 15;
  if (((load<u8>(BITS + ((hash & 65535) >> 3)) >> (hash & 7)) & 1) == 0) return false;
  let slot = (hash >>> 16) & slotMask;
  let number = load<u32>(SLOTS + ((<usize>slot) << 2));
  while (number != 0) {
    const pattern = patterns + (<usize>number - 1) * PATTERN_BYTES;
    if (<usize>load<i32>(pattern, 8) == length && isEqual(<usize>load<i32>(pattern, 4), start, length)) return true;
    slot = (slot + 1) & slotMask;
    number = load<u32>(SLOTS + ((<usize>slot) << 2));
  }
  return false;
}

function findLiterals(from: usize, to: usize): usize {
  let at = from + window - 1;
  while (at < to) {
    const last = (<u32>load<u8>(at - 1)) << (isTriple ? 5 : 7);
    const hash = ((isTriple ? (<u32>load<u8>(at - 2)) << 10 : 0) ^ last ^ <u32>load<u8>(at)) & 32767;
    const shift = <usize>load<u8>(SHIFTS + hash);
    if (shift > 0) {
      at += shift;
      continue;
    }
    const start = at - window + 1;
    const found = stands(hash, start, to);
    if (found != 0) {
      if (literalCount == MAX_FOUND) return start;
      store<u32>(LITERALS + ((<usize>literalCount) << 2), ((<u32>start) << 1) | (found - 1));
      literalCount += 1;
    }
    at += 1;
  }
  return to;
}

/** 0 where no pattern of this hash stands at an address, 2 where one does only if an escape ends before it, else 1. */
function stands(hash: u32, start: usize, to: usize): u32 {
  let found: u32 = 0;
  let number = <usize>load<u16>(HEADS + ((<usize>hash) << 1));
  while (number != 0) {
    const pattern = patterns + (number - 1) * PATTERN_BYTES;
    const length = <usize>load<i32>(pattern, 8);
    if (start + length <= to && isEqual(<usize>load<i32>(pattern, 4), start, length)) {
      if (load<i32>(pattern, 12) == 0) return 1;
      if (!isWord(load<u8>(start + length))) {
        if (!isWord(load<u8>(start - 1))) return 1;
        if (endsEscape(start)) found = 2;
      }
    }
    number = <usize>load<i32>(pattern);
  }
  return found;
}

function isEqual(left: usize, right: usize, length: usize): bool {
  for (let index: usize = 0; index < length; index += 1) {
    if (load<u8>(left + index) != load<u8>(right + index)) return false;
  }
  return true;
}

/** ASCII letters, digits and the underscore, as in names of code. */
function isWord(byte: u32): bool {
  return (byte | 32) - 97 < 26 || byte - 48 < 10 || byte == 95;
}

/** Whether what stands before may be the end of an escape, as the `n` of `\nRandomFloat`. */
function endsEscape(at: usize): bool {
  return load<u8>(at - 2) == BACKSLASH || (load<u8>(at - 6) == BACKSLASH && load<u8>(at - 5) == 117);
}
