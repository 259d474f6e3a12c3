/** Cuts texts into shingles, and shows words of code to the symbols, as `src/shingle-builder.ts` does. */
import { hasLinesOfCode } from "./code-lines";
import { KINDS } from "./layout";
import { addShingle } from "./shingles";
import { word } from "./symbols";
import { codePoint } from "./text";

const SIGN: u32 = 0;
const WORD: u32 = 1;
const IDEOGRAPH: u32 = 2;
const BLANK: u32 = 3;

const UNSURE: i32 = -1;
const WORDS: i32 = 0;
const CODE: i32 = 1;
const HASH_CODE: i32 = 2;

const FNV_OFFSET: i32 = 0x811c9dc5;
const FNV_PRIME: i32 = 0x01000193;
const ASSISTANT: u32 = 0x80000000;

let keepsShingles = false;
let notesSymbols = false;
let tag: u32 = 0;

// The tokens of the part that is being cut.
let count: i32 = 0;
let last: i32 = 0;
let lastTwo: i32 = 0;
let first: i32 = 0;
let second: i32 = 0;

export function setTokens(shingles: bool, symbols: bool): void {
  keepsShingles = shingles;
  notesSymbols = symbols;
}

/**
 * Cuts one text.
 *
 * @param end Where a zero stands.
 * @returns Whether it is sure which parts of it are code.
 */
export function cutText(start: usize, end: usize, isAssistant: bool): bool {
  tag = isAssistant ? ASSISTANT : 0;
  if (fence(start, end) == 0) {
    const kind = isAssistant ? readBareText(start, end) : WORDS;
    if (kind == UNSURE) return false;
    cut(start, end, kind != WORDS, kind != HASH_CODE);
    return true;
  }
  let at = start;
  for (let open = lineFence(start, start, end); open != 0; open = lineFence(start, at, end)) {
    cut(at, open, false, true);
    const lineEnd = indexOf(10, open, end);
    if (lineEnd == 0) return true;
    const close = lineFence(start, lineEnd, end);
    const codeEnd = close == 0 ? end : close;
    cut(lineEnd, codeEnd, true, !hasHashComments(open + 3, lineEnd));
    if (close == 0) return true;
    at = close + 3;
  }
  cut(at, end, false, true);
  return true;
}

function cut(start: usize, end: usize, isCode: bool, slashComments: bool): void {
  const showsWords = isCode && tag != 0 && notesSymbols;
  if (!showsWords && !keepsShingles) return;
  count = 0;
  last = 0;
  lastTwo = 0;
  let at = start;
  while (at < end) {
    const byte: u32 = load<u8>(at);
    if (byte < 128) {
      const kind: u32 = load<u8>(KINDS + byte);
      if (kind == WORD) {
        at = cutWord(at, end, isCode, showsWords, FNV_OFFSET);
        continue;
      }
      at += 1;
      if (kind == BLANK || !isCode) continue;
      if (byte == 47 && slashComments) {
        const rest = endOfComment(at, end);
        if (rest != 0) {
          at = rest;
          continue;
        }
      }
      if (byte == 35 && !slashComments && beginsHashComment(at - 1, start)) {
        const close = indexOf(10, at, end);
        at = close == 0 ? end : close;
        continue;
      }
      token((FNV_OFFSET ^ byte) * FNV_PRIME);
      continue;
    }
    const code = codePoint(at);
    const length = lengthOf(byte);
    // A pair of surrogates is two units of a word.
    const kind: u32 = code < 0x10000 ? load<u8>(KINDS + code) : WORD;
    if (kind == WORD) {
      at = cutWord(at, end, isCode, showsWords, FNV_OFFSET);
      continue;
    }
    at += length;
    if (kind == IDEOGRAPH || (kind == SIGN && isCode)) token((FNV_OFFSET ^ code) * FNV_PRIME);
  }
  if (!keepsShingles) return;
  if (count == 1) add(mix(1, first));
  else if (count == 2) add(mix(mix(2, first), second));
}

/** @returns The end of the word. */
function cutWord(start: usize, end: usize, isCode: bool, showsWords: bool, offset: i32): usize {
  let hash = offset;
  let at = start;
  while (at < end) {
    const byte: u32 = load<u8>(at);
    if (byte < 128) {
      if (load<u8>(KINDS + byte) != WORD) break;
      hash = (hash ^ (!isCode && byte - 65 < 26 ? byte + 32 : byte)) * FNV_PRIME;
      at += 1;
      continue;
    }
    const code = codePoint(at);
    if (code >= 0x10000) {
      hash = (hash ^ (0xd7c0 + (code >> 10))) * FNV_PRIME;
      hash = (hash ^ (0xdc00 | (code & 0x3ff))) * FNV_PRIME;
    } else {
      if (load<u8>(KINDS + code) != WORD) break;
      hash = (hash ^ code) * FNV_PRIME;
    }
    at += lengthOf(byte);
  }
  if (showsWords) word(start, at, hash);
  token(hash);
  return at;
}

function lengthOf(lead: u32): usize {
  return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

function token(hash: i32): void {
  if (!keepsShingles) return;
  count += 1;
  if (count >= 3) add(mix(lastTwo, hash));
  else if (count == 1) first = hash;
  else second = hash;
  lastTwo = mix(last, hash);
  last = mix(3, hash);
}

function add(tokens: i32): void {
  let hash: i32 = (tokens ^ <i32>(<u32>tokens >>> 16)) * <i32>0x85ebca6b;
  hash = (hash ^ <i32>(<u32>hash >>> 13)) * <i32>0xc2b2ae35;
  addShingle((<u32>(hash ^ <i32>(<u32>hash >>> 16)) & 0x7fffffff) | tag);
}

function mix(hash: i32, next: i32): i32 {
  const mixed: i32 = (hash ^ next) * <i32>0x9e3779b1;
  return mixed ^ <i32>(<u32>mixed >>> 15);
}

/** Where a comment ends whose first slash stands right before; 0 where none begins. */
function endOfComment(at: usize, end: usize): usize {
  const byte = load<u8>(at);
  if (byte == 47) {
    const close = indexOf(10, at, end);
    return close == 0 ? end : close;
  }
  if (byte != 42) return 0;
  for (let star = indexOf(42, at + 1, end); star != 0; star = indexOf(42, star + 1, end)) {
    if (load<u8>(star, 1) == 47) return min<usize>(star + 2, end);
  }
  return end;
}

/** Whether a `#` begins a comment: at the begin of a line or after a blank, and no `#{` of Ruby. */
function beginsHashComment(at: usize, start: usize): bool {
  return (at == start || load<u8>(at - 1) <= 32) && load<u8>(at, 1) != 123;
}

/** Address of a byte, 0 where there is none before the end. */
function indexOf(byte: u8, from: usize, end: usize): usize {
  const wanted = i8x16.splat(byte);
  for (let at = from; at < end; at += 16) {
    const found = i8x16.bitmask(i8x16.eq(v128.load(at), wanted));
    if (found == 0) continue;
    const place = at + ctz(found);
    return place < end ? place : 0;
  }
  return 0;
}

/** Address of three backticks, or 0. */
function fence(from: usize, end: usize): usize {
  for (let at = indexOf(96, from, end); at != 0; at = indexOf(96, at + 1, end)) {
    if (load<u8>(at, 1) == 96 && load<u8>(at, 2) == 96) return at;
  }
  return 0;
}

/** Address of the next fence mark that begins a line, after blanks, or 0. */
function lineFence(start: usize, from: usize, end: usize): usize {
  for (let at = fence(from, end); at != 0; at = fence(at + 3, end)) {
    let before = at;
    while (before > start && load<u8>(before - 1) == 32) before -= 1;
    if (before == start || load<u8>(before - 1) == 10) return at;
  }
  return 0;
}

/** What an answer without a fence is, as `src/shingles/reads-like-code.ts` tells; unsure where that takes a closer look. */
function readBareText(start: usize, end: usize): i32 {
  let statements = false;
  let lines = false;
  for (let at = indexOf(59, start, end); at != 0 && !lines; at = indexOf(59, at + 1, end)) {
    statements = true;
    lines = load<u8>(at, 1) == 10;
  }
  if (statements) return lines && indexOf(123, start, end) != 0 ? CODE : UNSURE;
  return hasLinesOfCode(start, end) ? HASH_CODE : WORDS;
}

/** Whether the word behind a fence names a language whose line comments begin with `#`. */
function hasHashComments(from: usize, to: usize): bool {
  let start = from;
  let end = to;
  while (start < end && isSpace(load<u8>(start))) start += 1;
  while (end > start && isSpace(load<u8>(end - 1))) end -= 1;
  if (end - start > 8 || end == start) return false;
  let letters: u64 = 0;
  for (let at = start; at < end; at += 1) {
    const byte: u32 = load<u8>(at);
    letters = (letters << 8) | <u64>(byte - 65 < 26 ? byte + 32 : byte);
  }
  return (
    letters == 0x72 || // r
    letters == 0x7079 || // py
    letters == 0x7368 || // sh
    letters == 0x7262 || // rb
    letters == 0x796d6c || // yml
    letters == 0x62617368 || // bash
    letters == 0x79616d6c || // yaml
    letters == 0x72756279 || // ruby
    letters == 0x7065726c || // perl
    letters == 0x746f6d6c || // toml
    letters == 0x7368656c6c || // shell
    letters == 0x707974686f6e || // python
    letters == 0x707974686f6e33 || // python3
    letters == 0x7a7368 || // zsh
    letters == 0x6a756c6961 || // julia
    letters == 0x656c69786972 || // elixir
    letters == 0x636d616b65 || // cmake
    letters == 0x6d616b6566696c65 || // makefile
    letters == 0x707331 // ps1
  );
}

function isSpace(byte: u32): bool {
  return byte == 32 || byte - 9 < 5;
}
