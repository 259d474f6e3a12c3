/** One replacement in a text, by UTF-16 offsets. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly after: string;
}

/** Applies edits that are in order and do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = "";
  let at = 0;
  for (const { start, end, after } of edits) {
    result += text.slice(at, start) + after;
    at = end;
  }
  return result + text.slice(at);
}

/**
 * Carries edits of a decoded JSON string over to its source, so that everything else in the source stays as it is written.
 *
 * @param source The text that holds the string literal: UTF-16, or the bytes of UTF-8 as Latin-1 when `bytes` is set.
 * @param from Offset in `source` of the first character behind the opening quote.
 * @param edits Edits in the decoded text, in order.
 * @param options `bytes`: `source` is UTF-8 read as Latin-1. `escapeAll`: write non-ASCII letters of a replacement as `\uXXXX`.
 */
export function liftEdits(
  source: string,
  from: number,
  edits: readonly TextEdit[],
  options: { readonly bytes?: boolean; readonly escapeAll?: boolean } = {},
): TextEdit[] {
  const { bytes = false, escapeAll = false } = options;
  const lifted: TextEdit[] = [];
  let at = from;
  let unit = 0;
  let escape = bytes ? 0 : nextEscape(source, from);
  const advance = (to: number): number => {
    while (unit < to) {
      if (!bytes) {
        // From one escape to the next every unit is written as itself.
        const plain = Math.min(escape - at, to - unit);
        at += plain;
        unit += plain;
        if (unit === to) break;
        at += source.charCodeAt(at + 1) === 117 ? 6 : 2;
        unit += 1;
        escape = nextEscape(source, at);
        continue;
      }
      const code = source.charCodeAt(at);
      const isEscape = code === 92;
      const isLong = code >= 0xf0;
      if (isEscape) at += source.charCodeAt(at + 1) === 117 ? 6 : 2;
      else at += code < 0x80 ? 1 : code < 0xe0 ? 2 : isLong ? 4 : 3;
      unit += isLong ? 2 : 1;
    }
    return at;
  };
  for (const { start, end, after } of edits) {
    const liftedStart = advance(start);
    lifted.push({ start: liftedStart, end: advance(end), after: encode(after, bytes, escapeAll) });
  }
  return lifted;
}

/** Offset of the next backslash, or of the end. */
function nextEscape(source: string, from: number): number {
  const at = source.indexOf("\\", from);
  return at === -1 ? source.length : at;
}

function encode(text: string, bytes: boolean, escapeAll: boolean): string {
  if (/^[\w.() ]*$/.test(text)) return text;
  let encoded = JSON.stringify(text).slice(1, -1);
  if (escapeAll) {
    encoded = encoded.replace(/[^\x20-\x7e]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
  }
  return bytes ? Buffer.from(encoded, "utf8").toString("latin1") : encoded;
}

/** Whether a text has a character beyond ASCII. */
export function hasBeyondAscii(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- the control characters are ASCII, too
  return /[^\x00-\x7f]/.test(text);
}

/** Decodes the inside of a JSON string literal that lies in `source`. */
export function decodeSpan(source: string, start: number, end: number, bytes: boolean): string {
  const raw = source.slice(start, end);
  // eslint-disable-next-line no-control-regex -- bytes of UTF-8 beyond ASCII, read as Latin-1
  const text = bytes && /[\x80-\xff]/.test(raw) ? Buffer.from(raw, "latin1").toString("utf8") : raw;
  if (!text.includes("\\")) return text;
  return JSON.parse(text === raw ? source.slice(start - 1, end + 1) : `"${text}"`) as string;
}
