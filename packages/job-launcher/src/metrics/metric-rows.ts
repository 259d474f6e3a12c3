import { isObject } from "@tunewright/schema";
import { textOfBytes } from "./text-of-bytes.ts";

/** A row of a metrics file: values by the file's own names, as numbers or as they stand there. */
export type MetricRow = Readonly<Record<string, unknown>>;

/**
 * The rows of a metrics file: CSV by its header, or JSON objects, one a line or in a list; raw or base64.
 *
 * @returns Nothing for a file of another kind; a line that cannot be read is left out.
 */
export function metricRows(content: string): readonly MetricRow[] {
  const text = decode(content.replace(/^\uFEFF/, ""));
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  return /^\s*[[{]/.test(text) ? jsonRows(lines) : csvRows(lines);
}

function csvRows(lines: readonly string[]): MetricRow[] {
  const header = (lines[0] ?? "").split(",").map(plain);
  if (!header.includes("step")) return [];
  return lines.slice(1).map((line) => {
    const cells = line.split(",").map(plain);
    return Object.fromEntries(header.map((name, index) => [name, cells[index] ?? ""]));
  });
}

/** A cell without the quotes that some writers put around each; a number holds neither comma nor quote. */
function plain(cell: string): string {
  return cell
    .trim()
    .replace(/^"(.*)"$/, "$1")
    .trim();
}

function jsonRows(lines: readonly string[]): MetricRow[] {
  return lines.flatMap((line) => {
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      return [];
    }
    const objects: unknown[] = Array.isArray(value) ? value : [value];
    return objects.filter(isObject).map(flatten);
  });
}

/** `{step, data: {…}}` keeps its values one level down. */
function flatten(row: MetricRow): MetricRow {
  const { data, ...rest } = row;
  return isObject(data) ? { ...rest, ...data } : row;
}

function decode(text: string): string {
  if (/^\s*(?:"?[A-Za-z_]+"?\s*,)*\s*"?step"?\s*,/.test(text)) return text;
  if (!/^[A-Za-z0-9+/\s]+=*\s*$/.test(text)) return text;
  return textOfBytes(Buffer.from(text, "base64"));
}
