import { readFile, stat } from "node:fs/promises";
import { relative } from "node:path";
import {
  contractFaults,
  type LibraryList,
  libraryListSchema,
  type ModelTable,
  modelTableSchema,
  PipelineError,
  type Pricing,
  pricingSchema,
  readYaml,
  yamlOffset,
} from "@tunewright/schema";
import type { z } from "zod";
import type { LoadedConfig } from "./load-config.ts";
import { ownFile } from "../own-file.ts";

/**
 * Reads the model table: which models can be trained, and until when.
 *
 * @param loaded The config that names a table; without one, or where the file is not there, the table of this release.
 * @throws {PipelineError} `CONFIG_INVALID`, with the path of the first fault.
 */
export async function loadModels(loaded: LoadedConfig | undefined, cwd: string): Promise<ModelTable> {
  return await loadTable(await modelTablePath(loaded), cwd, modelTableSchema);
}

/**
 * Reads the price table: what training and inference cost, with sources and dates.
 *
 * @param loaded As for {@link loadModels}.
 * @throws {PipelineError} `CONFIG_INVALID`, with the path of the first fault.
 */
export async function loadPricing(loaded: LoadedConfig | undefined, cwd: string): Promise<Pricing> {
  const path = await pricingPath(loaded);
  const pricing = await loadTable(path, cwd, pricingSchema);
  if (path !== bundled("pricing.yaml")) return pricing;
  // Its notes speak of the project that the table was made for.
  return { ...pricing, prices: pricing.prices.map((price) => ({ ...price, note: undefined })) };
}

/**
 * Reads a list of what includes of other people define.
 *
 * @throws {PipelineError} `CONFIG_INVALID`, with the path of the first fault.
 */
export async function loadLibraryList(path: string, cwd: string): Promise<LibraryList> {
  return await loadTable(path, cwd, libraryListSchema);
}

/** Path of the model table that counts. */
export function modelTablePath(loaded: LoadedConfig | undefined): Promise<string> {
  return ownOrBundled(loaded?.resolve(loaded.config.models), "models.yaml");
}

/** Path of the price table that counts. */
export function pricingPath(loaded: LoadedConfig | undefined): Promise<string> {
  return ownOrBundled(loaded?.resolve(loaded.config.pricing), "pricing.yaml");
}

/** The build puts a copy of the project's own tables into the package, so that it knows prices wherever it is installed. */
async function ownOrBundled(own: string | undefined, name: string): Promise<string> {
  if (own !== undefined && (await stat(own).catch(() => undefined)) !== undefined) return own;
  return bundled(name);
}

function bundled(name: string): string {
  return ownFile(`tables/${name}`);
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
  const { LineCounter, parseDocument } = await import("yaml");
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const content = readYaml(document, { text, lines });
  if (content.kind === "faults") {
    const [{ line, column, message } = { line: 1, column: 1, message: "it is not YAML" }] = content.faults;
    return refuse(`${line}:${column} ${message}`);
  }
  const parsed = schema.safeParse(content.value);
  if (parsed.success) return parsed.data;
  const [fault = { path: [], isKey: false, message: "it has the wrong shape" }] = contractFaults(
    parsed.error.issues,
    content.value,
  );
  const { line, col } = lines.linePos(yamlOffset(document, fault.path, fault.isKey ? "key" : "value"));
  return refuse(`${line}:${col} ${fault.path.join(".") || "the table"}: ${fault.message}`, parsed.error);
}
