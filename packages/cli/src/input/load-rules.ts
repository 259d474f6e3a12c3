import { resolve } from "node:path";
import type { LoadedRulePack, SymbolIndex } from "@tunewright/sanitizer";
import type { ApiLibrary } from "@tunewright/schema";
import { PipelineError } from "@tunewright/schema/errors";
import { type CliContext, note } from "../context.ts";
import { type LoadedConfig, loadOptionalConfig } from "./load-config.ts";
import { loadSymbolIndex } from "./load-symbol-index.ts";
import { relativePath } from "../relative-path.ts";

/** What a command says about its rules. */
export interface RulesOptions {
  /** Files or folders of packs; left out, those of the config. */
  readonly rules?: readonly string[];
  /** Path of an API index; left out, that of the config. */
  readonly api?: string;
  readonly config?: string;
}

/** Rules that are ready to run. */
export interface LoadedRules {
  readonly packs: readonly LoadedRulePack[];
  /** Absent when neither a flag nor a config names an API index. */
  readonly index: SymbolIndex | undefined;
  /** Includes that the index knows, as plain data for worker threads. */
  readonly includes: readonly string[] | undefined;
  /** Functions that the index knows, likewise. */
  readonly functions: readonly string[] | undefined;
  /** Includes of other people that the index describes, likewise. */
  readonly libraries: readonly ApiLibrary[] | undefined;
  readonly config: LoadedConfig | undefined;
}

/**
 * Loads the packs and the API index that a command names, or that the config does.
 *
 * Whether the rules are sound is asked with `proveRules`.
 *
 * @throws {PipelineError} `USAGE` when no pack is named anywhere; otherwise as the loaders throw.
 */
export async function loadRules(context: CliContext, options: RulesOptions): Promise<LoadedRules> {
  const { loadRulePacks } = await import("@tunewright/sanitizer");
  const config = await loadOptionalConfig(context, options.config);
  const given = options.rules ?? [];
  const paths =
    given.length > 0
      ? given.map((path) => relativeTo(context.cwd, resolve(context.cwd, path)))
      : (config?.config.rules ?? []).map((path) => relativeTo(context.cwd, config?.resolve(path) ?? path));
  if (paths.length === 0) {
    throw new PipelineError("USAGE", "Cannot tell which rules to apply: none is named.", {
      hint: "Name a file or folder of rule packs with --rules, or list them in the config.",
    });
  }
  const packs = await loadRulePacks(paths.map((path) => resolve(context.cwd, path)));
  const shown = packs.map((pack) => ({ ...pack, file: relativeTo(context.cwd, pack.file) }));
  const api = options.api === undefined ? configuredApi(config) : resolve(context.cwd, options.api);
  if (api === undefined) {
    await noteNoIndex(context, packs);
    return { packs: shown, index: undefined, includes: undefined, functions: undefined, libraries: undefined, config };
  }
  return { packs: shown, ...(await loadSymbolIndex(api)), config };
}

/** Runs that were told; a pipeline loads its rules for more than one step. */
const told = new WeakSet<CliContext>();

/** An index holds names of SourcePawn; a project in another language lacks nothing. */
async function noteNoIndex(context: CliContext, packs: readonly LoadedRulePack[]): Promise<void> {
  const isSourcePawn = packs.some(({ pack }) =>
    [pack, ...pack.rules].some(({ language }) => language === "sourcepawn"),
  );
  if (!isSourcePawn || told.has(context)) return;
  told.add(context);
  await note(context, "No API index is named, so the names in the rules were not checked against one.");
}

function configuredApi(config: LoadedConfig | undefined): string | undefined {
  const api = config?.config.api;
  return api === undefined ? undefined : config?.resolve(api);
}

/** A path as a person would write it. */
function relativeTo(cwd: string, path: string): string {
  const short = relativePath(cwd, path);
  return short.startsWith("../../..") ? path : short;
}
