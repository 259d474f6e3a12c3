import type { PreflightFinding } from "@tunewright/schema";
import { formatCount } from "@tunewright/schema/format-count";
import type { DatasetFile } from "../launch/describe-dataset.ts";
import type { LaunchPlan } from "../launch/launch-plan.ts";
import type { TrainingProvider } from "../training-provider.ts";
import { fileFinding, requestFinding } from "./finding.ts";

/** Checks what can be told without reading a record: method, suffix, settings, sizes and counts. */
export function checkRequest(
  provider: TrainingProvider,
  plan: LaunchPlan,
  files: { readonly train: DatasetFile; readonly validation: DatasetFile | undefined },
): PreflightFinding[] {
  const { capabilities, name } = provider;
  const findings = [...checkNames(provider, plan), ...checkRanges(plan), ...checkJudge(provider, plan)];
  const { train, validation } = files;
  if (train.examples < capabilities.minExamples) {
    findings.push(
      fileFinding(train.path, "too-few-examples", "error", {
        message: `The training file has ${formatCount(train.examples, "example")}; ${name} needs at least ${capabilities.minExamples}.`,
      }),
    );
  }
  findings.push(...checkFile(provider, train));
  if (validation !== undefined) findings.push(...checkFile(provider, validation));
  if (!capabilities.liveTested && capabilities.paid) {
    findings.push(
      requestFinding(
        "provider-not-live-tested",
        "info",
        `This version was tested against the documented API of ${name}, not against the live service.`,
      ),
    );
  }
  return findings;
}

/** The method and the suffix, which each provider knows others of. */
function checkNames({ capabilities, name }: TrainingProvider, { method, suffix }: LaunchPlan): PreflightFinding[] {
  const { methods, maxSuffixLength } = capabilities;
  const findings: PreflightFinding[] = [];
  if (!methods.includes(method)) {
    findings.push(
      refusal("method-unsupported", `${name} does not train with ${method}; it knows ${methods.join(", ")}.`),
    );
  }
  if (suffix !== undefined && suffix.length > maxSuffixLength) {
    const message = `The suffix is ${suffix.length} characters long; ${name} takes ${maxSuffixLength}.`;
    findings.push(refusal("suffix-too-long", message));
  }
  if (suffix !== undefined && !/^[A-Za-z0-9._-]+$/.test(suffix)) {
    const message = "The suffix may hold letters, digits, dots, hyphens and underscores only.";
    findings.push(refusal("suffix-characters", message));
  }
  return findings;
}

/** The numbers, whose ranges are those of OpenAI's API. */
function checkRanges({ seed = 0, hyperparameters }: LaunchPlan): PreflightFinding[] {
  const { epochs, batchSize, learningRateMultiplier, beta } = hyperparameters;
  const inRange = (value: number | "auto" | undefined, least: number, most: number): boolean =>
    value === undefined || value === "auto" || (value >= least && value <= most);
  const demands: readonly (readonly [boolean, string, string])[] = [
    [
      Number.isInteger(seed) && inRange(seed, 0, 2_147_483_647),
      "seed-range",
      "The seed must be a whole number from 0 to 2147483647.",
    ],
    [inRange(epochs, 1, 50), "epochs-range", "Epochs must be from 1 to 50, or auto."],
    [inRange(batchSize, 1, 256), "batch-size-range", "The batch size must be from 1 to 256, or auto."],
    [
      inRange(learningRateMultiplier, Number.MIN_VALUE, Number.MAX_VALUE),
      "learning-rate-range",
      "The learning rate multiplier must be above 0, or auto.",
    ],
    [inRange(beta, Number.MIN_VALUE, 2), "beta-range", "Beta must be above 0 and at most 2, or auto."],
  ];
  return demands.filter(([isMet]) => !isMet).map(([, code, message]) => refusal(code, message));
}

/** What judges the answers of a reinforcement job. */
function checkJudge({ capabilities, name }: TrainingProvider, { method, options }: LaunchPlan): PreflightFinding[] {
  if (method !== "reinforcement" || !capabilities.methods.includes(method)) return [];
  // Fireworks keeps the code that judges as a thing of its own; elsewhere it is a part of the job.
  const judge = name === "fireworks" ? "evaluator" : "grader";
  const given = options?.[judge];
  if (given === undefined || given === null || given === "") {
    const message = `Reinforcement needs a ${judge}; put it under train.options.${judge} in the config.`;
    return [refusal("grader-missing", message)];
  }
  if (judge === "grader" || typeof given === "string") return [];
  const message = "train.options.evaluator must be the name of an evaluator, as accounts/me/evaluators/x.";
  return [refusal("grader-missing", message)];
}

function checkFile({ capabilities, name }: TrainingProvider, { path, bytes }: DatasetFile): PreflightFinding[] {
  const findings: PreflightFinding[] = [];
  if (bytes > capabilities.maxFileBytes) {
    const message = `The file is ${bytes} bytes long; ${name} takes ${capabilities.maxFileBytes}.`;
    findings.push(fileFinding(path, "file-too-large", "error", { message }));
  }
  if (/\.(?:gz|zst)$/.test(path)) {
    const message = "The provider reads plain JSONL; unpack the file first.";
    findings.push(fileFinding(path, "file-packed", "error", { message }));
  }
  return findings;
}

function refusal(code: string, message: string): PreflightFinding {
  return requestFinding(code, "error", message);
}
