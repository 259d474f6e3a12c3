/** Reads JSON as strictly as `JSON.parse`, in place, up to the line feed behind a record. */

const MAX_DEPTH: i32 = 64;

/** The next byte to be read. */
export let at: usize = 0;
/** Whether a string with an escape, or with bytes beyond ASCII, was passed. */
export let isPlain: bool = true;

export function moveTo(address: usize): void {
  at = address;
}

export function expectPlain(): void {
  isPlain = true;
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

/** Passes the colon behind a key. */
export function colon(): bool {
  skipSpace();
  if (!take(58)) return false;
  skipSpace();
  return true;
}

/** Passes a comma, and what is blank around it. */
export function comma(): bool {
  skipSpace();
  if (!take(44)) return false;
  skipSpace();
  return true;
}

/** Passes a string whose opening quote is the next byte. */
export function string(): bool {
  const quote = i8x16.splat(34);
  const backslash = i8x16.splat(92);
  const space = i8x16.splat(32);
  let next = at + 1;
  while (true) {
    const block = v128.load(next);
    // As signed numbers, bytes beyond ASCII are below the space too.
    const stop = i8x16.bitmask(
      v128.or(v128.or(i8x16.eq(block, quote), i8x16.eq(block, backslash)), i8x16.lt_s(block, space)),
    );
    if (stop == 0) {
      next += 16;
      continue;
    }
    next += ctz(stop);
    const byte = load<u8>(next);
    if (byte == 34) break;
    if (byte < 32) return false;
    isPlain = false;
    if (byte >= 128) {
      next += 1;
      continue;
    }
    const length = escapeLength(next);
    if (length == 0) return false;
    next += length;
  }
  at = next + 1;
  return true;
}

/** Bytes of the escape at an address, 0 when it is none. */
export function escapeLength(backslash: usize): usize {
  const letter = load<u8>(backslash, 1);
  if (letter == 110 || letter == 34 || letter == 92 || letter == 116 || letter == 47) return 2;
  if (letter == 114 || letter == 98 || letter == 102) return 2;
  return letter == 117 && hexUnit(backslash + 2) >= 0 ? 6 : 0;
}

/** The number that four hex digits write, -1 when they are none. */
export function hexUnit(address: usize): i32 {
  let unit: i32 = 0;
  for (let index: usize = 0; index < 4; index += 1) {
    const byte: u32 = load<u8>(address + index);
    if (byte - 48 < 10) unit = (unit << 4) | (byte - 48);
    else if ((byte | 32) - 97 < 6) unit = (unit << 4) | ((byte | 32) - 87);
    else return -1;
  }
  return unit;
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
  do {
    if (load<u8>(at) != 34 || !string() || !colon() || !value(depth)) return false;
  } while (comma());
  return take(125);
}

function array(depth: i32): bool {
  at += 1;
  skipSpace();
  if (take(93)) return true;
  do {
    if (!value(depth)) return false;
  } while (comma());
  return take(93);
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
