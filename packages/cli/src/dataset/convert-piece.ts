import { type JsonPiece, parseLine } from "@tunewright/jsonl";
import { checkExample, checkText, convertRecord, type ForeignFormat, type Issue } from "@tunewright/schema";

/** What became of one piece of a file. */
export type ConvertedPiece =
  /** @property from Absent for a record that was right already, whose bytes then stay as they were where they fit on a line. */
  | { readonly kind: "record"; readonly from: ForeignFormat | undefined; readonly line: string }
  | { readonly kind: "rejected"; readonly issues: readonly Issue[] };

/** Makes one line of a dataset of an object in any format that is known; what would be no valid example is rejected. */
export function convertPiece(piece: JsonPiece): ConvertedPiece {
  const issue = (code: string, message: string): ConvertedPiece => ({
    kind: "rejected",
    issues: [{ line: piece.line, path: "", code, severity: "error", message }],
  });
  if (piece.kind === "oversized") return issue("record-too-large", "The record is longer than 64 MiB.");
  const item = parseLine(piece.bytes, piece.bytes.length, piece.line);
  if (item.kind === "invalid") return { kind: "rejected", issues: item.issues };
  const hidden = checkText(item.text, piece.line).filter(({ severity }) => severity === "error");
  if (hidden.length > 0) return { kind: "rejected", issues: hidden };
  try {
    return convertText(item.text, piece.line, issue);
  } catch (error) {
    // Walking and writing a value, unlike parsing it, takes stack for each level.
    if (error instanceof RangeError) return issue("invalid-json", "The record is nested too deeply.");
    throw error;
  }
}

function convertText(
  text: string,
  line: number,
  issue: (code: string, message: string) => ConvertedPiece,
): ConvertedPiece {
  const conversion = convertRecord(parseExactly(text));
  if (conversion.kind === "refused") {
    return issue("not-convertible", `The ${conversion.from} record cannot be converted: ${conversion.reason}.`);
  }
  const converted = conversion.kind === "converted" ? JSON.stringify(conversion.example) : oneLine(text);
  const issues = checkExample(JSON.parse(converted), line);
  if (issues.some(({ severity }) => severity === "error")) return { kind: "rejected", issues };
  const from = conversion.kind === "converted" ? conversion.from : undefined;
  return { kind: "record", from, line: `${converted}\n` };
}

/** JSON over many lines without the line ends, which are only space there: a string holds none. */
function oneLine(text: string): string {
  return text.replaceAll(/[\r\n]+[ \t]*/g, "");
}

interface ExactJson {
  parse(text: string, reviver: (key: string, value: unknown, context: { source?: string }) => unknown): unknown;
  rawJSON(text: string): unknown;
}

/** Parsed so that a number which no double holds, as an id of twenty digits, is written again digit for digit. */
function parseExactly(text: string): unknown {
  const exact = JSON as unknown as ExactJson;
  return exact.parse(text, (_key, value, { source }) =>
    typeof value === "number" && source !== undefined && String(value) !== source ? exact.rawJSON(source) : value,
  );
}
