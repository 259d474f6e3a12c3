import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import type { ApiIndexData, LibraryList } from "@tunewright/schema";
import { PipelineError } from "@tunewright/schema/errors";
import { assembleApiIndex, emptyApiNames } from "./assemble-api-index.ts";
import { includeKey } from "./include-key.ts";
import { readGameEvents } from "./read-game-events.ts";
import { readInclude } from "./read-include.ts";
import { readNetprops } from "./read-netprops.ts";
import { resolveLibraries } from "./resolve-libraries.ts";

/** What an index is built from. */
export interface BuildApiIndexOptions {
  /** A SourceMod folder, its `scripting` folder, or the folder of include files itself. */
  readonly sourcemod: string;
  /** `.res` files of game events. */
  readonly events?: readonly string[];
  /** Dumps of networked or datamap properties. */
  readonly netprops?: readonly string[];
  /** What is known of includes of other people; those that the folder holds itself are read from there. */
  readonly libraries?: readonly LibraryList[];
  /** Name of the index. */
  readonly name: string;
  /** Short name of the game. */
  readonly game?: string;
  /** Version of SourceMod; left out, that of its `version.inc`. */
  readonly version?: string;
}

/**
 * Builds an API index from a user's own SourceMod and game files.
 *
 * @throws {PipelineError} `INPUT_NOT_FOUND` when a file or a folder of include files is missing; `API_INDEX_INVALID` when a file
 *   of events or properties holds none, and as {@link resolveLibraries} throws it.
 */
export async function buildApiIndex(options: BuildApiIndexOptions): Promise<ApiIndexData> {
  const folder = await findIncludes(options.sourcemod);
  const sources: ApiIndexData["sources"] = [];
  const includes: Record<string, string> = {};
  const names = emptyApiNames();
  let version = options.version;

  const files = (await readdir(folder, { recursive: true }))
    .filter((file) => file.endsWith(".inc"))
    .map((file) => file.replaceAll("\\", "/"));
  for (const file of files.sort()) {
    const text = await readSource(join(folder, file), `include/${file}`, sources);
    version ??= /#define\s+SOURCEMOD_VERSION\s+"([^"]+)"/.exec(text)?.[1] ?? versionParts(text);
    includes[file] = "sourcemod";
    const found = readInclude(text, file);
    appendAll(names.functions, found.functions);
    appendAll(names.forwards, found.forwards);
    appendAll(names.types, found.types);
    appendAll(names.members, found.members);
    appendAll(names.constants, found.constants);
  }
  for (const file of options.events ?? []) {
    const events = readGameEvents(await readSource(file, basename(file), sources));
    if (events.length === 0)
      throw useless(file, "no events", "Name the game's own files: gameevents.res, modevents.res.");
    appendAll(names.events, events);
  }
  for (const file of options.netprops ?? []) {
    const netprops = readNetprops(await readSource(file, basename(file), sources));
    if (netprops.length === 0) {
      const hint = "Name the output of sm_dump_netprops or sm_dump_datamaps, or a list with one name a line.";
      throw useless(file, "no properties", hint);
    }
    appendAll(names.netprops, netprops);
  }
  const { name, game = "" } = options;
  const head = { name, game, sourcemod: version ?? "", sources, includes };
  if (options.libraries === undefined) return assembleApiIndex(head, names);
  const known = new Set(Object.keys(includes).map(includeKey));
  const libraries = resolveLibraries(options.libraries).filter(({ include }) => !known.has(includeKey(include)));
  return assembleApiIndex({ ...head, libraries }, names);
}

/** A file that brings nothing was named by mistake, and an index that lacks its names would call right code wrong. */
function useless(file: string, what: string, hint: string): PipelineError {
  return new PipelineError("API_INDEX_INVALID", `Cannot build the API index: ${file} holds ${what}.`, {
    details: { path: file },
    hint,
  });
}

function appendAll<T>(target: T[], items: readonly T[]): void {
  for (const item of items) target.push(item);
}

/** `version_auto.inc` says the version in parts. */
function versionParts(text: string): string | undefined {
  const major = /#define\s+SOURCEMOD_V_MAJOR\s+(\d+)/.exec(text)?.[1];
  const minor = /#define\s+SOURCEMOD_V_MINOR\s+(\d+)/.exec(text)?.[1];
  return major === undefined || minor === undefined ? undefined : `${major}.${minor}`;
}

/** The folder of include files, from any folder that people name. */
async function findIncludes(folder: string): Promise<string> {
  const below = ["addons/sourcemod/scripting/include", "scripting/include", "plugins/include", "include", "."];
  for (const inner of below) {
    const path = join(folder, inner);
    const found = await readdir(path, { recursive: inner !== "." }).catch(() => undefined);
    if (found?.some((file) => file.endsWith(".inc")) === true) return path;
  }
  throw new PipelineError("INPUT_NOT_FOUND", `Cannot build the API index: ${folder} holds no include files.`, {
    details: { path: folder },
    hint: "Name a SourceMod folder; its include files end in .inc and lie in scripting/include.",
  });
}

async function readSource(file: string, path: string, sources: ApiIndexData["sources"]): Promise<string> {
  const found = await stat(file).catch(() => undefined);
  if (found?.isFile() !== true) {
    throw new PipelineError("INPUT_NOT_FOUND", `Cannot build the API index: there is no file ${file}.`, {
      details: { path: file },
    });
  }
  const bytes = await readFile(file);
  sources.push({ path, sha256: createHash("sha256").update(bytes).digest("hex") });
  // The game's own files are in UTF-16 with a mark, or in ASCII.
  return bytes[0] === 0xff && bytes[1] === 0xfe ? bytes.toString("utf16le") : bytes.toString("utf8");
}
