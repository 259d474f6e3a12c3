import { resolve } from "node:path";
import {
  type AnswerSource,
  chatAnswers,
  commandAnswers,
  type InferencePrices,
  recordedAnswers,
} from "@tunewright/evals";
import type { JobRecord } from "@tunewright/schema";
import { PipelineError } from "@tunewright/schema/errors";
import { isVersionName } from "@tunewright/schema/version-name";
import type { CliContext } from "../context.ts";
import type { LoadedConfig } from "../input/load-config.ts";
import { loadPricing } from "../input/load-tables.ts";
import { openChatEndpoint } from "./open-chat-endpoint.ts";

/** What a command says about whom to ask. */
export interface SourceOptions {
  /** A model, or a version such as `v8`. */
  readonly model?: string;
  readonly baseUrl?: string;
  /** File of recorded answers. */
  readonly answers?: string;
  /** Program that answers. */
  readonly command?: string;
  readonly temperature?: number;
  readonly maxTokens?: number;
  readonly seed?: number;
  /** Longest time for one answer, in seconds. */
  readonly timeout?: number;
  readonly label?: string;
}

/** Whom to ask, and what it costs. */
export interface ChosenSource extends AsyncDisposable {
  readonly source: AnswerSource;
  /** Name of the evaluation: the version, or the model. */
  readonly label: string;
  readonly prices: InferencePrices | undefined;
  readonly settings: { readonly temperature: number; readonly maxTokens: number; readonly seed?: number };
  /** The version whose model it is. */
  readonly version: string | undefined;
}

/**
 * Finds out whom to ask: a file of answers, a program, or a chat endpoint.
 *
 * A version stands for the model of its job record; without a model, that of the newest version is asked. What is
 * returned is to be disposed of, as it may hold a service that was started for it.
 *
 * @throws {PipelineError} `USAGE`, `JOB_NOT_FOUND`, or as the endpoint's opener throws.
 */
export async function chooseSource(
  context: CliContext,
  options: SourceOptions,
  config: LoadedConfig,
): Promise<ChosenSource> {
  const { temperature = config.config.eval.temperature, maxTokens = config.config.eval.maxTokens, seed } = options;
  const settings = { temperature, maxTokens, ...(seed === undefined ? {} : { seed }) };
  const patience = options.timeout === undefined ? {} : { timeoutMs: options.timeout * 1000 };
  if (options.answers !== undefined && options.command !== undefined) {
    throw new PipelineError("USAGE", "Cannot take answers from a file and from a program at once. Use one of the two.");
  }
  if (options.answers !== undefined || options.command !== undefined) {
    const source =
      options.answers === undefined
        ? commandAnswers(options.command ?? "", { cwd: context.cwd, ...patience })
        : await recordedAnswers(resolve(context.cwd, options.answers), modelName(options.model));
    const version = isVersion(options.model) ? options.model : undefined;
    return {
      source,
      label: options.label ?? options.model ?? source.model,
      prices: undefined,
      settings,
      version,
      [Symbol.asyncDispose]: async () => {},
    };
  }
  const record = await findRecord(options.model, config);
  const model = record?.fine_tuned_model ?? options.model ?? config.config.train.model;
  const endpoint = await openChatEndpoint(context, { config, baseUrl: options.baseUrl, provider: record?.provider });
  const source = chatAnswers({
    baseUrl: endpoint.baseUrl,
    apiKey: endpoint.apiKey,
    model,
    service: [endpoint.service, record?.job_id ?? "", record?.dataset.train_sha256 ?? ""].join(" "),
    ...settings,
    ...patience,
  });
  return {
    source,
    label: options.label ?? record?.version ?? model,
    prices: endpoint.isFree ? { input: 0, output: 0 } : await inferencePrices(context, model, config),
    settings,
    version: record?.version,
    [Symbol.asyncDispose]: () => endpoint.close(),
  };
}

async function findRecord(model: string | undefined, config: LoadedConfig): Promise<JobRecord | undefined> {
  const { listVersions, readJobRecord } = await import("@tunewright/job-launcher");
  if (model === undefined) {
    const { versions } = await listVersions(config.data);
    return versions.find(({ record }) => record.fine_tuned_model !== null)?.record;
  }
  if (!isVersion(model)) return undefined;
  const record = await readJobRecord(config.data, model);
  if (record.fine_tuned_model !== null) return record;
  throw new PipelineError("JOB_FAILED", `Cannot evaluate ${model}: its job has no model.`, {
    details: { version: model, status: record.status },
    hint: `Look with "tunewright status --version ${model}".`,
  });
}

/** Prices of a model, or of the base of a tuned one; nothing where the table has none. */
export async function inferencePrices(
  context: CliContext,
  model: string,
  config: LoadedConfig,
): Promise<InferencePrices | undefined> {
  const { prices } = await loadPricing(config, context.cwd);
  const base = /^ft:([^:]+)/.exec(model)?.[1];
  const entry = prices.find((price) => price.model === (base ?? model));
  return base === undefined ? entry?.base : entry?.tuned;
}

function isVersion(model: string | undefined): model is string {
  return model !== undefined && isVersionName(model);
}

function modelName(model: string | undefined): { model?: string } {
  return model === undefined || isVersion(model) ? {} : { model };
}
