import { randomUUID } from "node:crypto";
import { mkdir, rename, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { AtomicWriter, readJsonl, toOutputError, writeFileAtomic } from "@tunewright/jsonl";
import { PipelineError } from "@tunewright/schema/errors";
import * as z from "zod";
import type { CreateJobRequest } from "../../training-provider.ts";
import { modelOf, templateOf } from "./open-models.ts";
import {
  axolotlConfig,
  datasetInfo,
  exportReadme,
  type ExportSubject,
  llamaFactoryConfig,
  skyPilotTask,
  unslothScript,
} from "./trainer-files.ts";
import { toTemplateRecord, toTurnRecord } from "./trainer-record.ts";

const optionsSchema = z.looseObject({
  /** Repository of the open model. */
  model: z.string().optional(),
  /** LLaMA-Factory's template. */
  template: z.string().optional(),
  lora_rank: z.int().positive().default(16),
  /** Where none is given: 1e-4, and 5e-6 for DPO, which starts from a model that can answer already. */
  learning_rate: z.number().positive().optional(),
  max_length: z.int().positive().default(4096),
  accelerator: z.string().default("L40S:1"),
});

/** `job.json` of an export, which says what it was made from. */
export const manifestSchema = z.strictObject({
  version: z.literal(1),
  id: z.string(),
  fingerprint: z.string(),
  model: z.string(),
  training_file: z.string(),
  validation_file: z.string().nullable(),
  seed: z.int(),
  hyperparameters: z.record(z.string(), z.unknown()),
  created_at: z.iso.datetime(),
});
/** `job.json` of an export. */
export type Manifest = z.infer<typeof manifestSchema>;

/** Where an export goes, and what it is of. */
interface ExportPlace {
  readonly request: CreateJobRequest;
  readonly id: string;
  /** Folder of all exports. */
  readonly folder: string;
  /** Folder that the request's files are relative to. */
  readonly data: string;
}

/**
 * Writes the folder of an export, which appears whole or not at all.
 *
 * @throws {PipelineError} `OUTPUT_UNWRITABLE` or `NO_SPACE` when it cannot be written; otherwise as reading the data throws.
 */
export async function writeExport({ request, id, folder, data }: ExportPlace): Promise<Manifest> {
  const subject = subjectOf(request);
  const temporary = join(folder, `.${id}.${randomUUID()}.partial`);
  try {
    await mkdir(temporary, { recursive: true });
    const train = await writeRecords(resolve(data, request.trainingFile), temporary, "train.jsonl");
    const validation =
      request.validationFile === undefined
        ? { left: 0, weighted: 0 }
        : await writeRecords(resolve(data, request.validationFile), temporary, "validation.jsonl");
    const counts = { left: train.left + validation.left, weighted: train.weighted + validation.weighted };
    const manifest = manifestOf(subject, id);
    const files: Readonly<Record<string, string>> = {
      "llamafactory/dataset_info.json": datasetInfo(subject),
      "llamafactory/train.yaml": llamaFactoryConfig(subject),
      "axolotl/config.yaml": axolotlConfig(subject),
      "unsloth/train.py": unslothScript(subject),
      "skypilot.yaml": skyPilotTask(subject),
      "README.md": exportReadme(subject, counts),
      "job.json": `${JSON.stringify(manifest, undefined, 2)}\n`,
    };
    for (const [path, text] of Object.entries(files)) await writeFileAtomic(join(temporary, path), text);
    await rename(temporary, join(folder, id));
    return manifest;
  } catch (error) {
    await rm(temporary, { recursive: true, force: true }).catch(() => {});
    throw error instanceof PipelineError ? error : toOutputError(error, join(folder, id));
  }
}

function subjectOf(request: CreateJobRequest): ExportSubject {
  const options = optionsSchema.parse(request.options);
  const model = modelOf(request.model, options);
  return {
    request,
    model,
    template: options.template ?? templateOf(model),
    hasValidation: request.validationFile !== undefined,
    loraRank: options.lora_rank,
    learningRate: options.learning_rate ?? (request.method === "dpo" ? 5e-6 : 1e-4),
    maxLength: options.max_length,
    accelerator: options.accelerator,
  };
}

function manifestOf({ request, model, loraRank }: ExportSubject, id: string): Manifest {
  return {
    version: 1,
    id,
    fingerprint: request.fingerprint,
    model,
    training_file: request.trainingFile,
    validation_file: request.validationFile ?? null,
    seed: request.seed,
    hyperparameters: { n_epochs: request.hyperparameters.epochs, lora_rank: loraRank },
    created_at: new Date().toISOString(),
  };
}

/** Writes one dataset file in both shapes. */
async function writeRecords(source: string, target: string, name: string): Promise<{ left: number; weighted: number }> {
  await using template = await AtomicWriter.open(join(target, "data", name));
  await using turns = await AtomicWriter.open(join(target, "llamafactory", name));
  let left = 0;
  let weighted = 0;
  for await (const item of readJsonl(source)) {
    if (item.kind === "invalid") continue;
    const record = toTemplateRecord(item.value);
    if (record === undefined) continue;
    await template.write(`${JSON.stringify(record)}\n`);
    if (item.text.includes('"weight"')) weighted += 1;
    const turn = toTurnRecord(item.value);
    if (turn === undefined) left += 1;
    else await turns.write(`${JSON.stringify(turn)}\n`);
  }
  await template.commit();
  await turns.commit();
  return { left, weighted };
}
