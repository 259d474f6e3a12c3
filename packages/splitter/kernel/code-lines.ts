/** Whether most lines of a text are those of code, as `src/shingles/reads-like-code.ts` tells. */

const TAB: u32 = 9;
const LINE_END: u32 = 10;
const BLANK: u32 = 32;
const QUOTE: u32 = 34;
const COLON: u32 = 58;

let all: i32 = 0;
let code: i32 = 0;

export function hasLinesOfCode(start: usize, end: usize): bool {
  all = 0;
  code = 0;
  let at = start;
  while (at < end) at = readLine(at, end);
  if (code * 5 < all * 3) return false;
  if (code >= 2) return true;
  const first: u32 = load<u8>(start);
  return code == 1 && (first == 123 || first == 91);
}

/** @returns Where the next line begins. */
function readLine(start: usize, end: usize): usize {
  let words: i32 = 0;
  let signs: i32 = 0;
  let begin: usize = 0;
  let isInWord = false;
  let at = start;
  for (; at < end; at += 1) {
    const byte: u32 = load<u8>(at);
    if (byte == LINE_END) break;
    if (byte <= BLANK) {
      isInWord = false;
      continue;
    }
    if (begin == 0) begin = at;
    if (byte > 127) {
      // The first byte of each character counts.
      if (byte >= 0xc0) words += 1;
      isInWord = true;
    } else if (isWordByte(byte)) {
      if (!isInWord) words += 1;
      isInWord = true;
    } else {
      isInWord = false;
      if (isSign(byte)) signs += 1;
      else if (byte == COLON && at > start && load<u8>(at - 1) == QUOTE) signs += 2;
    }
  }
  if (begin != 0) {
    all += 1;
    const isIndented = begin - start >= 2 || load<u8>(start) == TAB;
    if ((signs > 0 && signs * 3 >= words) || (isIndented && !beginsItem(load<u8>(begin)))) code += 1;
  }
  return at + 1;
}

function isWordByte(byte: u32): bool {
  const lower = byte | 32;
  return lower - 97 < 26 || byte - 48 < 10 || byte == 95;
}

/** One of `( ) [ ] { } = < ; +`. */
function isSign(byte: u32): bool {
  return (
    byte == 40 || byte == 41 || byte == 43 || byte - 59 < 3 || byte == 91 || byte == 93 || byte == 123 || byte == 125
  );
}

/** `*`, `-`, `+` or a digit. */
function beginsItem(byte: u32): bool {
  return byte == 42 || byte == 45 || byte == 43 || byte - 48 < 10;
}
