/**
 * Decodes the text of a JSON string and brings it into the form in which texts are compared, as `src/normalise-text.ts` does:
 * line ends as LF, no trailing space. A text that Unicode NFC could change is unsure.
 */
import { at, hexUnit, moveTo } from "./json";

/** Behind the last byte that was written. */
export let out: usize = 0;
/** UTF-16 units of the text that was decoded last. */
export let units: i32 = 0;

let textStart: usize = 0;

/** Begins to write at an address. */
export function writeTo(address: usize): void {
  out = address;
}

/**
 * Decodes the string whose opening quote is the next byte to {@link out}, and a zero behind it.
 *
 * @returns Whether that was sure.
 */
export function decode(): bool {
  const quote = i8x16.splat(34);
  const backslash = i8x16.splat(92);
  const space = i8x16.splat(32);
  let from = at + 1;
  let isAscii = true;
  textStart = out;
  while (true) {
    const block = v128.load(from);
    v128.store(out, block);
    const stop = i8x16.bitmask(
      v128.or(v128.or(i8x16.eq(block, quote), i8x16.eq(block, backslash)), i8x16.lt_s(block, space)),
    );
    if (stop == 0) {
      from += 16;
      out += 16;
      continue;
    }
    const plain = <usize>ctz(stop);
    from += plain;
    out += plain;
    const byte: u32 = load<u8>(from);
    if (byte == 34) break;
    if (byte < 32) return false;
    if (byte >= 128) {
      const code = codePoint(from);
      if (!isStable(code)) return false;
      const length = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
      // The bytes are there already, up to the end of the block.
      store<u32>(out, load<u32>(from));
      from += length;
      out += length;
      isAscii = false;
      continue;
    }
    const letter: u32 = load<u8>(from, 1);
    if (letter == 110) endLine();
    else if (letter == 34 || letter == 92 || letter == 47) put(letter);
    else if (letter == 116) put(9);
    else if (letter == 114) {
      endLine();
      const next = load<u16>(from, 2);
      if (next == 0x6e5c) from += 2;
      else if (next == 0x755c) return false;
    } else if (letter == 98) put(8);
    else if (letter == 102) put(12);
    else if (letter == 117) {
      let code = hexUnit(from + 2);
      if (code < 0) return false;
      from += 4;
      if (code >= 0xd800 && code < 0xe000) {
        const low = load<u16>(from, 2) == 0x755c ? hexUnit(from + 4) : -1;
        if (code >= 0xdc00 || low < 0xdc00 || low >= 0xe000) return false;
        code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
        from += 6;
      }
      if (code < 128) {
        if (code == 10) endLine();
        else if (code == 13) return false;
        else put(code);
      } else {
        if (!isStable(code)) return false;
        encode(code);
        isAscii = false;
      }
    } else return false;
    from += 2;
  }
  moveTo(from + 1);
  while (out > textStart && isBlank(load<u8>(out - 1))) out -= 1;
  units = isAscii ? <i32>(out - textStart) : countUnits(textStart, out);
  store<u8>(out, 0);
  return true;
}

function put(byte: u32): void {
  store<u8>(out, byte);
  out += 1;
}

/** Writes a line feed, and takes back the blanks before it. */
function endLine(): void {
  while (out > textStart) {
    const last = load<u8>(out - 1);
    if (last != 32 && last != 9) break;
    out -= 1;
  }
  put(10);
}

/** White space of ASCII, as `trimEnd` takes it. */
function isBlank(byte: u32): bool {
  return byte == 32 || byte - 9 < 5;
}

/** Reads a code point of valid UTF-8. */
export function codePoint(address: usize): i32 {
  const lead: i32 = load<u8>(address);
  if (lead < 0x80) return lead;
  const second: i32 = load<u8>(address, 1) & 63;
  if (lead < 0xe0) return ((lead & 31) << 6) | second;
  const third: i32 = load<u8>(address, 2) & 63;
  if (lead < 0xf0) return ((lead & 15) << 12) | (second << 6) | third;
  return ((lead & 7) << 18) | (second << 12) | (third << 6) | (load<u8>(address, 3) & 63);
}

function encode(code: i32): void {
  if (code < 0x800) put(0xc0 | (code >> 6));
  else {
    if (code < 0x10000) put(0xe0 | (code >> 12));
    else {
      put(0xf0 | (code >> 18));
      put(0x80 | ((code >> 12) & 63));
    }
    put(0x80 | ((code >> 6) & 63));
  }
  put(0x80 | (code & 63));
}

function countUnits(start: usize, end: usize): i32 {
  let count = 0;
  for (let address = start; address < end; address += 1) {
    const byte = load<u8>(address);
    if ((byte & 0xc0) != 0x80) count += byte >= 0xf0 ? 2 : 1;
  }
  return count;
}

/**
 * Whether Unicode NFC leaves a code point alone whatever stands around it, and it is no white space: letters of Latin, Greek,
 * Cyrillic and East Asian scripts, general signs, arrows, drawing and pictographs. What is not named here is unsure, not wrong.
 */
function isStable(code: i32): bool {
  if (code < 0x300) return code != 0xa0;
  if (code < 0x2000) return (code >= 0x38e && code <= 0x482) || (code >= 0x48a && code <= 0x52f);
  if (code < 0x3000) {
    if (code < 0x2070) return (code >= 0x200b && code <= 0x2027) || (code >= 0x2030 && code <= 0x205e);
    return code <= 0x20cf || (code >= 0x2190 && code <= 0x2328) || (code >= 0x232b && code <= 0x27ff);
  }
  if (code < 0x4e00) {
    return (
      (code >= 0x3001 && code <= 0x3029) || (code >= 0x3041 && code <= 0x3096) || (code >= 0x309b && code <= 0x30ff)
    );
  }
  if (code <= 0x9fff || (code >= 0xac00 && code <= 0xd7a3)) return true;
  return (code >= 0xff01 && code <= 0xff9d) || code == 0xfe0f || (code >= 0x1f000 && code <= 0x1faff);
}
