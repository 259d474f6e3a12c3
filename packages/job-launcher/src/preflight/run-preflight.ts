import { type PreflightFinding, type PreflightReport, usualEpochs } from "@tunewright/schema";
import type { Clock } from "../clock.ts";
import type { DatasetFile } from "../launch/describe-dataset.ts";
import type { LaunchPlan } from "../launch/launch-plan.ts";
import { costOf, type TrainingPrice } from "../record/build-record.ts";
import type { TrainingProvider } from "../training-provider.ts";
import { checkDatasets } from "./check-datasets.ts";
import { checkModel } from "./check-model.ts";
import { checkRequest } from "./check-request.ts";
import { requestFinding } from "./finding.ts";
import type { LaunchTools } from "./launch-tools.ts";

/** Options for {@link runPreflight}. */
export interface RunPreflightOptions {
  readonly provider: TrainingProvider;
  readonly plan: LaunchPlan;
  readonly train: DatasetFile;
  readonly validation: DatasetFile | undefined;
  readonly tools: LaunchTools | undefined;
  readonly clock: Clock;
  /** USD; an estimate above it, or none, is a finding. */
  readonly maxCost?: number | undefined;
  readonly signal: AbortSignal | undefined;
}

/**
 * Finds what a launch would stumble over after it is paid for, and what it will cost.
 *
 * Findings are data; the caller decides. An `error` is something that the provider refuses, or that must not leave the house.
 */
export async function runPreflight(options: RunPreflightOptions): Promise<PreflightReport> {
  const { provider, plan, train, validation, tools = {} } = options;
  const findings: PreflightFinding[] = checkRequest(provider, plan, { train, validation });
  const model = await checkModel(options);
  findings.push(...model.findings);
  findings.push(...(await checkDatasets(options)));

  const tokens = await countTokens(options, train, findings);
  const validationTokens = validation === undefined ? null : await countTokens(options, validation, findings);
  const asked = plan.hyperparameters.epochs;
  const epochs = asked === "auto" ? usualEpochs(train.examples) : asked;
  const trainedTokens = tokens === null ? null : Math.round(tokens * epochs);
  const price: TrainingPrice | undefined = provider.capabilities.paid
    ? tools.trainingPrice?.({ provider: provider.name, model: plan.model, method: plan.method })
    : { usdPerMillionTokens: 0, source: "no charge", date: new Date(options.clock.now()).toISOString().slice(0, 10) };
  if (price === undefined) {
    findings.push(
      requestFinding(
        "price-unknown",
        "warning",
        `No price is known for training ${plan.model} there; look it up first.`,
      ),
    );
  }
  const charged = price?.validationCharged === true ? Math.round((validationTokens ?? 0) * epochs) : 0;
  const billed = trainedTokens === null ? null : trainedTokens + charged;
  const estimated =
    price === undefined
      ? null
      : price.usdPerMillionTokens === 0
        ? 0
        : billed === null
          ? null
          : costOf(billed, price.usdPerMillionTokens);
  findings.push(...checkCost(options, estimated));
  const shape = ({ path, sha256, bytes, examples }: DatasetFile, count: number | null): PreflightReport["train"] => ({
    path,
    sha256,
    bytes,
    examples,
    tokens: count,
  });
  return {
    version: 1,
    model_version: plan.version,
    provider: provider.name,
    model: plan.model,
    method: plan.method,
    train: shape(train, tokens),
    validation: validation === undefined ? null : shape(validation, validationTokens),
    epochs,
    epochs_assumed: asked === "auto",
    trained_tokens: trainedTokens,
    cost: {
      currency: "USD",
      estimated,
      price_per_million_tokens: price?.usdPerMillionTokens ?? null,
      source: price?.source ?? null,
      date: price?.date ?? null,
    },
    shutdown_date: model.shutdownDate,
    findings,
  };
}

/** Code of the finding that a launch would cost too much. */
export const costLimitCode = "cost-limit";

function checkCost({ provider, maxCost }: RunPreflightOptions, estimated: number | null): PreflightFinding[] {
  if (maxCost === undefined || !provider.capabilities.paid) return [];
  if (estimated !== null && estimated <= maxCost) return [];
  const what = estimated === null ? "The price is not known" : `It would cost about $${estimated}`;
  return [requestFinding(costLimitCode, "error", `${what}, and the limit is $${maxCost}.`)];
}

async function countTokens(
  options: RunPreflightOptions,
  file: DatasetFile,
  findings: PreflightFinding[],
): Promise<number | null> {
  const { plan, tools, signal } = options;
  if (tools?.countTokens === undefined || file.examples === 0) return null;
  const count = await tools.countTokens(file.path, { model: plan.model, signal });
  for (const { line, tokens } of count.overLong) {
    findings.push({
      code: "record-over-long",
      // The limit is the paid model's own; a rehearsal does not have it.
      severity: options.provider.capabilities.paid ? "error" : "warning",
      file: file.path,
      line,
      path: "",
      message: `The record is ${tokens} tokens long and the model trains on ${count.limit ?? 0}: its end, which is the answer to be learnt, would be cut off.`,
    });
  }
  return count.total;
}
