/** Notes which API symbols the code of a record uses, word by word, as `src/records/symbol-reader.ts` does. */
import { NAME_BYTES, NAMES, SYMBOLS } from "./layout";
import { find, intern } from "./names";

/** Symbols of all records so far. */
export let symbolCount: i32 = 0;

let isClosed = false;
/** Names below are keywords. */
let keywords: i32 = 0;
let stamp: i32 = 0;
let first: i32 = 0;
let previousStart: usize = 0;
let previousEnd: usize = 0;
let previousHash: i32 = 0;

/** @param closed Whether only the names that are known count. @param words How many of them are keywords. */
export function setNames(closed: bool, words: i32): void {
  isClosed = closed;
  keywords = words;
  stamp = 0;
}

export function clearSymbols(): void {
  symbolCount = 0;
}

export function beginSymbols(): void {
  stamp += 1;
  first = symbolCount;
}

export function beginText(): void {
  previousEnd = 0;
}

/** Takes back the symbols of a record that turned out to be unsure. */
export function dropSymbols(): void {
  symbolCount = first;
}

/** Takes one word of code. */
export function word(start: usize, end: usize, hash: i32): void {
  if (isClosed) {
    const known = find(start, end, hash);
    if (known != -1) use(known);
    return;
  }
  if (load<u8>(end) == 40 && load<u8>(start) > 57) {
    const code = intern(start, end, hash);
    if (code >= keywords) {
      if (followsType(start)) store<i32>(NAMES + <usize>code * NAME_BYTES, stamp, 16);
      else use(code);
    }
  }
  previousStart = start;
  previousEnd = end;
  previousHash = hash;
}

/** Ends the record: names that it defines are not its symbols. */
export function endSymbols(): void {
  if (isClosed) return;
  let kept = first;
  for (let index = first; index < symbolCount; index += 1) {
    const code = load<i32>(SYMBOLS + <usize>index * 4);
    if (load<i32>(NAMES + <usize>code * NAME_BYTES, 16) == stamp) continue;
    store<i32>(SYMBOLS + <usize>kept * 4, code);
    kept += 1;
  }
  symbolCount = kept;
}

function use(code: i32): void {
  const name = NAMES + <usize>code * NAME_BYTES;
  if (load<i32>(name, 12) == stamp) return;
  store<i32>(name, stamp, 12);
  store<i32>(SYMBOLS + <usize>symbolCount * 4, code);
  symbolCount += 1;
}

/** Whether a word that is no keyword stands right before, with only blanks between. */
function followsType(start: usize): bool {
  if (previousEnd == 0 || start <= previousEnd) return false;
  for (let address = previousEnd; address < start; address += 1) {
    const byte = load<u8>(address);
    if (byte != 32 && byte != 9) return false;
  }
  return <u32>find(previousStart, previousEnd, previousHash) >= <u32>keywords;
}
