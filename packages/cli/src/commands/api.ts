import { basename, extname, resolve } from "node:path";
import type { LibraryList } from "@tunewright/schema";
import { formatCount } from "@tunewright/schema/format-count";
import type { Command } from "commander";
import { type CliContext, note, writeJson } from "../context.ts";
import { write } from "../output/write-output.ts";
import type { UnknownOptions } from "../api/list-unknown.ts";
import { omitUndefined } from "../omit-undefined.ts";
import { parseCount } from "../program/parse-number.ts";
import { findInputs } from "../input/expand-inputs.ts";
import { loadLibraryList } from "../input/load-tables.ts";

interface BuildOptions {
  readonly sourcemod: string;
  readonly events?: string[];
  readonly netprops?: string[];
  readonly libraries?: string[];
  readonly out: string;
  readonly name?: string;
  readonly game?: string;
  readonly sourcemodVersion?: string;
  readonly json?: true;
}

/** `tunewright api`: builds API indexes, and finds what they do not know. */
export function registerApi(program: Command, context: CliContext): void {
  const api = program
    .command("api")
    .summary("build an API index, list the names that it does not know")
    .description("Builds an index of the names that a game and its SourceMod know, and lists what it does not know.")
    .addHelpText("after", "\nExample:\n  tunewright api unknown data/raw --api data/api/l4d2-sourcemod-1.12.json");
  api
    .command("build")
    .summary("build an index from a SourceMod folder")
    .description("Builds an index from a SourceMod folder, event files of the game and dumps of properties.")
    .requiredOption("--sourcemod <dir>", "SourceMod folder, or its folder of include files")
    .option("--events <files...>", "event files: gameevents.res, modevents.res")
    .option("--netprops <files...>", "output of sm_dump_netprops, sm_dump_netprops_xml or sm_dump_datamaps")
    .option(
      "--libraries <files...>",
      "lists of what includes of other people define, such as data/api/community-includes.yaml",
    )
    .requiredOption("--out <file>", "index to write; - writes standard output")
    .option("--name <name>", "name of the index (default: that of the output file)")
    .option("--game <game>", "short name of the game, for whoever reads the index")
    .option("--sourcemod-version <version>", "version of SourceMod (default: that of its version.inc)")
    .option("--json", "print one JSON object")
    .addHelpText(
      "after",
      "\nExample:\n  tunewright api build --sourcemod addons/sourcemod \\\n    --events resource/modevents.res --netprops netprops.txt \\\n" +
        "    --out data/api/mine.json",
    )
    .action((options: BuildOptions) => build(context, options));
  api
    .command("unknown")
    .summary("list the names in code that nothing knows")
    .description("Lists the names in code that neither the index nor the code itself knows, the most frequent first.")
    .argument("<files...>", "JSONL datasets (assistant messages), .sp or .inc code, .md texts; - reads JSONL")
    .option("--api <file>", "API index (default: that of the config)")
    .option("--config <file>", "config file")
    .option("--least <count>", "leave out names that are used less often", parseCount, 1)
    .option("--rules-out <file>", "write the drafted rules as a rule pack")
    .option("--json", "print one JSON object")
    .addHelpText("after", "\nExample:\n  tunewright api unknown data/raw --rules-out data/rules/drafts.yaml")
    .action(async (files: string[], options: UnknownOptions) => {
      const { listUnknown } = await import("../api/list-unknown.ts");
      await listUnknown(context, files, options);
    });
}

async function build(context: CliContext, options: BuildOptions): Promise<void> {
  const { buildApiIndex, formatApiIndex } = await import("@tunewright/sourcepawn");
  const at = (path: string): string => resolve(context.cwd, path);
  const files = async (patterns: readonly string[] = []): Promise<string[]> =>
    (await findInputs(patterns, context.cwd)).map(({ path }) => path);
  const inputs = {
    events: await files(options.events),
    netprops: await files(options.netprops),
  };
  const libraries = await files(options.libraries);
  const { refuseOverwriting, writeFileAtomic } = await import("@tunewright/jsonl");
  await refuseOverwriting({
    inputs: [...inputs.events, ...inputs.netprops, ...libraries],
    outputs: [options.out === "-" ? undefined : at(options.out)],
  });
  const lists: LibraryList[] = [];
  for (const path of libraries) lists.push(await loadLibraryList(path, context.cwd));
  const data = await buildApiIndex({
    sourcemod: at(options.sourcemod),
    ...inputs,
    ...(lists.length === 0 ? {} : { libraries: lists }),
    name: options.name ?? (options.out === "-" ? "sourcemod" : basename(options.out, extname(options.out))),
    ...omitUndefined({ game: options.game, version: options.sourcemodVersion }),
  });
  const text = formatApiIndex(data);
  if (options.out === "-") await write(context.stdout, text);
  else await writeFileAtomic(at(options.out), text);
  const { functions, forwards, types, members, constants, events, netprops } = data;
  const counts = {
    functions: functions.length,
    forwards: forwards.length,
    types: types.length,
    members: members.length,
    constants: constants.length,
    events: events.length,
    netprops: netprops.length,
    ...(data.libraries === undefined ? {} : { libraries: data.libraries.length }),
  };
  if (options.json === true && options.out !== "-") {
    await writeJson(context, { version: 1, name: data.name, sourcemod: data.sourcemod, out: options.out, counts });
    return;
  }
  const list = Object.entries(counts).map(([kind, count]) =>
    formatCount(count, kind === "libraries" ? "library" : kind.slice(0, -1), kind),
  );
  await note(context, `${list.join(", ")}.`);
  if (events.length === 0) await note(context, "No events are known: name the game's .res files with --events.");
  if (netprops.length === 0) await note(context, "No properties are known: name a dump with --netprops.");
}
