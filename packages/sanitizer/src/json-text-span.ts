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
  const advance = (to: number): number => {
    while (unit < to) {
      const code = source.charCodeAt(at);
      if (code === 92) {
        at += source.charCodeAt(at + 1) === 117 ? 6 : 2;
        unit += 1;
      } else if (!bytes || code < 0x80) {
        at += 1;
        unit += 1;
      } else if (code < 0xe0) {
        at += 2;
        unit += 1;
      } else if (code < 0xf0) {
        at += 3;
        unit += 1;
      } else {
        at += 4;
        unit += 2;
      }
    }
    return at;
  };
  for (const { start, end, after } of edits) {
    const liftedStart = advance(start);
    lifted.push({ start: liftedStart, end: advance(end), after: encode(after, bytes, escapeAll) });
  }
  return lifted;
}

function encode(text: string, bytes: boolean, escapeAll: boolean): string {
  let encoded = JSON.stringify(text).slice(1, -1);
  if (escapeAll) {
    encoded = encoded.replace(/[^\x20-\x7e]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
  }
  return bytes ? Buffer.from(encoded, "utf8").toString("latin1") : encoded;
}

/** Decodes the inside of a JSON string literal that lies in `source`. */
export function decodeSpan(source: string, start: number, end: number, bytes: boolean): string {
  const raw = source.slice(start, end);
  // eslint-disable-next-line no-control-regex
  const text = bytes && /[\x80-\xff]/.test(raw) ? Buffer.from(raw, "latin1").toString("utf8") : raw;
  return text.includes("\\") ? (JSON.parse(`"${text}"`) as string) : text;
}
