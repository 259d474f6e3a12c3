import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, stat } from "node:fs/promises";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { AtomicWriter, readJsonl, systemErrorCode, toOutputError, writeFileAtomic } from "@tunewright/jsonl";
import { PipelineError } from "@tunewright/schema/errors";
import * as z from "zod";
import { ProviderFailure } from "../../provider-failure.ts";
import type {
  CreateJobRequest,
  LocalFile,
  ProviderCapabilities,
  RemoteFile,
  RemoteJob,
  TrainingProvider,
} from "../../training-provider.ts";
import { unsupported } from "../unsupported.ts";
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

/** Options for {@link createExportProvider}. */
export interface ExportProviderOptions {
  /** Folder of the records; exports lie in `exports` inside it. */
  readonly data: string;
}

const capabilities: ProviderCapabilities = {
  methods: ["supervised", "dpo"],
  pause: false,
  paid: false,
  maxSuffixLength: 64,
  minExamples: 1,
  maxFileBytes: Number.MAX_SAFE_INTEGER,
  liveMetrics: false,
  liveTested: false,
};

/** Trained where the config names a model that nobody can download. */
const defaultModel = "Qwen/Qwen2.5-Coder-7B-Instruct";

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

const manifestSchema = z.strictObject({
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
type Manifest = z.infer<typeof manifestSchema>;

/**
 * Writes a folder that LLaMA-Factory, axolotl, Unsloth or a SkyPilot cluster trains from with one command.
 *
 * A "job" is such a folder, `<data>/exports/<id>`. It appears whole or not at all, and the same request never makes a second.
 */
export function createExportProvider({ data }: ExportProviderOptions): TrainingProvider {
  const name = "export";
  const folder = join(data, "exports");
  // A file needs no upload: its id is its path, relative to the data folder.
  const toRemote = async (id: string): Promise<RemoteFile | undefined> => {
    const found = await stat(resolve(data, id)).catch(() => undefined);
    return found === undefined ? undefined : { id, bytes: found.size };
  };
  const idOf = (file: LocalFile): string => {
    const short = relative(data, file.path);
    return isAbsolute(short) ? file.path : short.split(sep).join("/");
  };
  const readManifest = async (id: string): Promise<Manifest | undefined> => {
    try {
      return manifestSchema.parse(JSON.parse(await readFile(join(folder, id, "job.json"), "utf8")));
    } catch (error) {
      if (systemErrorCode(error) === "ENOENT") return undefined;
      throw new PipelineError("JOB_RECORD_INVALID", `Cannot read the export ${id}: its job.json is damaged.`, {
        cause: error,
        hint: "Remove the folder and launch again.",
      });
    }
  };
  const toJob = (manifest: Manifest): RemoteJob => {
    const time = Date.parse(manifest.created_at);
    const epochs = manifest.hyperparameters["n_epochs"];
    return {
      id: manifest.id,
      status: "exported",
      phase: "exported",
      model: manifest.model,
      fineTunedModel: null,
      trainingFile: manifest.training_file,
      validationFile: manifest.validation_file,
      trainedTokens: null,
      epochs: typeof epochs === "number" ? epochs : null,
      hyperparameters: manifest.hyperparameters,
      seed: manifest.seed,
      createdAt: time,
      finishedAt: time,
      estimatedFinish: null,
      resultFiles: [],
      error: null,
      cost: null,
      requestId: null,
      folder: join(folder, manifest.id),
    };
  };
  const retrieveJob = async (id: string): Promise<RemoteJob> => {
    const manifest = await readManifest(id);
    if (manifest !== undefined) return toJob(manifest);
    throw new ProviderFailure(`the folder exports/${id} is gone; launch again to write it`, {
      kind: "refused",
      provider: name,
      status: 404,
    });
  };

  return {
    name,
    capabilities,
    findFile: (file) => toRemote(idOf(file)),
    upload: async (file) => ({ id: idOf(file), bytes: file.bytes }),
    retrieveFile: (id) => toRemote(id),
    async findJob({ request }) {
      const manifest = await readManifest(jobId(request));
      return manifest?.fingerprint === request.fingerprint ? toJob(manifest) : undefined;
    },
    async createJob(request) {
      const id = jobId(request);
      const existing = await readManifest(id);
      if (existing !== undefined) return toJob(existing);
      const manifest = await writeExport({ request, id, folder, data });
      return toJob(manifest);
    },
    retrieveJob,
    async *events() {
      // Nothing happens to a folder.
    },
    checkpoints: async () => [],
    metrics: async () => undefined,
    cancel: async () => Promise.reject(unsupported(name, "cancel the job")),
    pause: async () => Promise.reject(unsupported(name, "pause the job")),
    resume: async () => Promise.reject(unsupported(name, "resume the job")),
    modelInfo: async (model) => ({ id: modelOf(model, {}), shutdownDate: null }),
  };
}

function jobId(request: CreateJobRequest): string {
  return `${request.version}-${request.fingerprint.slice(0, 12)}`;
}

async function writeExport(at: {
  readonly request: CreateJobRequest;
  readonly id: string;
  readonly folder: string;
  readonly data: string;
}): Promise<Manifest> {
  const { request, id, folder, data } = at;
  const options = optionsSchema.parse(request.options);
  const model = modelOf(request.model, options);
  const subject: ExportSubject = {
    request,
    model,
    template: options.template ?? templateOf(model),
    hasValidation: request.validationFile !== undefined,
    loraRank: options.lora_rank,
    learningRate: options.learning_rate ?? (request.method === "dpo" ? 5e-6 : 1e-4),
    maxLength: options.max_length,
    accelerator: options.accelerator,
  };
  const temporary = join(folder, `.${id}.${randomUUID()}.partial`);
  try {
    await mkdir(temporary, { recursive: true });
    const train = await writeRecords(resolve(data, request.trainingFile), temporary, "train.jsonl");
    const validation =
      request.validationFile === undefined
        ? { left: 0, weighted: 0 }
        : await writeRecords(resolve(data, request.validationFile), temporary, "validation.jsonl");
    const counts = { left: train.left + validation.left, weighted: train.weighted + validation.weighted };
    const manifest: Manifest = {
      version: 1,
      id,
      fingerprint: request.fingerprint,
      model,
      training_file: request.trainingFile,
      validation_file: request.validationFile ?? null,
      seed: request.seed,
      hyperparameters: { n_epochs: request.hyperparameters.epochs, lora_rank: subject.loraRank },
      created_at: new Date().toISOString(),
    };
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

function modelOf(model: string, options: { readonly model?: string | undefined }): string {
  return options.model ?? (model.includes("/") ? model : defaultModel);
}

const templates: readonly (readonly [RegExp, string])[] = [
  [/qwen3/i, "qwen3"],
  [/qwen/i, "qwen"],
  [/llama-?3/i, "llama3"],
  [/llama-?2/i, "llama2"],
  [/llama-?4/i, "llama4"],
  // The smallest of the third generation takes no images and has the plain template.
  [/gemma-?3(?!.*\b1b)/i, "gemma3"],
  [/gemma/i, "gemma"],
  [/gpt-oss/i, "gpt_oss"],
  [/mistral|ministral/i, "mistral"],
  [/phi-4/i, "phi4"],
  [/deepseek-coder/i, "deepseekcoder"],
];

function templateOf(model: string): string {
  return templates.find(([pattern]) => pattern.test(model))?.[1] ?? "default";
}
