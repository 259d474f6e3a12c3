import { readFile } from "node:fs/promises";
import { basename, extname, resolve } from "node:path";
import type { UnknownName, UnknownTally } from "@tunewright/sourcepawn";
import type { LibraryList } from "@tunewright/schema";
import { PipelineError } from "@tunewright/schema/errors";
import { formatCount } from "@tunewright/schema/format-count";
import type { Command } from "commander";
import { type CliContext, note, writeJson } from "../context.ts";
import { write } from "../output/write-output.ts";
import { expandInputs, findInputs, locate } from "../input/expand-inputs.ts";
import { loadOptionalConfig } from "../input/load-config.ts";
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

interface UnknownOptions {
  readonly api?: string;
  readonly config?: string;
  readonly least: string;
  readonly rulesOut?: string;
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
    .option("--least <count>", "leave out names that are used less often", "1")
    .option("--rules-out <file>", "write the drafted rules as a rule pack")
    .option("--json", "print one JSON object")
    .addHelpText("after", "\nExample:\n  tunewright api unknown data/raw --rules-out data/rules/drafts.yaml")
    .action((files: string[], options: UnknownOptions) => listUnknown(context, files, options));
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
    ...(options.game === undefined ? {} : { game: options.game }),
    ...(options.sourcemodVersion === undefined ? {} : { version: options.sourcemodVersion }),
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

async function listUnknown(context: CliContext, patterns: readonly string[], options: UnknownOptions): Promise<void> {
  const { loadApiIndex, UnknownTally: Tally } = await import("@tunewright/sourcepawn");
  const { draftYaml, draftPack, withYaml } = await import("../api/draft-rules.ts");
  const least = Number(options.least);
  if (!Number.isSafeInteger(least) || least < 1) {
    throw new PipelineError("USAGE", "Cannot use --least: it is no positive whole number.");
  }
  const index = await loadApiIndex(await findIndex(context, options));
  const tally = new Tally(index);
  let texts = 0;
  const files = await expandInputs(patterns, context.cwd);
  if (options.rulesOut !== undefined) {
    const { refuseOverwriting } = await import("@tunewright/jsonl");
    const inputs = files.map((file) => locate(file, context.cwd));
    await refuseOverwriting({ inputs, outputs: [resolve(context.cwd, options.rulesOut)] });
  }
  for (const file of files) texts += await addFile(context, file, tally);
  const unknown = tally.report().filter(({ count }) => count >= least);
  if (options.rulesOut !== undefined) {
    const { writeFileAtomic } = await import("@tunewright/jsonl");
    await writeFileAtomic(resolve(context.cwd, options.rulesOut), draftPack(unknown));
  }
  if (options.json === true) {
    await writeJson(context, { version: 1, api: index.data.name, texts, unknown: unknown.map(withYaml) });
    return;
  }
  for (const one of unknown) await write(context.stdout, describe(one, draftYaml));
  await note(
    context,
    `${formatCount(unknown.length, "unknown name")} in ${formatCount(texts, "text")}, by ${index.data.name}.`,
  );
}

async function findIndex(context: CliContext, options: UnknownOptions): Promise<string> {
  if (options.api !== undefined) return resolve(context.cwd, options.api);
  const loaded = await loadOptionalConfig(context, options.config);
  if (loaded?.config.api !== undefined) return loaded.resolve(loaded.config.api);
  throw new PipelineError("USAGE", "Cannot tell which API index to ask: none is named.", {
    hint: "Name one with --api, or set `api` in the config.",
  });
}

/** Adds the texts of a file and returns their number. */
async function addFile(context: CliContext, file: string, tally: UnknownTally): Promise<number> {
  const path = locate(file, context.cwd);
  if (/\.(?:sp|inc)$/i.test(file)) {
    tally.addCode(await readFile(path, "utf8"), { file, line: 1 });
    return 1;
  }
  if (/\.(?:md|txt)$/i.test(file)) {
    tally.addMessage(await readFile(path, "utf8"), { file, line: 1 });
    return 1;
  }
  const { readJsonl } = await import("@tunewright/jsonl");
  let texts = 0;
  for await (const item of readJsonl(path, { stdin: context.stdin, signal: context.signal })) {
    if (item.kind !== "record") continue;
    for (const text of assistantTexts(item.value)) {
      tally.addMessage(text, { file, line: item.line });
      texts += 1;
    }
  }
  return texts;
}

/** What the assistant says in a record of any format; the answer that a preference turns away is left out. */
function assistantTexts(record: unknown): string[] {
  if (!isObject(record)) return [];
  const input = isObject(record["input"]) ? record["input"]["messages"] : undefined;
  return [record["messages"], input, record["preferred_output"]].flatMap((messages) =>
    Array.isArray(messages) ? messages.flatMap((message: unknown) => contentOf(message)) : [],
  );
}

function contentOf(message: unknown): string[] {
  if (!isObject(message) || message["role"] !== "assistant") return [];
  const content = message["content"];
  const parts = Array.isArray(content)
    ? content.map((part: unknown) => (isObject(part) ? part["text"] : ""))
    : [content];
  return [...parts.filter((part) => typeof part === "string"), ...toolTexts(message)];
}

/** The strings that tools are given: a file that is written is code as well. */
function toolTexts(message: Readonly<Record<string, unknown>>): string[] {
  const calls = Array.isArray(message["tool_calls"]) ? message["tool_calls"] : [];
  const functions = [message["function_call"], ...calls.map((call: unknown) => isObject(call) && call["function"])];
  return functions.flatMap((one) => {
    const given = isObject(one) ? one["arguments"] : undefined;
    if (typeof given !== "string") return [];
    try {
      return stringsIn(JSON.parse(given));
    } catch {
      return [];
    }
  });
}

function stringsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function describe(one: UnknownName, draft: (rule: unknown) => string): string {
  const { kind, name, count, texts, first, nearest, includes, events, isDatamap } = one;
  const lines = [`${count} × ${kind} ${name}, in ${formatCount(texts, "text")}, first ${first.file}:${first.line}`];
  if (events.length > 0) lines.push(`  not a field of ${events.join(", ")}`);
  if (includes.length > 0)
    lines.push(`  may come from an include that the index does not know: ${includes.join(", ")}`);
  if (isDatamap) lines.push("  may be a field of the datamap: the index knows only those that are networked as well");
  if (nearest.length > 0) lines.push(`  nearest: ${nearest.map((near) => near.name).join(", ")}`);
  if (one.rule !== undefined) lines.push(draft(one.rule).trimEnd().replace(/^/gm, "    "));
  return `${lines.join("\n")}\n\n`;
}
