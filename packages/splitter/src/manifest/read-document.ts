import { readFile } from "node:fs/promises";
import { toInputError } from "@tunewright/jsonl";
import { PipelineError } from "@tunewright/schema/errors";

/** The part of a zod schema that is used here; the package has no other use for zod. */
interface Contract<T> {
  safeParse(
    value: unknown,
  ):
    | { readonly success: true; readonly data: T }
    | { readonly success: false; readonly error: { readonly issues: readonly ContractIssue[] } };
}

interface ContractIssue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/**
 * Reads a JSON document and checks it against its contract.
 *
 * @param what What the document should be, as a message says it: `a split manifest`.
 * @throws {PipelineError} `INPUT_NOT_FOUND`, `INPUT_UNREADABLE`, or `DATASET_INVALID` when it is something else.
 */
export async function readDocument<T>(path: string, schema: Contract<T>, what: string): Promise<T> {
  const refuse = (reason: string, cause: unknown): PipelineError =>
    new PipelineError("DATASET_INVALID", `Cannot use ${path} as ${what}: ${reason}.`, { cause, details: { path } });
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    throw toInputError(error, path);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    // The parser's own message quotes the text.
    throw refuse("it is not JSON", error);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw refuse(`${issue?.path.join(".") ?? "the file"}: ${issue?.message ?? "wrong shape"}`, parsed.error);
}
