import type { ByteEdits } from "./byte-edits.ts";
import { Conversation, type ConversationText } from "../doubt/conversation.ts";
import type { Hit } from "../texts/hit.ts";
import { hasBeyondAscii, liftEdits, type TextEdit } from "./json-text-span.ts";
import type { ScannedText } from "../scanner/line-scanner.ts";
import type { RuleTable } from "../rules/rule-table.ts";
import { findHits, hitEdits } from "../texts/sanitize-text.ts";
import { isWord } from "../texts/words.ts";

/** Options for {@link sanitizeScannedTexts}. */
export interface SanitizeScannedOptions {
  readonly fixDeprecated: boolean;
  /** Decodes a text, where the scanner can. */
  readonly decode: (text: ScannedText) => string | undefined;
  /** Takes the replacements, by bytes of the batch. */
  readonly edits: ByteEdits;
  /** @param path Path of the text in the record. @param message Index of its message. */
  readonly onHit: (path: string, message: number, hit: Hit) => void;
}

/**
 * Applies rules to the texts of one record, of which the scanner knows where names stand.
 *
 * @param bytes The batch that the record lies in.
 * @param record Where the record lies in it, and every text of it, in order.
 */
export function sanitizeScannedTexts(
  bytes: Buffer,
  record: { readonly start: number; readonly end: number; readonly texts: readonly ScannedText[] },
  table: RuleTable,
  options: SanitizeScannedOptions,
): void {
  const { fixDeprecated, decode, edits, onHit } = options;
  const { texts } = record;
  const conversation = new Conversation(
    texts.map((text) => new BytesText(bytes, text, decode)),
    () => bytes.toString("latin1", record.start, record.end),
    table.adapters,
  );
  for (const [index, text] of texts.entries()) {
    if (text.places.length === 0) continue;
    const { role, places, message } = text;
    const decoded = conversation.decoded(index);
    const hits = findHits(decoded, table, { role, fixDeprecated, places, ...conversation.around(index) });
    if (hits.length === 0) continue;
    const path = contentPath(text.path, message);
    for (const hit of hits) onHit(path, message, hit);
    if (!addAtPlaces(edits, hits, text, decoded)) addLifted(bytes, edits, hitEdits(hits), text, texts);
  }
}

/** A text that still lies in its bytes. */
class BytesText implements ConversationText {
  readonly kind = "text";
  readonly role: string;
  readonly #bytes: Buffer;
  readonly #text: ScannedText;
  readonly #decode: SanitizeScannedOptions["decode"];
  #raw: string | undefined;

  constructor(bytes: Buffer, text: ScannedText, decode: SanitizeScannedOptions["decode"]) {
    this.#decode = decode;
    this.role = text.role;
    this.#bytes = bytes;
    this.#text = text;
  }

  get length(): number {
    return this.#text.end - this.#text.start;
  }

  holds(name: string): boolean {
    if (name.length > this.length) return false;
    return this.#written().includes(name);
  }

  matches(pattern: RegExp): boolean {
    return pattern.test(this.#written());
  }

  /** The text as it is written, a byte for each unit. */
  #written(): string {
    return (this.#raw ??= this.#bytes.toString("latin1", this.#text.start, this.#text.end));
  }

  decode(): string {
    return this.#decode(this.#text) ?? decodeLiteral(this.#bytes, this.#text);
  }
}

/** Paths of the messages of usual conversations, made once. */
const contentPaths: Record<ScannedText["path"], string[]> = {
  messages: [],
  "input.messages": [],
  preferred_output: [],
};

function contentPath(path: ScannedText["path"], message: number): string {
  if (message >= 64) return `${path}[${message}].content`;
  return (contentPaths[path][message] ??= `${path}[${message}].content`);
}

function decodeLiteral(bytes: Buffer, { start, end, hasEscapes, hasHighBytes }: ScannedText): string {
  if (!hasEscapes) return hasHighBytes ? bytes.toString("utf8", start, end) : bytes.toString("latin1", start, end);
  // With its quotes the text is a JSON literal.
  const literal = hasHighBytes
    ? bytes.toString("utf8", start - 1, end + 1)
    : bytes.toString("latin1", start - 1, end + 1);
  return JSON.parse(literal) as string;
}

/**
 * Notes changes that begin at a name which the scanner found, and whose old and new text JSON writes as they are: nearly all.
 *
 * @returns Whether all of them are such; if not, none is noted.
 */
function addAtPlaces(edits: ByteEdits, hits: readonly Hit[], text: ScannedText, decoded: string): boolean {
  let place = 0;
  for (const { start, end, after } of hits) {
    if (after === undefined) continue;
    place = placeFrom(text, place, start);
    if (text.places[place] !== start || !isPlain(after, 0, after.length) || !isPlain(decoded, start, end)) return false;
  }
  place = 0;
  for (const { start, end, after } of hits) {
    if (after === undefined) continue;
    place = placeFrom(text, place, start);
    const raw = text.rawPlaces[place] as number;
    edits.add(raw, raw + end - start, after);
  }
  return true;
}

/** Position of the first place at or behind an offset. */
function placeFrom({ places }: ScannedText, from: number, start: number): number {
  let place = from;
  while (place < places.length && (places[place] as number) < start) place += 1;
  return place;
}

/** Whether a stretch has only letters, digits, `_`, `.`, brackets and spaces, as JSON writes them. */
function isPlain(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    const unit = text.charCodeAt(at);
    if (!isWord(unit) && unit !== 32 && unit !== 40 && unit !== 41 && unit !== 46) return false;
  }
  return true;
}

/** Notes changes by walking the text as it is written. */
function addLifted(
  bytes: Buffer,
  edits: ByteEdits,
  changes: readonly TextEdit[],
  { start, end }: ScannedText,
  texts: readonly ScannedText[],
): void {
  // Whoever wrote the record with every letter beyond ASCII escaped will find it so.
  const escapeAll =
    changes.some(({ after }) => hasBeyondAscii(after)) &&
    !texts.some((text) => hasBeyondAscii(bytes.toString("latin1", text.start, text.end)));
  const source = bytes.toString("latin1", start, end);
  for (const edit of liftEdits(source, 0, changes, { bytes: true, escapeAll })) {
    edits.add(start + edit.start, start + edit.end, edit.after);
  }
}
