import { readFile } from "node:fs/promises";
import {
  type LibraryList,
  libraryListSchema,
  type ModelTable,
  modelTableSchema,
  PipelineError,
  type Pricing,
  pricingSchema,
} from "@tunewright/schema";
import type * as z from "zod";
import { isThere } from "./is-there.ts";
import { readContract } from "./read-contract.ts";
import type { LoadedConfig } from "./load-config.ts";
import { ownFile } from "../own-file.ts";
import { relativePath } from "../relative-path.ts";

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
  if (own !== undefined && (await isThere(own))) return own;
  return bundled(name);
}

function bundled(name: string): string {
  return ownFile(`tables/${name}`);
}

async function loadTable<T>(path: string, cwd: string, schema: z.ZodType<T>): Promise<T> {
  const shown = relativePath(cwd, path);
  const refuse = (reason: string, cause?: unknown): never => {
    throw new PipelineError("CONFIG_INVALID", `Cannot use the table ${shown}: ${reason}.`, {
      cause,
      details: { path: shown },
    });
  };
  const text = await readFile(path, "utf8").catch((error: unknown) => refuse("it cannot be read", error));
  const reading = await readContract(text, schema, "the table");
  if (reading.kind === "value") return reading.value;
  const [fault] = reading.faults;
  return refuse(fault === undefined ? "it has the wrong shape" : `${fault.line}:${fault.column} ${fault.message}`);
}
