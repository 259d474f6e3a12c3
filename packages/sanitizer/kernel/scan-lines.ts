/**
 * The inner loop of the sanitizer, in AssemblyScript: walks raw JSONL once, tells lines that are surely chat records from
 * those that JavaScript must judge, and finds the names of rules in their texts.
 *
 * It never decides against a line. Whatever is not surely a chat record in its usual shape (a fault, a repeated key, a role
 * that it does not know, content in parts, tool calls, ASCII written as an escape) is handed back as unsure, so that there is
 * one place, in JavaScript, where faults are named. What it calls fine must be what `JSON.parse` takes; a test compares the two.
 *
 * `pnpm kernel` compiles this into `src/scanner/scan-kernel.ts`.
 */
import {
  HAS_ESCAPES,
  LINE_BYTES,
  LINES,
  MAX_LINES,
  MAX_PLACES,
  MAX_TEXTS,
  PLACE_BYTES,
  PLACES,
  TEXT_BYTES,
  TEXTS,
} from "./layout";
import { isContent, isCalls, isInput, isMessages, isPreferred, isRole, roleOf } from "./keys";
import * as json from "./json";
import { findNames, needsEscape, nextName, roleMask } from "./names";

export { decode } from "./decode";
export { setup } from "./names";
export { BITS, HEADS, LINES, PLACES, SHIFTS, SLOTS, TEXTS } from "./layout";

/** Lines of which JavaScript is told, and lines that are records, told or not. */
export let lineCount: i32 = 0;
export let fineCount: i32 = 0;
let textCount: i32 = 0;
let placeCount: i32 = 0;
/** Whether the record has parts that only JavaScript reads, so that it must do so where a name stands. */
let isComplex: bool = false;

/**
 * Reads whole lines of bytes that are valid UTF-8.
 *
 * @param from Address of the first byte of a line.
 * @param to Address behind the last byte; a line feed stands there, and at least 32 bytes of memory follow.
 * @returns Address of the first line that the tables had no room for, or `to`.
 */
export function scan(from: usize, to: usize): usize {
  lineCount = 0;
  fineCount = 0;
  textCount = 0;
  placeCount = 0;
  let number: i32 = 0;
  const known = findNames(from, to);
  let start = from;
  while (start < to) {
    if (lineCount == MAX_LINES || textCount > MAX_TEXTS / 2 || placeCount > MAX_PLACES / 2) return start;
    const name = nextName(start);
    const firstText = textCount;
    isComplex = false;
    json.begin(start);
    let isFine = record();
    const end = isFine ? json.at : lineFeed(start);
    // The names of the line are not all known: it comes again, and a line that alone has too many is not for this table.
    if (end > known) {
      if (start > from) return start;
      isFine = false;
    }
    let isHit = false;
    if (isFine && json.hasEscapedAscii) isFine = false;
    if (isFine && name < end) {
      if (isComplex) isFine = false;
      else {
        const firstPlace = placeCount;
        isFine = findPlaces(firstText, name, end);
        isHit = isFine && placeCount > firstPlace;
      }
    }
    if (isHit || !isFine) {
      if (!isFine) textCount = firstText;
      const entry = LINES + <usize>lineCount * LINE_BYTES;
      store<i32>(entry, number);
      store<i32>(entry, <i32>start, 4);
      store<i32>(entry, <i32>end, 8);
      store<i32>(entry, isFine ? textCount - firstText : -1, 12);
      lineCount += 1;
    } else textCount = firstText;
    if (isFine) fineCount += 1;
    number += 1;
    start = end + 1;
  }
  return to;
}

/** Whether the line is one record and nothing else; then the reader stands at its line feed. */
function record(): bool {
  json.skipSpace();
  if (!json.take(123)) return false;
  let seen = 0;
  json.skipSpace();
  while (json.key()) {
    const start = json.stringStart;
    const length = json.stringEnd - start;
    if (isMessages(start, length)) {
      if ((seen & 1) != 0 || !messages(0)) return false;
      seen |= 1;
    } else if (isPreferred(start, length)) {
      if ((seen & 4) != 0 || !messages(2)) return false;
      seen |= 4;
    } else if (isInput(start, length)) {
      if ((seen & 8) != 0) return false;
      seen |= 8;
      if (json.peek() != 123) {
        if (!json.value(0)) return false;
      } else if (!input()) return false;
      else seen |= 2;
    } else if (!json.value(0)) return false;
    if (!json.more(125)) break;
  }
  if (!json.closed) return false;
  json.skipSpace();
  return json.peek() == 10 && ((seen & 1) != 0 || (seen & 6) == 6);
}

/** The `input` of a preference record; it must hold messages. */
function input(): bool {
  json.take(123);
  let hasMessages = false;
  json.skipSpace();
  while (json.key()) {
    const start = json.stringStart;
    if (isMessages(start, json.stringEnd - start)) {
      if (hasMessages || !messages(1)) return false;
      hasMessages = true;
    } else if (!json.value(0)) return false;
    if (!json.more(125)) break;
  }
  return json.closed && hasMessages;
}

function messages(path: i32): bool {
  if (!json.take(91)) return false;
  json.skipSpace();
  if (json.take(93)) return true;
  let index = 0;
  while (true) {
    if (!message(path, index)) return false;
    if (!json.more(93)) return json.closed;
    index += 1;
  }
}

function message(path: i32, index: i32): bool {
  if (!json.take(123)) return false;
  let role: i32 = -1;
  let text: usize = 0;
  let hasContent = false;
  json.skipSpace();
  while (json.key()) {
    const start = json.stringStart;
    const length = json.stringEnd - start;
    if (isRole(start, length)) {
      if (role != -1 || json.peek() != 34 || !json.string() || (json.stringFlags & HAS_ESCAPES) != 0) return false;
      role = roleOf(json.stringStart, json.stringEnd - json.stringStart);
    } else if (isContent(start, length)) {
      if (hasContent) return false;
      hasContent = true;
      if (json.peek() == 34) {
        if (!json.string() || textCount == MAX_TEXTS) return false;
        text = TEXTS + <usize>textCount * TEXT_BYTES;
        store<i32>(text, json.stringFlags | (path << 6) | (index << 8));
        store<i32>(text, <i32>json.stringStart, 4);
        store<i32>(text, <i32>json.stringEnd, 8);
        store<i32>(text, 0, 12);
        store<i32>(text, 0, 16);
        textCount += 1;
      } else {
        if (json.peek() == 91) isComplex = true;
        if (!json.value(0)) return false;
      }
    } else {
      if (isCalls(start, length)) isComplex = true;
      if (!json.value(0)) return false;
    }
    if (!json.more(125)) break;
  }
  if (!json.closed || role == -1) return false;
  if (role == 0) isComplex = true;
  if (text != 0) store<i32>(text, load<i32>(text) | (role << 2));
  return true;
}

/**
 * Notes every name in a text that a rule looks at, with its offset in the decoded text.
 *
 * @returns Whether the table had room for them all.
 */
function findPlaces(firstText: i32, firstName: usize, end: usize): bool {
  let name = firstName;
  for (let index = firstText; index < textCount; index += 1) {
    const text = TEXTS + <usize>index * TEXT_BYTES;
    const role = (load<i32>(text) >> 2) & 15;
    if (((roleMask >> role) & 1) == 0) continue;
    const textStart = <usize>load<i32>(text, 4);
    const textEnd = <usize>load<i32>(text, 8);
    if (name < textStart) name = nextName(textStart);
    if (name >= end) break;
    const firstPlace = placeCount;
    json.walkFrom(textStart);
    while (name < textEnd) {
      if (placeCount == MAX_PLACES) return false;
      const units = json.unitsUpTo(name);
      if (units != -1 && (!needsEscape || json.isBehindEscape())) {
        const place = PLACES + <usize>placeCount * PLACE_BYTES;
        store<i32>(place, <i32>name);
        store<i32>(place, units, 4);
        placeCount += 1;
      }
      name = nextName(name + 1);
    }
    store<i32>(text, firstPlace, 12);
    store<i32>(text, placeCount - firstPlace, 16);
  }
  return true;
}

/** Address of the next line feed; one stands behind the input. */
function lineFeed(from: usize): usize {
  let at = from;
  const feed = i8x16.splat(10);
  while (true) {
    const mask = i8x16.bitmask(i8x16.eq(v128.load(at), feed));
    if (mask != 0) return at + ctz(mask);
    at += 16;
  }
}
