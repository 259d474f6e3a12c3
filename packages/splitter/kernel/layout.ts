/**
 * Where things lie in memory; `src/records/record-scanner.ts` reads and writes them by the same names. Numbers are little-endian i32
 * unless said.
 *
 * - kinds: u8 for each UTF-16 unit, as `src/character-kinds.ts` has them
 * - slots: number of a name plus one by the hash of the name, 0 where free
 * - names: hash, address, bytes, last record that used it, last record that defined it
 * - letters: the bytes of all names
 * - set: shingles of a record by their hash, 0 where free; then the slots that are in use
 * - records: start and end of the line, texts, symbols and shingles so far, start and end of the category; texts of -1: unsure
 * - texts: role, start, end, UTF-16 units
 * - text: the texts, decoded and normalised, a zero behind each
 * - input: whole lines of JSONL
 */
export const KINDS: usize = 1024;

export const MAX_NAMES: i32 = 1 << 19;
export const SLOT_COUNT: u32 = 1 << 20;
export const SLOTS: usize = KINDS + 65536;
export const NAMES: usize = SLOTS + (1 << 22);
export const NAME_BYTES: usize = 20;
export const LETTERS: usize = NAMES + 10485760;
export const LETTERS_END: usize = LETTERS + (1 << 23);

/** A longer line is unsure, so that the set has room for its shingles. */
export const MAX_LINE: usize = 1 << 18;
export const SET: usize = LETTERS_END;
export const SET_SLOTS: usize = SET + (1 << 21);

export const MAX_RECORDS: i32 = 8192;
export const RECORDS: usize = SET_SLOTS + (1 << 20);
export const RECORD_BYTES: usize = 28;
export const MAX_TEXTS: i32 = 32768;
export const TEXTS: usize = RECORDS + 262144;
export const TEXT_BYTES: usize = 16;

/** Bytes of lines that fit at once. */
export const CAPACITY: usize = 1 << 21;
export const SYMBOLS: usize = TEXTS + 524288;
export const SHINGLES: usize = SYMBOLS + (1 << 22);
export const TEXT: usize = SHINGLES + (1 << 23) + 65536;
export const INPUT: usize = TEXT + CAPACITY + 65536;
