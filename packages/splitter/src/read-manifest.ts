import { readFile } from "node:fs/promises";
import { PipelineError, type SplitManifest, splitManifestSchema } from "@tunewright/schema";
import { toInputError } from "@tunewright/jsonl";

/**
 * Reads a manifest and checks it against its contract.
 *
 * @throws {PipelineError} `INPUT_NOT_FOUND`, `INPUT_UNREADABLE`, or `DATASET_INVALID` when it is no manifest.
 */
export async function readManifest(path: string): Promise<SplitManifest> {
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
    throw notAManifest(path, "it is not JSON", error);
  }
  const parsed = splitManifestSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw notAManifest(path, `${issue?.path.join(".") ?? "the file"}: ${issue?.message ?? "wrong shape"}`, parsed.error);
}

function notAManifest(path: string, reason: string, cause: unknown): PipelineError {
  return new PipelineError("DATASET_INVALID", `Cannot use ${path} as a split manifest: ${reason}.`, {
    cause,
    details: { path },
  });
}
