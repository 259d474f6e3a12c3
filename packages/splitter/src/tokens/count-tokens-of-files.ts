import { readJsonl } from "@tunewright/jsonl";
import type { ModelTable, OverLongRecord, Pricing, TokenReport } from "@tunewright/schema";
import { PipelineError } from "@tunewright/schema/errors";
import { usualEpochs } from "@tunewright/schema/usual-epochs";
import { type InputFile, sortInputs } from "../records/analyse-files.ts";
import { baseModelOf, encodingOfFamily, findModel } from "./base-model.ts";
import { countExample, type ExampleTokens } from "./count-example.ts";
import { estimatePrice, findPrice } from "./estimate-price.ts";
import { loadEncoding } from "./token-counter.ts";

/** Options for {@link countTokensOfFiles}. */
export interface CountTokensOfFilesOptions {
  /** Files of one training run, in any order: they are read by name. `-` reads standard input. */
  readonly inputs: readonly InputFile[];
  /** Validation files of the run: counted, but neither trained on nor, with most providers, charged. */
  readonly validation?: readonly InputFile[];
  /** Base model, or a tuned one's `ft:` name. */
  readonly model: string;
  /**
   * Epochs of the run.
   *
   * @default "auto": what the provider chooses for so many examples
   */
  readonly epochs?: number | "auto";
  /** Models that are known; without it, the encoding is told from the name and no record is over-long. */
  readonly models?: ModelTable;
  /** Prices; without it, the run is not priced. */
  readonly pricing?: Pricing;
  /** Whose prices count; left out, the first price that the table has for the model. */
  readonly provider?: string;
  /** What `-` reads. */
  readonly stdin?: AsyncIterable<Uint8Array>;
  /** Ends the work early; the call then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** Bars of the histogram, at most. */
const BINS = 40;

/**
 * Counts the tokens of training files with the model's own encoding, and prices the run.
 *
 * @throws {PipelineError} `INPUT_NOT_FOUND` or `INPUT_UNREADABLE`; `DATASET_INVALID` when there is no record at all.
 * @throws {RangeError} If the epochs are not a whole number from 1 to 50.
 */
export async function countTokensOfFiles(options: CountTokensOfFilesOptions): Promise<TokenReport> {
  const { model, epochs = "auto", models, pricing, provider } = options;
  if (epochs !== "auto" && !(Number.isInteger(epochs) && epochs >= 1 && epochs <= 50)) {
    throw new RangeError(`Cannot price ${epochs} epochs: it must be a whole number from 1 to 50.`);
  }
  const entry = models === undefined ? undefined : findModel(models, model);
  const encoding = entry?.encoding ?? encodingOfFamily(model);
  const limit = entry?.trainingContext ?? null;
  const count = await loadEncoding(encoding);
  const files: TokenReport["files"] = [];
  const overLong: OverLongRecord[] = [];
  const lengths: number[] = [];
  let assistantTokens = 0;
  let cutTokens = 0;
  let validationTokens = 0;
  const sides = [
    ...sortInputs(options.inputs).map((input) => ({ ...input, side: "train" as const })),
    ...sortInputs(options.validation ?? []).map((input) => ({ ...input, side: "validation" as const })),
  ];
  for (const { path, name = path, side } of sides) {
    const file: TokenReport["files"][number] = { path: name, side, records: 0, tokens: 0, rejected: 0, perRecord: [] };
    files.push(file);
    const readOptions = {
      ...(options.stdin === undefined ? {} : { stdin: options.stdin }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    };
    for await (const item of readJsonl(path, readOptions)) {
      const tokens = item.kind === "record" ? countExample(item.value, count, encoding) : undefined;
      if (tokens === undefined) {
        if (!item.issues.some((issue) => issue.code === "blank-line")) file.rejected += 1;
        continue;
      }
      file.records += 1;
      file.tokens += tokens.total;
      file.perRecord.push({ line: item.line, tokens: tokens.total });
      const isCut = limit !== null && tokens.total > limit;
      if (side === "train") {
        lengths.push(tokens.total);
        assistantTokens += tokens.assistant;
        if (isCut) cutTokens += tokens.total - limit;
      } else validationTokens += tokens.total;
      if (isCut) overLong.push({ file: name, line: item.line, ...cutFromTheEnd(tokens, limit) });
    }
  }
  if (lengths.length === 0) {
    throw new PipelineError("DATASET_INVALID", "Cannot count tokens: the files hold no record that can be read.", {
      details: { files: files.map((file) => file.path) },
      hint: 'Run "tunewright validate" on them to see why.',
    });
  }
  const tokens = lengths.reduce((sum, length) => sum + length, 0);
  const trainingTokens = tokens - cutTokens;
  const chosen = epochs === "auto" ? usualEpochs(lengths.length) : epochs;
  const price = pricing === undefined ? undefined : findPrice(pricing, entry?.model ?? model, provider);
  const priced =
    pricing === undefined
      ? undefined
      : estimatePrice(
          pricing,
          entry?.model ?? model,
          trainingTokens * chosen,
          provider === undefined ? {} : { provider },
        );
  return {
    version: 1,
    model,
    baseModel: entry?.model ?? baseModelOf(model),
    encoding,
    known: entry !== undefined,
    records: lengths.length,
    tokens,
    validationTokens,
    trainingTokens,
    assistantTokens,
    epochs: chosen,
    epochsChosen: epochs === "auto" ? "default" : "given",
    trainedTokens: trainingTokens * chosen,
    distribution: describeLengths(lengths),
    limit,
    overLong,
    price: priced ?? null,
    inference:
      price === undefined
        ? null
        : {
            tuned: { input: price.tuned.input, output: price.tuned.output },
            base: price.base === undefined ? null : { input: price.base.input, output: price.base.output },
          },
    files,
  };
}

/** The provider keeps the first `limit` tokens: what is lost is the end, which is the answer that was to be learnt. */
function cutFromTheEnd(tokens: ExampleTokens, limit: number): Omit<OverLongRecord, "file" | "line"> {
  const overhead = tokens.total - tokens.messages.reduce((sum, message) => sum + message, 0);
  const messages: number[] = [];
  let end = overhead;
  for (const [index, length] of tokens.messages.entries()) {
    end += length;
    if (end > limit) messages.push(index);
  }
  return { tokens: tokens.total, limit, cut: tokens.total - limit, messages };
}

function describeLengths(lengths: readonly number[]): TokenReport["distribution"] {
  const sorted = Uint32Array.from(lengths).sort();
  // The nearest rank: the smallest length that so large a share of the records does not exceed.
  const at = (share: number): number => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
  const max = at(1);
  const width = niceWidth(max / BINS);
  const bins = Array.from({ length: Math.floor(max / width) + 1 }, () => 0);
  for (const length of sorted) {
    const bin = Math.floor(length / width);
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  return {
    min: sorted[0] ?? 0,
    p10: at(0.1),
    median: at(0.5),
    mean: Math.round(mean * 100) / 100,
    p90: at(0.9),
    p99: at(0.99),
    max,
    histogram: { width, bins },
  };
}

/** The next larger of 1, 2, 5, 10, 20, 50 and so on. */
function niceWidth(least: number): number {
  for (let power = 1; ; power *= 10) {
    for (const factor of [1, 2, 5]) if (factor * power >= least) return factor * power;
  }
}
