import { PipelineError } from "@tunewright/schema/errors";
import type { CliContext } from "../context.ts";
import { expandInputs } from "../input/expand-inputs.ts";
import { loadApiSymbols } from "../input/load-api-symbols.ts";
import { loadConfig } from "../input/load-config.ts";
import { type LoadedRules, loadRules } from "../input/load-rules.ts";
import type { Project } from "./project.ts";
import { VersionFolder } from "../version/version-folder.ts";
import { hashRules } from "../version/rules-of-version.ts";
import { relativePath } from "../relative-path.ts";

/** Options for {@link openProject}. */
export interface OpenProjectOptions {
  readonly config?: string | undefined;
  readonly version: string;
  readonly allowRejects?: boolean | undefined;
}

/**
 * Reads the config, proves the rules and finds the raw files of a version, before anything is written.
 *
 * @throws {PipelineError} `CONFIG_INVALID`, `RULE_PACK_INVALID`, `INPUT_NOT_FOUND` or `USAGE`.
 */
export async function openProject(context: CliContext, options: OpenProjectOptions): Promise<Project> {
  const config = await loadConfig(context, options.config);
  const folder = new VersionFolder(config, options.version);
  const hint = "Correct `raw` in the config; its paths are relative to the config.";
  const raw = await expandInputs(config.config.raw, config.folder, { hint });
  const isOwn = (file: string): boolean => file.startsWith(`${relativePath(config.folder, folder.path)}/`);
  const foreign = raw.filter((file) => !isOwn(file));
  if (foreign.length === 0) {
    throw new PipelineError("INPUT_NOT_FOUND", "Cannot prepare: the config's raw patterns match no file.", {
      hint: "Correct `raw` in the config.",
    });
  }
  const { hashFile } = await import("@tunewright/jsonl");
  const rules = config.config.rules.length === 0 ? undefined : await provedRules(context, config.path);
  const api = config.config.api === undefined ? undefined : config.resolve(config.config.api);
  return {
    context,
    config,
    folder,
    rules,
    rulesSha256: rules === undefined ? null : hashRules(rules.packs),
    apiSha256: api === undefined ? null : await hashFile(api),
    symbols: api === undefined ? undefined : await loadApiSymbols(api),
    raw: foreign,
    allowRejects: options.allowRejects ?? false,
  };
}

async function provedRules(context: CliContext, config: string): Promise<LoadedRules> {
  const { createSourcePawnAdapter, proveRules } = await import("@tunewright/sanitizer");
  const rules = await loadRules(context, { config });
  await proveRules(rules.packs, { languages: [createSourcePawnAdapter()], index: rules.index });
  return rules;
}
