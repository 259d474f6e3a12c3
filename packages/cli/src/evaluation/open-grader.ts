import { join } from "node:path";
import {
  chatAnswers,
  CostMeter,
  graderJsonSchema,
  type ModelGrader,
  modelGrader,
  openTrialLog,
} from "@tunewright/evals";
import type { CliContext } from "../context.ts";
import type { LoadedConfig } from "../input/load-config.ts";
import { inferencePrices } from "./choose-source.ts";
import { openChatEndpoint } from "./open-chat-endpoint.ts";

/** What a command says about the grader. */
export interface GraderOptions {
  readonly grader: string;
  readonly baseUrl?: string;
  readonly graderBaseUrl?: string;
  /** Most that the answers and their marks may cost together, in USD. */
  readonly maxCost?: number;
}

/** A grader that is ready. */
export interface OpenedGrader {
  readonly grader: ModelGrader;
  /** USD that it has spent so far. */
  spent(): number;
  /** Ends the log of its verdicts. */
  close(): Promise<void>;
}

/**
 * Opens the model that gives marks.
 *
 * Its verdicts are kept wherever the answers come from: those on a file of recorded answers are paid for, too.
 *
 * @param context For its environment.
 * @param options Which model, and where.
 * @param run `spent`: USD that the answers have cost so far, which count towards the same limit.
 */
export async function openGrader(
  context: CliContext,
  options: GraderOptions,
  { config, spent }: { readonly config: LoadedConfig; readonly spent: () => number },
): Promise<OpenedGrader> {
  const { grader: model } = options;
  const { baseUrl, apiKey, service } = await openChatEndpoint(context, {
    config,
    baseUrl: options.graderBaseUrl ?? options.baseUrl,
    provider: "openai",
  });
  const prices = await inferencePrices(context, model, config);
  const meter = new CostMeter({ prices, limit: options.maxCost ?? config.config.eval.maxCost, beside: spent });
  const log = await openTrialLog(join(config.data, ".tunewright", "eval-trials.jsonl"));
  const source = chatAnswers({ baseUrl, apiKey, service, model, jsonSchema: graderJsonSchema });
  return { grader: modelGrader({ log, meter, source }), spent: () => meter.spent, close: async () => log.close() };
}
