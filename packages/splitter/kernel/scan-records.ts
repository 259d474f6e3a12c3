/**
 * Reads lines of JSONL that are plain chat records: a list of messages that have a role and a text, and fields beside it that
 * say nothing about the content. Decodes and normalises the texts, cuts them into shingles and notes their symbols.
 *
 * It decides nothing that it is not sure of: a line that is written in any other way is left to JavaScript.
 */
import { at, colon, comma, expectPlain, isPlain, moveTo, skipSpace, string, take, value } from "./json";
import { MAX_LINE, MAX_RECORDS, MAX_TEXTS, RECORD_BYTES, RECORDS, TEXT, TEXT_BYTES, TEXTS } from "./layout";
import { forgetNames, intern, isFull, nameCount } from "./names";
import { beginShingles, clearShingles, dropShingles, endShingles, shingleCount } from "./shingles";
import { beginSymbols, beginText, clearSymbols, dropSymbols, endSymbols, setNames, symbolCount } from "./symbols";
import { cutText, setTokens } from "./tokens";
import { decode, out, units, writeTo } from "./text";

export { CAPACITY, INPUT, KINDS, NAMES, RECORDS, SHINGLES, SYMBOLS, TEXT, TEXTS } from "./layout";
export { forgetNames, intern, isFull, nameCount, shingleCount, symbolCount };

/** Lines of the last call. */
export let recordCount: i32 = 0;

const ASSISTANT: i32 = 1;
const USER: i32 = 2;

let cuts = false;
let textCount: i32 = 0;
let firstText: i32 = 0;
let categoryStart: usize = 0;
let categoryEnd: usize = 0;

/** @param closed Whether only the names that were interned are symbols. @param keywords How many of them are none. */
export function setup(shingles: bool, symbols: bool, closed: bool, keywords: i32): void {
  cuts = shingles || symbols;
  setTokens(shingles, symbols);
  setNames(closed, keywords);
}

/** Reads whole lines until the tables are full. @returns Where it stopped. */
export function scan(from: usize, to: usize): usize {
  recordCount = 0;
  textCount = 0;
  clearShingles();
  clearSymbols();
  writeTo(TEXT);
  let start = from;
  while (start < to && recordCount < MAX_RECORDS) {
    const end = lineEnd(start);
    firstText = textCount;
    categoryStart = 0;
    categoryEnd = 0;
    const text = out;
    beginSymbols();
    beginShingles(<u32>min<usize>(end - start, MAX_LINE - 1));
    const isSure = end - start < MAX_LINE && record(start, end) && cutRecord();
    if (isSure) {
      endSymbols();
      endShingles();
    } else {
      dropSymbols();
      dropShingles();
      if (textCount == MAX_TEXTS && recordCount > 0) return start;
      textCount = firstText;
      writeTo(text);
    }
    const entry = RECORDS + <usize>recordCount * RECORD_BYTES;
    store<i32>(entry, <i32>start);
    store<i32>(entry, <i32>min<usize>(end + 1, to), 4);
    store<i32>(entry, isSure ? textCount : -1, 8);
    store<i32>(entry, symbolCount, 12);
    store<i32>(entry, shingleCount, 16);
    store<i32>(entry, <i32>categoryStart, 20);
    store<i32>(entry, <i32>categoryEnd, 24);
    recordCount += 1;
    start = end + 1;
  }
  return min<usize>(start, to);
}

/** Address of the line feed that ends a line; one stands behind the input. */
function lineEnd(start: usize): usize {
  const feed = i8x16.splat(10);
  let address = start;
  while (true) {
    const found = i8x16.bitmask(i8x16.eq(v128.load(address), feed));
    if (found != 0) return address + ctz(found);
    address += 16;
  }
}

/** The user's texts come first, as the shingles of a record do in JavaScript. */
function cutRecord(): bool {
  if (!cuts) return true;
  for (let role = USER; role >= ASSISTANT; role -= 1) {
    for (let index = firstText; index < textCount; index += 1) {
      const text = TEXTS + <usize>index * TEXT_BYTES;
      if (load<i32>(text) != role) continue;
      beginText();
      if (!cutText(load<i32>(text, 4), load<i32>(text, 8), role == ASSISTANT)) return false;
    }
  }
  return !isFull;
}

function record(start: usize, end: usize): bool {
  moveTo(start);
  skipSpace();
  if (!take(123)) return false;
  skipSpace();
  let hasMessages = false;
  let hasOthers = false;
  do {
    if (load<u8>(at) != 34) return false;
    const key = at + 1;
    expectPlain();
    if (!string() || !isPlain) return false;
    const length = at - 1 - key;
    if (!colon()) return false;
    if (length == 8 && load<u64>(key) == 0x736567617373656d) {
      // "messages"
      if (hasMessages || !messages()) return false;
      hasMessages = true;
      continue;
    }
    if (isNoted(key, length)) return false;
    hasOthers = true;
    if (length == 8 && load<u64>(key) == 0x79726f6765746163) {
      // "category"
      expectPlain();
      const inside = at + 1;
      if (categoryStart != 0 || load<u8>(at) != 34 || !string() || !isPlain || at - 1 == inside) return false;
      categoryStart = inside;
      categoryEnd = at - 1;
    } else if (length == 8 && load<u64>(key) == 0x617461646174656d) {
      // "metadata"
      expectPlain();
      const inside = at;
      if (!value(0) || !isPlain || hasCategory(inside, at)) return false;
    } else if (!value(0)) return false;
  } while (comma());
  if (!take(125)) return false;
  skipSpace();
  if (at != end || !hasMessages) return false;
  // A record that ends on the user's turn is one by all its fields, and one without a turn is none.
  const last = TEXTS + <usize>(textCount - 1) * TEXT_BYTES;
  return (load<i32>(last) != USER || !hasOthers) && hasTurn();
}

function hasTurn(): bool {
  for (let index = firstText; index < textCount; index += 1) {
    if (load<i32>(TEXTS + <usize>index * TEXT_BYTES) <= USER) return true;
  }
  return false;
}

/** Whether a field beside the messages may say something about the content: tools, input, functions, parallel_tool_calls. */
function isNoted(key: usize, length: usize): bool {
  const head = load<u32>(key);
  // "tool", "inpu", "func", "para"
  return length > 4 && (head == 0x6c6f6f74 || head == 0x75706e69 || head == 0x636e7566 || head == 0x61726170);
}

/** Whether the word stands anywhere in a value: it may be the key that strata are made of. */
function hasCategory(start: usize, end: usize): bool {
  for (let address = start; address + 8 <= end; address += 1) {
    if (load<u64>(address) == 0x79726f6765746163) return true;
  }
  return false;
}

function messages(): bool {
  if (!take(91)) return false;
  skipSpace();
  do {
    if (textCount == MAX_TEXTS || !message()) return false;
  } while (comma());
  return take(93);
}

/** A message with a role and a text, and nothing else. */
function message(): bool {
  if (!take(123)) return false;
  skipSpace();
  const entry = TEXTS + <usize>textCount * TEXT_BYTES;
  let role = 0;
  let hasText = false;
  do {
    if (load<u8>(at) != 34) return false;
    const key = at + 1;
    expectPlain();
    if (!string() || !isPlain) return false;
    const length = at - 1 - key;
    if (!colon() || load<u8>(at) != 34) return false;
    if (length == 4 && load<u32>(key) == 0x656c6f72) {
      // "role"
      if (role != 0) return false;
      const inside = at + 1;
      if (!string() || !isPlain) return false;
      role = roleOf(inside, at - 1 - inside);
      if (role == 0) return false;
    } else if (length == 7 && load<u32>(key) == 0x746e6f63 && load<u32>(key, 3) == 0x746e6574) {
      // "content"
      if (hasText) return false;
      const start = out;
      if (!decode()) return false;
      store<i32>(entry, <i32>start, 4);
      store<i32>(entry, <i32>out, 8);
      store<i32>(entry, units, 12);
      // The zero behind it stays.
      writeTo(out + 1);
      hasText = true;
    } else return false;
  } while (comma());
  if (!take(125) || role == 0 || !hasText) return false;
  store<i32>(entry, role);
  textCount += 1;
  return true;
}

/** Number of a role, 0 for one that is not known. */
function roleOf(start: usize, length: usize): i32 {
  const head = load<u32>(start);
  if (length == 9 && head == 0x69737361 && load<u32>(start, 4) == 0x6e617473 && load<u8>(start, 8) == 116)
    return ASSISTANT;
  if (length == 4 && head == 0x72657375) return USER;
  if (length == 6 && head == 0x74737973 && load<u16>(start, 4) == 0x6d65) return 3; // "system"
  if (length == 9 && head == 0x65766564 && load<u32>(start, 4) == 0x65706f6c && load<u8>(start, 8) == 114) return 4;
  return length == 4 && head == 0x6c6f6f74 ? 5 : 0; // "tool"
}
