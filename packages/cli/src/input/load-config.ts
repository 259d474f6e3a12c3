import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { type Config, type ConfigInput, configSchema, contractFaults, PipelineError } from "@tunewright/schema";
import type { CliContext } from "../context.ts";
import { readContract } from "./read-contract.ts";
import { relativePath } from "../relative-path.ts";

/** A config with the places that its paths mean. */
export interface LoadedConfig {
  readonly config: Config;
  /** Path of the file. */
  readonly path: string;
  /** Folder that paths in the file are relative to. */
  readonly folder: string;
  /** Folder of records, versions and reports. */
  readonly data: string;
  /** The path that a path in the file means. */
  resolve(path: string): string;
}

const names = ["tunewright.yaml", join("data", "tunewright.yaml")];

/**
 * Reads `--config F`, else the nearest `tunewright.yaml` or `data/tunewright.yaml` from the current folder upwards.
 *
 * @throws {PipelineError} `CONFIG_INVALID`, with line and column of every fault.
 */
export async function loadConfig(context: CliContext, explicit?: string): Promise<LoadedConfig> {
  const given = givenConfig(context, explicit);
  if (given !== undefined) return given;
  const found = await findConfig(context, explicit);
  if (found !== undefined) return await parseConfig(found.text, found.path, context.cwd);
  throw new PipelineError("CONFIG_INVALID", "Cannot find a config: no tunewright.yaml here or in a folder above.", {
    hint: 'Name one with --config, or start a project with "tunewright init".',
  });
}

/** {@link loadConfig} for commands that can do without: nothing when there is no file. */
export async function loadOptionalConfig(context: CliContext, explicit?: string): Promise<LoadedConfig | undefined> {
  const given = givenConfig(context, explicit);
  if (given !== undefined) return given;
  const found = await findConfig(context, explicit);
  return found === undefined ? undefined : await parseConfig(found.text, found.path, context.cwd);
}

/**
 * Makes a config of its content.
 *
 * @param path Where the file would be: paths in the config are relative to its folder.
 * @throws {PipelineError} `CONFIG_INVALID`, with the path of every fault inside the content.
 */
export function configOf(content: ConfigInput, path: string): LoadedConfig {
  const parsed = configSchema.safeParse(content);
  if (parsed.success) return placed(parsed.data, path);
  const faults = contractFaults(parsed.error.issues, content).map(
    (fault) => `${fault.path.join(".") || "config"}: ${fault.message}`,
  );
  throw new PipelineError("CONFIG_INVALID", `The config is not valid:\n${faults.join("\n")}`, { details: { faults } });
}

function placed(config: Config, path: string): LoadedConfig {
  const folder = dirname(path);
  const locate = (inner: string): string => resolve(folder, inner);
  return { config, path, folder, data: locate(config.data), resolve: locate };
}

/** The config that was handed in, unless a command names another one. */
function givenConfig({ config }: CliContext, explicit: string | undefined): LoadedConfig | undefined {
  return explicit === undefined || explicit === config?.path ? config : undefined;
}

async function findConfig(context: CliContext, explicit?: string): Promise<{ text: string; path: string } | undefined> {
  if (explicit !== undefined) {
    const path = resolve(context.cwd, explicit);
    const text = await readText(path);
    if (text !== undefined) return { text, path };
    throw new PipelineError("CONFIG_INVALID", `Cannot read the config ${explicit}: there is no such file.`);
  }
  for (let folder = context.cwd; ; folder = dirname(folder)) {
    for (const name of names) {
      const path = join(folder, name);
      const text = await readText(path);
      if (text !== undefined) return { text, path };
    }
    if (dirname(folder) === folder) return undefined;
  }
}

/** Nothing where there is no such file; one that is there and cannot be read is no reason to take another one. */
async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    const reason = code === "EISDIR" ? "it is a folder" : code === "EACCES" ? "permission denied" : String(code);
    throw new PipelineError("CONFIG_INVALID", `Cannot read the config ${path}: ${reason}.`, {
      cause: error,
      details: { path },
    });
  }
}

async function parseConfig(text: string, path: string, cwd: string): Promise<LoadedConfig> {
  const reading = await readContract(text, configSchema, "the file");
  if (reading.kind === "value") return placed(reading.value, path);
  const shown = relativePath(cwd, path);
  const faults = reading.faults.map(({ line, column, message }) => `${shown}:${line}:${column}: ${message}`);
  throw new PipelineError("CONFIG_INVALID", `The config is not valid.\n  ${faults.join("\n  ")}`, {
    details: { path: shown, faults },
  });
}
