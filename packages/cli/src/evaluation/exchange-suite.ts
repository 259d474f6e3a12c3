import { mkdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import {
  describeCase,
  exportPromptfoo,
  importPromptfoo,
  inspectAnswer,
  runSuite,
  scoreAnswer,
} from "@tunewright/evals";
import { findProduction } from "@tunewright/job-launcher";
import { toInputError, writeFileAtomic } from "@tunewright/jsonl";
import { PipelineError } from "@tunewright/schema/errors";
import { type CliContext, note, writeJson } from "../context.ts";
import { ownFile } from "../own-file.ts";
import { write } from "../output/write-output.ts";
import { openJudge, openSuite, suitePath, type SuiteOptions } from "./open-suite.ts";
import { printResults, terminal } from "./print-results.ts";
import { writeResults } from "./result-files.ts";
import { relativePath } from "../relative-path.ts";

/** Flags of `eval export`. */
export interface ExportOptions extends SuiteOptions {
  readonly promptfoo: string;
  readonly model?: string;
  readonly baseUrl?: string;
}

/** Flags of `eval import`. */
export interface ImportOptions extends SuiteOptions {
  readonly model?: string;
  readonly label?: string;
  readonly save: boolean;
  readonly json?: true;
}

/** Judges one answer from standard input. */
export async function judge(context: CliContext, id: string, options: SuiteOptions): Promise<void> {
  const { suite, inspector } = await openJudge(context, options);
  const item = suite.suite.cases.find((one) => one.id === id);
  if (item === undefined) {
    throw new PipelineError("USAGE", `The suite ${suite.suite.id} has no case ${id}.`, {
      hint: '"tunewright eval list" names its cases.',
    });
  }
  const parts: Buffer[] = [];
  for await (const part of context.stdin) parts.push(Buffer.from(part as Uint8Array));
  const output = Buffer.concat(parts).toString("utf8");
  const score = scoreAnswer(item, inspectAnswer(inspector, output));
  const trial = {
    trial: 0,
    output,
    finishReason: null,
    ...score,
    latencyMs: null,
    promptTokens: null,
    completionTokens: null,
    cost: null,
  };
  if (!score.passed) context.fallShort();
  await writeJson(context, { version: 1, id, ...score, notes: describeCase(item, [trial], score.passed) });
}

/** Writes a suite as a promptfoo project. */
export async function exportSuite(context: CliContext, options: ExportOptions): Promise<void> {
  const { suite, config } = await openSuite(context, options);
  const folder = resolve(context.cwd, options.promptfoo);
  const production = await findProduction(config.data);
  const settings = config.config.eval;
  const files = exportPromptfoo({
    suite: { ...suite.suite, systemPrompt: settings.systemPrompt ?? suite.suite.systemPrompt },
    model: options.model ?? production?.current.model ?? config.config.train.model,
    baseUrl: options.baseUrl,
    temperature: settings.temperature,
    maxTokens: settings.maxTokens,
    judge: judgeCommand(folder, config.path, suitePath(context, options, config)),
  });
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFileAtomic(join(folder, name), text);
  await note(
    context,
    `Wrote ${Object.keys(files).join(", ")}. Run \`promptfoo eval -c promptfooconfig.yaml -o results.json\` there.`,
  );
}

/** The command that the exported assertion runs, with paths relative to the folder, so that both can move together. */
function judgeCommand(folder: string, config: string, suite: string): [string, ...string[]] {
  const to = (path: string): string => relativePath(folder, path);
  const program = to(ownFile("bin/tunewright.js"));
  return ["node", program, "eval", "judge", "--config", to(config), "--suite", to(suite)];
}

/** Judges the answers that promptfoo got. */
export async function importResults(context: CliContext, file: string, options: ImportOptions): Promise<void> {
  const path = resolve(context.cwd, file);
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw toInputError(cause, path);
  });
  const { source, cases, runs } = importPromptfoo(text, { model: options.model, name: file });
  const judged = await openJudge(context, options);
  const results = await runSuite({ ...judged, source, cases, runs, label: options.label ?? source.model });
  if (options.save) {
    await note(context, `Results are in ${await writeResults(context, results, { data: judged.config.data })}.`);
  }
  if (options.json === true) await writeJson(context, results);
  else await write(context.stdout, printResults(results, terminal(context)));
}
