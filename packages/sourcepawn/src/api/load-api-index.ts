import { readFile } from "node:fs/promises";
import type { ApiIndexData } from "@tunewright/schema";
import { PipelineError } from "@tunewright/schema/errors";
import { ApiIndex } from "./api-index.ts";

/**
 * Loads an API index.
 *
 * @throws {PipelineError} `INPUT_NOT_FOUND` when there is no such file, `API_INDEX_INVALID` when it is no API index.
 */
export async function loadApiIndex(path: string): Promise<ApiIndex> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (cause) {
    throw new PipelineError("INPUT_NOT_FOUND", "Cannot read the API index: there is no such file.", {
      details: { path },
      hint: "Name an index that `tunewright api build` wrote, or one of data/api.",
      cause,
    });
  }
  return new ApiIndex(await parseApiIndex(text, path));
}

async function parseApiIndex(text: string, path: string): Promise<ApiIndexData> {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    throw invalid(path, "it is no JSON");
  }
  // Loaded when it is needed: whoever only reads code, a worker thread above all, starts in half the time without the schemas.
  const { apiIndexSchema, contractFaults } = await import("@tunewright/schema");
  const parsed = apiIndexSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [fault] = contractFaults(parsed.error.issues, value);
  throw invalid(
    path,
    fault === undefined ? "it has another shape" : `${fault.path.join(".") || "it"}: ${fault.message}`,
  );
}

function invalid(path: string, why: string): PipelineError {
  return new PipelineError("API_INDEX_INVALID", `Cannot use the API index: ${why}.`, {
    details: { path },
    hint: "Build it again with `tunewright api build`.",
  });
}
