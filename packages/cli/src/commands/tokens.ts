import type { TokenReport } from "@tunewright/schema";
import { formatCount, formatNumber } from "@tunewright/schema/format-count";
import type { Command } from "commander";
import { type CliContext, note, writeJson } from "../context.ts";
import { write } from "../output/write-output.ts";
import { findInputs } from "../input/expand-inputs.ts";
import { formatAmount } from "../output/format-usd.ts";
import { loadOptionalConfig } from "../input/load-config.ts";
import { loadModels, loadPricing } from "../input/load-tables.ts";
import { defaultModel } from "../training/default-model.ts";
import { parseEpochs } from "../program/parse-number.ts";
import { drawReading } from "../terminal/draw-reading.ts";

interface TokensOptions {
  readonly model?: string;
  readonly epochs?: number | "auto";
  readonly validation?: string[];
  readonly config?: string;
  readonly json?: true;
}

/** `tunewright tokens`: how long the records are, and what training on them costs. */
export function registerTokens(program: Command, context: CliContext): void {
  program
    .command("tokens")
    .summary("count tokens, name over-long records, price a training run")
    .description(
      "Counts tokens with the model's own encoding, as the provider does, and prices a training run on the files.",
    )
    .argument("<files...>", "JSONL files of one training run, globs or folders; - reads standard input")
    .option("--model <model>", `base or tuned model (default: the config's, else ${defaultModel})`)
    .option(
      "--epochs <n>",
      "epochs, or auto for the provider's own choice (default: the config's, else auto)",
      parseEpochs,
    )
    .option("--validation <files...>", "validation files: counted, not trained on")
    .option("--config <file>", "config file")
    .option("--json", "print one JSON object")
    .addHelpText(
      "after",
      "\nExamples:\n  tunewright tokens train.jsonl --model gpt-4o-mini-2024-07-18 --epochs 3\n" +
        "  tunewright tokens train.jsonl --validation validation.jsonl --json",
    )
    .action((patterns: string[], options: TokensOptions) => run(context, patterns, options));
}

async function run(context: CliContext, patterns: readonly string[], options: TokensOptions): Promise<void> {
  const loaded = await loadOptionalConfig(context, options.config);
  const model = options.model ?? loaded?.config.train.model ?? defaultModel;
  const epochs = options.epochs ?? loaded?.config.train.epochs ?? "auto";
  const { countTokensOfFiles } = await import("@tunewright/splitter");
  const train = await findInputs(patterns, context.cwd);
  const validation = options.validation === undefined ? undefined : await findInputs(options.validation, context.cwd);
  const paths = [...train, ...(validation ?? [])].map(({ path }) => path);
  using line = await drawReading(context, { label: "tokens", paths });
  const report = await countTokensOfFiles({
    inputs: train,
    ...(validation === undefined ? {} : { validation }),
    model,
    epochs,
    stdin: context.stdin,
    signal: context.signal,
    models: await loadModels(loaded, context.cwd),
    pricing: await loadPricing(loaded, context.cwd),
  });
  line[Symbol.dispose]();
  if (options.json === true) await writeJson(context, report);
  else await print(context, report);
}

async function print(context: CliContext, report: TokenReport): Promise<void> {
  const { distribution, price, inference } = report;
  const lines = [
    ...report.files.map(
      (file) => `${file.path}: ${formatNumber(file.tokens)} tokens in ${formatCount(file.records, "record")}`,
    ),
    `${formatNumber(report.tokens)} training tokens, ${formatNumber(report.assistantTokens)} of them the assistant's (${report.encoding}, ${report.baseModel})`,
    `A record has ${distribution.min} to ${formatNumber(distribution.max)} tokens: median ${formatNumber(distribution.median)}, mean ${formatNumber(Math.round(distribution.mean))}, ` +
      `90 % up to ${formatNumber(distribution.p90)}, 99 % up to ${formatNumber(distribution.p99)}`,
    ...report.overLong.map(
      ({ file, line, tokens, limit, cut, messages }) =>
        `${file}:${line}: over-long: ${formatNumber(tokens)} tokens, ${formatNumber(cut)} over the limit of ${formatNumber(limit)}; the end is cut, ` +
        `in message ${messages.join(", ")}`,
    ),
    `${formatCount(report.epochs, "epoch")} (${report.epochsChosen === "default" ? "the provider's usual choice" : "as given"}): ${formatNumber(report.trainedTokens)} trained tokens`,
    price === null
      ? "No price is known for this model."
      : `Training costs about ${formatAmount(price.amount)} ${price.currency}, at ${price.perMillion.toFixed(2)} per million tokens (${price.source}, ${price.date})`,
    ...(price?.note === undefined ? [] : [price.note.trim()]),
    ...(inference === null
      ? []
      : [
          `Inference on the tuned model: ${inference.tuned.input.toFixed(2)} input, ${inference.tuned.output.toFixed(2)} output per million` +
            (inference.base === null
              ? ""
              : `; on its base: ${inference.base.input.toFixed(2)} and ${inference.base.output.toFixed(2)}`),
        ]),
  ];
  await write(context.stdout, `${lines.join("\n")}\n`);
  if (!report.known) {
    await note(
      context,
      `note: the model table does not know ${report.baseModel}; its encoding is told from the name, and no limit is checked.`,
    );
  }
  const rejected = report.files.reduce((sum, file) => sum + file.rejected, 0);
  if (rejected > 0)
    await note(
      context,
      `note: ${formatCount(rejected, "record")} could not be read and ${rejected === 1 ? "was" : "were"} not counted.`,
    );
}
