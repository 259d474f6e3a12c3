import { readFile } from "node:fs/promises";
import { relative } from "node:path";
import { type ModelTable, modelTableSchema, PipelineError, type Pricing, pricingSchema } from "@tunewright/schema";
import { parse, YAMLParseError } from "yaml";
import type { z } from "zod";

/**
 * Reads `models.yaml`: which models can be trained, and until when.
 *
 * @throws {PipelineError} `CONFIG_INVALID`, with the path of the first fault.
 */
export function loadModels(path: string, cwd: string): Promise<ModelTable> {
  return loadTable(path, cwd, modelTableSchema);
}

/**
 * Reads `pricing.yaml`: what training and inference cost, with sources and dates.
 *
 * @throws {PipelineError} `CONFIG_INVALID`, with the path of the first fault.
 */
export function loadPricing(path: string, cwd: string): Promise<Pricing> {
  return loadTable(path, cwd, pricingSchema);
}

async function loadTable<T>(path: string, cwd: string, schema: z.ZodType<T>): Promise<T> {
  const shown = relative(cwd, path) || path;
  const refuse = (reason: string, cause?: unknown): never => {
    throw new PipelineError("CONFIG_INVALID", `Cannot use the table ${shown}: ${reason}.`, {
      cause,
      details: { path: shown },
    });
  };
  const text = await readFile(path, "utf8").catch((error: unknown) => refuse("it cannot be read", error));
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    const line = error instanceof YAMLParseError ? error.linePos?.[0].line : undefined;
    return refuse(`it is not YAML${line === undefined ? "" : ` (line ${line})`}`, error);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const first = parsed.error.issues[0];
  return refuse(`${first?.path.join(".") ?? ""}: ${first?.message ?? "it has the wrong shape"}`, parsed.error);
}
