import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { PipelineError } from "@tunewright/schema/errors";
import { formatCount } from "@tunewright/schema/format-count";
import type { UnknownName, UnknownTally } from "@tunewright/sourcepawn";
import { type CliContext, note, writeJson } from "../context.ts";
import { expandInputs, locate } from "../input/expand-inputs.ts";
import { loadOptionalConfig } from "../input/load-config.ts";
import { write } from "../output/write-output.ts";
import { assistantTexts } from "./assistant-texts.ts";
import { draftPack, draftYaml, withYaml } from "./draft-rules.ts";

/** What `tunewright api unknown` was told. */
export interface UnknownOptions {
  readonly api?: string;
  readonly config?: string;
  readonly least: number;
  readonly rulesOut?: string;
  readonly json?: true;
}

/** `tunewright api unknown`: the names in code that neither the index nor the code itself knows. */
export async function listUnknown(
  context: CliContext,
  patterns: readonly string[],
  options: UnknownOptions,
): Promise<void> {
  const { loadApiIndex, UnknownTally: Tally } = await import("@tunewright/sourcepawn");
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
  const unknown = tally.report().filter(({ count }) => count >= options.least);
  if (options.rulesOut !== undefined) {
    const { writeFileAtomic } = await import("@tunewright/jsonl");
    await writeFileAtomic(resolve(context.cwd, options.rulesOut), draftPack(unknown));
  }
  if (options.json === true) {
    await writeJson(context, { version: 1, api: index.data.name, texts, unknown: unknown.map(withYaml) });
    return;
  }
  for (const one of unknown) await write(context.stdout, describe(one));
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

function describe(one: UnknownName): string {
  const { kind, name, count, texts, first, nearest, includes, events, isDatamap } = one;
  const lines = [`${count} × ${kind} ${name}, in ${formatCount(texts, "text")}, first ${first.file}:${first.line}`];
  if (events.length > 0) lines.push(`  not a field of ${events.join(", ")}`);
  if (includes.length > 0)
    lines.push(`  may come from an include that the index does not know: ${includes.join(", ")}`);
  if (isDatamap) lines.push("  may be a field of the datamap: the index knows only those that are networked as well");
  if (nearest.length > 0) lines.push(`  nearest: ${nearest.map((near) => near.name).join(", ")}`);
  if (one.rule !== undefined) lines.push(draftYaml(one.rule).trimEnd().replace(/^/gm, "    "));
  return `${lines.join("\n")}\n\n`;
}
