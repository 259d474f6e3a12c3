import { AtomicWriter } from "@tunewright/jsonl";

/** A large part of a document: its entries are written one by one, each on its own line. */
export type DocumentPart = readonly [name: string, entries: Iterable<unknown> | JsonTexts];

/** Entries of a {@link DocumentPart} that are JSON already. */
export interface JsonTexts {
  readonly texts: Iterable<string>;
}

/** Pieces of the JSON text of a document whose large parts are never held as a whole. */
export function* documentText(head: object, parts: readonly DocumentPart[]): Generator<string> {
  const small = JSON.stringify(head, undefined, 2).replace(/\n?\}$/, "");
  yield small;
  let comma = small === "{" ? "" : ",";
  for (const [name, entries] of parts) {
    yield `${comma}\n  ${JSON.stringify(name)}: [`;
    comma = ",";
    let separator = "\n    ";
    let pending = "";
    for (const text of "texts" in entries ? entries.texts : stringified(entries)) {
      pending += separator + text;
      separator = ",\n    ";
      if (pending.length > 65_536) {
        yield pending;
        pending = "";
      }
    }
    yield `${pending}${separator.startsWith(",") ? "\n  " : ""}]`;
  }
  yield "\n}\n";
}

function* stringified(entries: Iterable<unknown>): Generator<string> {
  for (const entry of entries) yield JSON.stringify(entry);
}

/**
 * Writes a JSON document in one step, its large parts entry by entry.
 *
 * @returns SHA-256 of the file, in hex.
 * @throws {PipelineError} `OUTPUT_UNWRITABLE` or `NO_SPACE`, with the path.
 */
export async function writeDocument(path: string, head: object, parts: readonly DocumentPart[]): Promise<string> {
  await using writer = await AtomicWriter.open(path);
  for (const piece of documentText(head, parts)) await writer.write(piece);
  await writer.commit();
  return writer.sha256;
}
