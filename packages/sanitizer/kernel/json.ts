/** Reads JSON as strictly as `JSON.parse`, in place, up to the line feed behind a record. */
import { HAS_ESCAPES, HAS_HIGH_BYTES } from "./layout";
import { hasSlash } from "./names";

const MAX_DEPTH: i32 = 64;

/** The next byte to be read. */
export let at: usize = 0;
/** The inside of the string that was read last, and its flags. */
export let stringStart: usize = 0;
export let stringEnd: usize = 0;
export let stringFlags: i32 = 0;
/** Whether a string of the line writes ASCII as `\u00XX` or a slash as `\/`, which could be part of a name. */
export let hasEscapedAscii: bool = false;
/** Whether the object or array that was read last has its end. */
export let closed: bool = false;

/** Begins a line. */
export function begin(start: usize): void {
  at = start;
  hasEscapedAscii = false;
}

export function peek(): u32 {
  return load<u8>(at);
}

/** Passes one byte if it is the wanted one. */
export function take(byte: u32): bool {
  if (load<u8>(at) != byte) return false;
  at += 1;
  return true;
}

/** White space, without the line feed that ends a record. */
export function skipSpace(): void {
  while (true) {
    const byte = load<u8>(at);
    if (byte != 32 && byte != 9 && byte != 13) return;
    at += 1;
  }
}

/** Reads a key and its colon; false at the end of an empty object, which {@link closed} tells, and at a fault. */
export function key(): bool {
  closed = false;
  if (load<u8>(at) != 34) {
    // Behind a comma this is not reached: `more` has looked for the next key.
    closed = load<u8>(at) == 125;
    at += 1;
    return false;
  }
  if (!string() || (stringFlags & HAS_ESCAPES) != 0) return false;
  const start = stringStart;
  const end = stringEnd;
  skipSpace();
  if (!take(58)) return false;
  skipSpace();
  stringStart = start;
  stringEnd = end;
  return true;
}

/**
 * Passes what stands between two entries.
 *
 * @param end The closing bracket.
 * @returns Whether another entry follows; if not, {@link closed} says whether the bracket stood there.
 */
export function more(end: u32): bool {
  closed = false;
  skipSpace();
  const byte = load<u8>(at);
  at += 1;
  if (byte == 44) {
    skipSpace();
    return end == 93 || load<u8>(at) == 34;
  }
  closed = byte == end;
  return false;
}

/** Reads a string whose opening quote is the next byte. */
export function string(): bool {
  const quote = i8x16.splat(34);
  const backslash = i8x16.splat(92);
  const space = i8x16.splat(32);
  let next = at + 1;
  let all = i8x16.splat(0);
  let flags = 0;
  stringStart = next;
  while (true) {
    const block = v128.load(next);
    all = v128.or(all, block);
    const stop = i8x16.bitmask(
      v128.or(v128.or(i8x16.eq(block, quote), i8x16.eq(block, backslash)), i8x16.lt_u(block, space)),
    );
    if (stop == 0) {
      next += 16;
      continue;
    }
    next += ctz(stop);
    const byte = load<u8>(next);
    if (byte == 34) break;
    if (byte != 92) return false;
    const length = escapeLength(next);
    if (length == 0) return false;
    flags |= HAS_ESCAPES;
    next += length;
  }
  stringEnd = next;
  stringFlags = i8x16.bitmask(all) == 0 ? flags : flags | HAS_HIGH_BYTES;
  at = next + 1;
  return true;
}

/** Bytes of the escape at an address, 0 when it is none. */
function escapeLength(backslash: usize): usize {
  const letter = load<u8>(backslash, 1);
  if (letter == 110 || letter == 34 || letter == 92 || letter == 116) return 2;
  if (letter == 47) {
    if (hasSlash) hasEscapedAscii = true;
    return 2;
  }
  if (letter == 114 || letter == 98 || letter == 102) return 2;
  if (letter != 117) return 0;
  for (let index: usize = 2; index < 6; index += 1) if (!isHex(load<u8>(backslash + index))) return 0;
  if (load<u16>(backslash, 2) == 0x3030 && <u32>load<u8>(backslash, 4) - 50 < 6) hasEscapedAscii = true;
  return 6;
}

function isHex(byte: u32): bool {
  return byte - 48 < 10 || (byte | 32) - 97 < 6;
}

/** Passes any value. */
export function value(depth: i32): bool {
  const byte = load<u8>(at);
  if (byte == 34) return string();
  if (byte == 123) return depth < MAX_DEPTH && object(depth + 1);
  if (byte == 91) return depth < MAX_DEPTH && array(depth + 1);
  if (byte == 116) return word(0x65757274, 4); // "true"
  if (byte == 110) return word(0x6c6c756e, 4); // "null"
  if (byte == 102) return load<u8>(at, 4) == 101 && word(0x736c6166, 5); // "fals" "e"
  return number();
}

function word(letters: u32, length: usize): bool {
  if (load<u32>(at) != letters) return false;
  at += length;
  return true;
}

function object(depth: i32): bool {
  at += 1;
  skipSpace();
  if (take(125)) return true;
  while (load<u8>(at) == 34) {
    if (!string()) return false;
    skipSpace();
    if (!take(58)) return false;
    skipSpace();
    if (!value(depth)) return false;
    if (!more(125)) return closed;
  }
  return false;
}

function array(depth: i32): bool {
  at += 1;
  skipSpace();
  if (take(93)) return true;
  while (true) {
    if (!value(depth)) return false;
    if (!more(93)) return closed;
  }
}

function number(): bool {
  take(45);
  if (!take(48) && !digits()) return false;
  if (take(46) && !digits()) return false;
  if ((load<u8>(at) | 32) == 101) {
    at += 1;
    if (!take(43)) take(45);
    return digits();
  }
  return true;
}

function digits(): bool {
  const start = at;
  while (<u32>load<u8>(at) - 48 < 10) at += 1;
  return at > start;
}

// A walk over a text, to tell offsets in its decoded form.
let walkAt: usize = 0;
let walkUnits: i32 = 0;
let escapeEnd: usize = 0;

export function walkFrom(start: usize): void {
  walkAt = start;
  walkUnits = 0;
  escapeEnd = 0;
}

/** UTF-16 units of the decoded text before an address that lies further on; -1 when it is inside of an escape. */
export function unitsUpTo(address: usize): i32 {
  const backslash = i8x16.splat(92);
  while (walkAt < address) {
    const block = v128.load(walkAt);
    const limit = <i32>min<usize>(16, address - walkAt);
    const plain = ctz(i8x16.bitmask(i8x16.eq(block, backslash)) | (1 << limit));
    const low = (1 << plain) - 1;
    // A code point is one unit, and two where UTF-8 takes four bytes.
    const continued = i8x16.bitmask(i8x16.eq(v128.and(block, i8x16.splat(-64)), i8x16.splat(-128))) & low;
    const doubled = i8x16.bitmask(i8x16.ge_u(block, i8x16.splat(-16))) & low;
    walkUnits += plain - popcnt(continued) + popcnt(doubled);
    walkAt += plain;
    if (plain < limit) {
      walkAt += load<u8>(walkAt, 1) == 117 ? 6 : 2;
      walkUnits += 1;
      escapeEnd = walkAt;
    }
  }
  return walkAt == address ? walkUnits : -1;
}

/** Whether the walk has just passed an escape. */
export function isBehindEscape(): bool {
  return escapeEnd == walkAt;
}
