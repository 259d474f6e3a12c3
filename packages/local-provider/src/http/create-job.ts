import { createHash } from "node:crypto";
import { toSeconds } from "../clock.ts";
import type { JobFault } from "../faults/fault.ts";
import { resolveBaseModel } from "../models/base-models.ts";
import { organization } from "../models/model-name.ts";
import { randomLetters } from "../state/new-id.ts";
import type { StoredJob } from "../state/provider-state.ts";
import type { WireMethod } from "../wire/wire-job.ts";
import { badRequest } from "./api-error.ts";
import type { JobRequest } from "./job-request.ts";
import type { Service } from "./service.ts";

/** A new job as it is asked for; nothing is kept yet. @throws {ApiError} 400 where the provider refuses it. */
export function createJob(request: JobRequest, { state, clock }: Service, fault: JobFault | null): StoredJob {
  const model = baseModelOf(request, state);
  const type = trainableMethod(request);
  checkFiles(request, state);
  const id = `ftjob-${randomLetters()}`;
  const { n_epochs, batch_size, learning_rate_multiplier } =
    request.method?.[type]?.hyperparameters ?? request.hyperparameters ?? {};
  const hyperparameters = {
    n_epochs: n_epochs ?? "auto",
    batch_size: batch_size ?? "auto",
    learning_rate_multiplier: learning_rate_multiplier ?? "auto",
  } as const;
  const method: WireMethod =
    type === "dpo"
      ? {
          type,
          dpo: { hyperparameters: { ...hyperparameters, beta: request.method?.dpo?.hyperparameters?.beta ?? "auto" } },
        }
      : { type, supervised: { hyperparameters } };
  return {
    id,
    wire: {
      id,
      object: "fine_tuning.job",
      created_at: toSeconds(clock.now()),
      finished_at: null,
      estimated_finish: null,
      status: "validating_files",
      model,
      fine_tuned_model: null,
      organization_id: organization,
      training_file: request.training_file,
      validation_file: request.validation_file ?? null,
      result_files: [],
      trained_tokens: null,
      hyperparameters,
      seed: request.seed ?? seedOf(request.training_file),
      error: null,
      integrations: request.integrations ?? [],
      metadata: request.metadata ?? null,
      method,
      user_provided_suffix: request.suffix ?? null,
    },
    checkpoints: [],
    fault,
    webhookDue: false,
  };
}

function baseModelOf({ model }: JobRequest, state: Service["state"]): string {
  const base = resolveBaseModel(model);
  if (base !== undefined) return base;
  throw state.models.get(model) === undefined
    ? badRequest(`The model '${model}' does not exist or cannot be fine-tuned here.`, "model", "model_not_found")
    : badRequest(
        "The local provider trains base models only, not trained ones further.",
        "model",
        "model_not_available",
      );
}

function trainableMethod({ method }: JobRequest): "supervised" | "dpo" {
  const type = method?.type ?? "supervised";
  if (type !== "reinforcement") return type;
  throw badRequest(
    "The local provider trains with the methods supervised and dpo; its baseline has nothing that a grader could reward.",
    "method.type",
    "unsupported_method",
  );
}

function checkFiles(request: JobRequest, state: Service["state"]): void {
  for (const param of ["training_file", "validation_file"] as const) {
    const file = request[param];
    if (file === null || file === undefined) continue;
    const found = state.files.get(file);
    if (found === undefined) throw badRequest(`invalid ${param}: no such file`, param, "file_not_found");
    if (found.purpose !== "fine-tune") {
      throw badRequest(`invalid ${param}: its purpose must be 'fine-tune'`, param, "invalid_file_purpose");
    }
  }
}

/** A seed for those who name none. */
function seedOf(text: string): number {
  return createHash("sha256").update(text).digest().readUInt32BE(0) % 2_147_483_648;
}
