import { openSource } from "@tunewright/jsonl";
import { PipelineError } from "@tunewright/schema/errors";
import { DocumentSplitter } from "./document-splitter.ts";

/** What checks a value: a schema. */
export interface Contract<T> {
  safeParse(
    value: unknown,
  ): { success: true; data: T } | { success: false; error: { readonly issues: readonly ContractIssue[] } };
}

interface ContractIssue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** A long list of a document, whose entries are checked and taken one by one. */
export interface DocumentList<Entry> {
  /** What each entry is checked against. */
  readonly schema: Contract<Entry>;
  /** Is handed each entry in its turn. */
  readonly take?: (entry: Entry) => void;
}

/** What {@link walkDocument} is told. */
export interface WalkDocumentOptions<T> {
  /** The contract of the document with its long lists empty. */
  readonly schema: Contract<T>;
  /** By the name of each list, right inside the document. */
  // biome-ignore lint/suspicious/noExplicitAny: each list has entries of its own kind.
  readonly lists: Readonly<Record<string, DocumentList<any>>>;
  /** What the document should be, as a message says it: `a split manifest`. */
  readonly what: string;
}

/**
 * Reads a JSON document of any length and checks it against its contract. Of its long lists one entry at a time is held; they
 * are empty in the result.
 *
 * @throws {PipelineError} `INPUT_NOT_FOUND`, `INPUT_UNREADABLE`, or `DATASET_INVALID` when it is something else.
 */
export async function walkDocument<T>(path: string, { schema, lists, what }: WalkDocumentOptions<T>): Promise<T> {
  const refuse = (reason: string, cause?: unknown): PipelineError =>
    new PipelineError("DATASET_INVALID", `Cannot use ${path} as ${what}: ${reason}.`, { cause, details: { path } });
  const parse = (text: string): unknown => {
    try {
      return JSON.parse(text.replace(/^\uFEFF/, ""));
    } catch (error) {
      // The parser's own message quotes the text.
      throw refuse("it is not JSON", error);
    }
  };
  const check = <Value>(value: unknown, contract: Contract<Value>, place: string): Value => {
    const parsed = contract.safeParse(value);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    const where = [...(place === "" ? [] : [place]), ...(issue?.path ?? [])].join(".");
    throw refuse(`${where === "" ? "the file" : where}: ${issue?.message ?? "wrong shape"}`, parsed.error);
  };
  const counts = new Map<string, number>();
  const splitter = new DocumentSplitter(Object.keys(lists), (name, text) => {
    const index = counts.get(name) ?? 0;
    counts.set(name, index + 1);
    const list = lists[name];
    if (list === undefined) return;
    const entry: unknown = check(parse(text), list.schema, `${name}.${index}`);
    list.take?.(entry);
  });
  for await (const piece of openSource(path)) splitter.push(piece);
  return check(parse(splitter.end()), schema, "");
}
