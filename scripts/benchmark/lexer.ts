/**
 * Measures what reads SourcePawn: the lexer, the code model, the cut of Markdown, the test for bare code.
 *
 * The text is the sample dataset's, repeated to about the size that is asked for and handed over as single messages, as the
 * sanitizer does.
 *
 *     node --conditions=@tunewright/source scripts/benchmark/lexer.ts [--megabytes 20] [--runs 5]
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import {
  CodeModel,
  codePieces,
  collectReferences,
  findUnknown,
  lexSourcePawn,
  loadApiIndex,
  looksLikeSourcePawn,
  markdownParts,
  TokenBuffer,
} from "../../packages/sourcepawn/src/index.ts";

const { values } = parseArgs({
  options: { megabytes: { type: "string", default: "20" }, runs: { type: "string", default: "5" } },
});
const size = Number(values.megabytes) * 1e6;
const runs = Number(values.runs);
const root = join(import.meta.dirname, "../..");

const answers = repeat(readAnswers(join(root, "data/raw")), size);
const code = repeat(
  answers.flatMap((answer) => codePieces(answer).map((piece) => piece.code)),
  size,
);
const into = new TokenBuffer();
const index = await loadApiIndex(join(root, "data/api/l4d2-sourcemod-1.12.json"));

measure("lexer, a buffer reused", code, (text) => lexSourcePawn(text, { into }).length);
measure("lexer, over Markdown", answers, (text) => lexSourcePawn(text, { into }).length);
measure("code model: tokens without comments", code, (text) => new CodeModel(text, { into }).tokens.length);
measure("code model: definitions", code, (text) => new CodeModel(text, { into }).definitions.length);
measure("code model: calls and arguments", code, (text) => new CodeModel(text, { into }).calls.length);
measure("references", code, (text) => collectReferences(new CodeModel(text, { into })).length);
measure("references that the index lacks", code, (text) => findUnknown(new CodeModel(text, { into }), index).length);
measure("Markdown parts", answers, (text) => markdownParts(text).length);
measure("looks like SourcePawn", code, (text) => Number(looksLikeSourcePawn(text)));

const before = performance.now();
for (let run = 0; run < runs; run += 1) {
  const loaded = await loadApiIndex(join(root, "data/api/l4d2-sourcemod-1.12.json"));
  loaded.hasFunction("GetRandomFloat");
}
print("load of the API index", `${((performance.now() - before) / runs).toFixed(1)} ms`);

/** The best of some runs: what the machine does beside it only makes a run slower. */
function measure(name: string, texts: readonly string[], work: (text: string) => number): void {
  const characters = texts.reduce((sum, text) => sum + text.length, 0);
  let best = Number.POSITIVE_INFINITY;
  let found = 0;
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    found = 0;
    for (const text of texts) found += work(text);
    best = Math.min(best, performance.now() - start);
  }
  print(name, `${(characters / 1000 / best).toFixed(0)} MB/s`, `${found} found in ${(characters / 1e6).toFixed(1)} MB`);
}

function print(name: string, ...columns: readonly string[]): void {
  process.stdout.write(`${name.padEnd(38)}${columns.map((column) => column.padStart(10)).join("   ")}\n`);
}

function readAnswers(folder: string): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".jsonl"))
    .flatMap((file) => readFileSync(join(folder, file), "utf8").split("\n"))
    .filter((line) => line !== "")
    .flatMap((line) => (JSON.parse(line) as { messages: { role: string; content?: unknown }[] }).messages)
    .flatMap(({ role, content }) => (role === "assistant" && typeof content === "string" ? [content] : []));
}

/** The texts over and over, each time a new string, until there are as many characters. */
function repeat(texts: readonly string[], least: number): string[] {
  const list: string[] = [];
  let characters = 0;
  while (characters < least) {
    for (const text of texts) {
      list.push(Buffer.from(text).toString());
      characters += text.length;
    }
  }
  return list;
}
