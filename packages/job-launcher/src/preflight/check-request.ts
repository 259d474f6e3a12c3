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
  const findings: PreflightFinding[] = [];
  const refuse = (code: string, message: string): void => void findings.push(requestFinding(code, "error", message));

  if (!capabilities.methods.includes(plan.method)) {
    refuse(
      "method-unsupported",
      `${name} does not train with ${plan.method}; it knows ${capabilities.methods.join(", ")}.`,
    );
  }
  if (plan.suffix !== undefined) {
    if (plan.suffix.length > capabilities.maxSuffixLength) {
      refuse(
        "suffix-too-long",
        `The suffix is ${plan.suffix.length} characters long; ${name} takes ${capabilities.maxSuffixLength}.`,
      );
    }
    if (!/^[A-Za-z0-9._-]+$/.test(plan.suffix)) {
      refuse("suffix-characters", "The suffix may hold letters, digits, dots, hyphens and underscores only.");
    }
  }
  if (plan.seed !== undefined && (!Number.isInteger(plan.seed) || plan.seed < 0 || plan.seed > 2_147_483_647)) {
    refuse("seed-range", "The seed must be a whole number from 0 to 2147483647.");
  }
  const { epochs, batchSize, learningRateMultiplier, beta } = plan.hyperparameters;
  const inRange = (value: number | "auto" | undefined, least: number, most: number): boolean =>
    value === undefined || value === "auto" || (value >= least && value <= most);
  if (!inRange(epochs, 1, 50)) refuse("epochs-range", "Epochs must be from 1 to 50, or auto.");
  if (!inRange(batchSize, 1, 256)) refuse("batch-size-range", "The batch size must be from 1 to 256, or auto.");
  if (!inRange(learningRateMultiplier, Number.MIN_VALUE, Number.MAX_VALUE)) {
    refuse("learning-rate-range", "The learning rate multiplier must be above 0, or auto.");
  }
  if (!inRange(beta, Number.MIN_VALUE, 2)) refuse("beta-range", "Beta must be above 0 and at most 2, or auto.");
  if (plan.method === "reinforcement" && capabilities.methods.includes("reinforcement")) {
    // Fireworks keeps the code that judges as a thing of its own; elsewhere it is a part of the job.
    const judge = name === "fireworks" ? "evaluator" : "grader";
    const given = plan.options?.[judge];
    if (given === undefined || given === null || given === "") {
      refuse("grader-missing", `Reinforcement needs a ${judge}; put it under train.options.${judge} in the config.`);
    } else if (judge === "evaluator" && typeof given !== "string") {
      refuse(
        "grader-missing",
        "train.options.evaluator must be the name of an evaluator, as accounts/me/evaluators/x.",
      );
    }
  }

  const { train, validation } = files;
  if (train.examples < capabilities.minExamples) {
    findings.push(
      fileFinding(train.path, "too-few-examples", "error", {
        message: `The training file has ${formatCount(train.examples, "example")}; ${name} needs at least ${capabilities.minExamples}.`,
      }),
    );
  }
  for (const file of validation === undefined ? [train] : [train, validation]) {
    if (file.bytes > capabilities.maxFileBytes) {
      findings.push(
        fileFinding(file.path, "file-too-large", "error", {
          message: `The file is ${file.bytes} bytes long; ${name} takes ${capabilities.maxFileBytes}.`,
        }),
      );
    }
    if (/\.(?:gz|zst)$/.test(file.path)) {
      findings.push(
        fileFinding(file.path, "file-packed", "error", {
          message: "The provider reads plain JSONL; unpack the file first.",
        }),
      );
    }
  }
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
