import { readFile, stat } from "node:fs/promises";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { systemErrorCode } from "@tunewright/jsonl";
import { PipelineError } from "@tunewright/schema/errors";
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
import { modelOf } from "./open-models.ts";
import { type Manifest, manifestSchema, writeExport } from "./write-export.ts";

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
