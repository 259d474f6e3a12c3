import type { ByteEdits } from "./byte-edits.ts";
import { Conversation, type ConversationText } from "./conversation.ts";
import { hasBeyondAscii, liftEdits, type TextEdit } from "./json-text-span.ts";
import type { ScannedText } from "./line-scanner.ts";
import type { RuleTable } from "./rule-table.ts";
import type { RecordHit } from "./sanitize-record.ts";
import { findHits, hitEdits } from "./sanitize-text.ts";

/** Options for {@link sanitizeScannedTexts}. */
export interface SanitizeScannedOptions {
  readonly fixDeprecated: boolean;
  /** Takes the replacements, by bytes of the batch. */
  readonly edits: ByteEdits;
  readonly onHit: (hit: RecordHit) => void;
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
  const { fixDeprecated, edits, onHit } = options;
  const { texts } = record;
  const conversation = new Conversation(
    texts.map((text) => new BytesText(bytes, text)),
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
    for (const hit of hits) onHit({ path, message, hit });
    const changes = hitEdits(hits);
    if (!addAtPlaces(edits, changes, text, decoded)) addLifted(bytes, edits, changes, text, texts);
  }
}

/** A text that still lies in its bytes. */
class BytesText implements ConversationText {
  readonly kind = "text";
  readonly role: string;
  readonly #bytes: Buffer;
  readonly #text: ScannedText;

  constructor(bytes: Buffer, text: ScannedText) {
    this.role = text.role;
    this.#bytes = bytes;
    this.#text = text;
  }

  holds(name: string): boolean {
    return this.#bytes.toString("latin1", this.#text.start, this.#text.end).includes(name);
  }

  decode(): string {
    return decode(this.#bytes, this.#text);
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

function decode(bytes: Buffer, { start, end, hasEscapes, hasHighBytes }: ScannedText): string {
  if (!hasEscapes) return hasHighBytes ? bytes.toString("utf8", start, end) : bytes.toString("latin1", start, end);
  // With its quotes the text is a JSON literal.
  const literal = hasHighBytes
    ? bytes.toString("utf8", start - 1, end + 1)
    : bytes.toString("latin1", start - 1, end + 1);
  return JSON.parse(literal) as string;
}

const plain = /^[\w.() ]*$/;

/**
 * Notes changes that begin at a name which the scanner found, and whose old and new text JSON writes as they are: nearly all.
 *
 * @returns Whether all of them are such; if not, none is noted.
 */
function addAtPlaces(edits: ByteEdits, changes: readonly TextEdit[], text: ScannedText, decoded: string): boolean {
  const starts: number[] = [];
  let place = 0;
  for (const { start, end, after } of changes) {
    while (place < text.places.length && (text.places[place] as number) < start) place += 1;
    if (text.places[place] !== start || !plain.test(after) || !plain.test(decoded.slice(start, end))) return false;
    starts.push(text.rawPlaces[place] as number);
  }
  for (const [index, { start, end, after }] of changes.entries()) {
    const raw = starts[index] as number;
    edits.add(raw, raw + end - start, after);
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
