/**
 * Where things lie in memory; `src/line-scanner.ts` knows the same figures. All numbers are little-endian i32 unless said.
 *
 * - shifts: u8 for each hash, how far the next possible name is
 * - heads: u16 for each hash, 1-based number of the first pattern with that hash at the end of its window, 0 for none
 * - lines: number from 0, start, end, count of texts (-1: unsure)
 * - texts: flags | role << 2 | path << 6 | message << 8, start, end, first place, count of places
 * - places: address of a name, its UTF-16 offset in the decoded text
 * - patterns: next 1-based number with the same hash, address of the bytes, length, whether it must be a whole word
 */
export const SHIFTS: usize = 1024;
export const HEADS: usize = SHIFTS + 32768;

export const LINES: usize = HEADS + 65536;
export const LINE_BYTES: usize = 16;
export const MAX_LINES: i32 = 8192;

export const TEXTS: usize = LINES + 131072;
export const TEXT_BYTES: usize = 20;
export const MAX_TEXTS: i32 = 32768;

export const PLACES: usize = TEXTS + 655360;
export const PLACE_BYTES: usize = 8;
export const MAX_PLACES: i32 = 65536;

export const PATTERNS: usize = PLACES + 524288;
export const PATTERN_BYTES: usize = 16;

/** Flags of a text: it is written with escapes; it has bytes beyond ASCII, or a text close behind it has. */
export const HAS_ESCAPES: i32 = 1;
export const HAS_HIGH_BYTES: i32 = 2;
