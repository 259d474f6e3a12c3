/**
 * Where things lie in memory; `src/scanner/line-scanner.ts` reads and writes them by the same names. Numbers are little-endian i32
 * unless said.
 *
 * - shifts: u8 for each hash of a block, how far the next possible text is
 * - heads: u16 for each hash of a block, 1-based number of the first pattern with that hash at the end of its window, or 0
 * - bits: a bit for each hash of a name modulo 65,536, whether some identifier has it
 * - names, literals: address << 1 | whether an escape must end before it
 * - lines: number from 0, start, end, count of texts (-1: unsure)
 * - texts: flags | role << 2 | path << 6 | message << 8, start, end, first place, count of places
 * - places: address of a name, its UTF-16 offset in the decoded text
 * - slots: 1-based number of an identifier's pattern, or 0; as many as `setup` is told
 * - patterns: next 1-based number with the same hash, address of the bytes, length, whether it must be a whole word
 */
export const SHIFTS: usize = 1024;
export const HEADS: usize = SHIFTS + 32768;
export const BITS: usize = HEADS + 65536;

export const MAX_FOUND: i32 = 65536;
export const NAMES: usize = BITS + 8192;
export const LITERALS: usize = NAMES + 262144;

export const LINES: usize = LITERALS + 262144;
export const LINE_BYTES: usize = 16;
export const MAX_LINES: i32 = 8192;

export const TEXTS: usize = LINES + 131072;
export const TEXT_BYTES: usize = 20;
export const MAX_TEXTS: i32 = 32768;

export const PLACES: usize = TEXTS + 655360;
export const PLACE_BYTES: usize = 8;
export const MAX_PLACES: i32 = 65536;

export const SLOTS: usize = PLACES + 524288;
export const PATTERN_BYTES: usize = 16;

/** Flags of a text: it is written with escapes; it has bytes beyond ASCII, or a text close behind it has. */
export const HAS_ESCAPES: i32 = 1;
export const HAS_HIGH_BYTES: i32 = 2;
