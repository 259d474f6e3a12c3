/** Decodes the inside of a JSON string, 16 bytes at a time. */

const BACKSLASH: u32 = 92;

/**
 * Writes the text of a string as Latin-1, one byte for each of its units.
 *
 * @param from Address of the inside of the string; it is well formed.
 * @param to Address of its end.
 * @param out Address to write to; 16 bytes more than the string has may be written.
 * @returns How many bytes were written; -1 where a unit is no letter of Latin-1, or where bytes beyond ASCII stand.
 */
export function decode(from: usize, to: usize, out: usize): i32 {
  const backslash = i8x16.splat(BACKSLASH as i8);
  let at = from;
  let next = out;
  while (at < to) {
    const block = v128.load(at);
    v128.store(next, block);
    // The highest bit of a byte: of those beyond ASCII, and of those that are a backslash.
    const special = i8x16.bitmask(v128.or(block, i8x16.eq(block, backslash)));
    const plain: usize = special == 0 ? 16 : <usize>ctz(special);
    const left = to - at;
    if (plain >= left) return <i32>(next + left - out);
    at += plain;
    next += plain;
    if (special == 0) continue;
    if (load<u8>(at) != BACKSLASH) return -1;
    const escape = load<u8>(at, 1);
    if (escape == 117) {
      // Two zeros and two digits: a letter of Latin-1.
      if (load<u16>(at, 2) != 0x3030) return -1;
      store<u8>(next, (digit(load<u8>(at, 4)) << 4) | digit(load<u8>(at, 5)));
      at += 6;
    } else {
      store<u8>(next, unescaped(escape));
      at += 2;
    }
    next += 1;
  }
  return <i32>(next - out);
}

/** The byte that a letter behind a backslash stands for. */
function unescaped(letter: u32): u32 {
  if (letter == 110) return 10;
  if (letter == 116) return 9;
  if (letter == 114) return 13;
  if (letter == 98) return 8;
  if (letter == 102) return 12;
  return letter;
}

function digit(letter: u32): u32 {
  return letter < 58 ? letter - 48 : (letter | 32) - 87;
}
