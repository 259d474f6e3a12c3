import { openAsBlob } from "node:fs";
import * as z from "zod";
import type {
  CreateJobRequest,
  JobSearch,
  ProviderCapabilities,
  RemoteFile,
  TrainingProvider,
} from "../../training-provider.ts";
import { hideSecrets } from "../hide-secrets.ts";
import { createHttpClient } from "../http-client.ts";
import { orUndefined, unlessRefused } from "../or-undefined.ts";
import { readAnswer } from "../read-answer.ts";
import { uploadName } from "../upload-name.ts";
import { unsupported } from "../unsupported.ts";
import {
  readTogetherJob,
  type TogetherJob,
  togetherJobSchema,
  toRemoteCheckpoint,
  toRemoteEvents,
  toRemoteJob,
} from "./wire.ts";

/** Options for {@link createTogetherProvider}. */
export interface TogetherProviderOptions {
  readonly apiKey: string;
  /** @default "https://api.together.xyz/v1" */
  readonly baseUrl?: string | undefined;
  /** Longest wait for a whole answer. @default 60_000 */
  readonly timeoutMs?: number | undefined;
  /** Takes the place of the platform's `fetch`, for tests and proxies. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

/** The suffix carries the fingerprint, so less of it is left than the 64 characters that Together takes. */
const maxSuffixLength = 64;
const tagLength = 19;
const capabilities: ProviderCapabilities = {
  methods: ["supervised", "dpo"],
  pause: false,
  paid: true,
  maxSuffixLength: maxSuffixLength - tagLength,
  minExamples: 1,
  maxFileBytes: 25 * 1024 ** 3,
  liveMetrics: true,
  liveTested: false,
};

const fileSchema = z.looseObject({
  id: z.string().min(1),
  bytes: z.number().catch(0),
  filename: z.string().catch(""),
});
/** An empty list may come as `null`; an answer without `data` is no list at all. */
const listSchema = z.looseObject({ data: z.array(z.unknown()).nullable() });
const metricsSchema = z.looseObject({ metrics: z.array(z.unknown()).nullish() });

/**
 * Together AI (docs.together.ai/reference). Not run against the live service.
 *
 * It keeps no metadata: the fingerprint's first 16 digits stand at the end of the suffix, which is part of the
 * name of the model that comes out.
 */
export function createTogetherProvider(options: TogetherProviderOptions): TrainingProvider {
  const name = "together";
  const call = createHttpClient({
    provider: name,
    apiKey: options.apiKey,
    baseUrl: options.baseUrl ?? "https://api.together.xyz/v1",
    timeoutMs: options.timeoutMs,
    fetch: options.fetch,
  });
  const list = async (path: string, signal: AbortSignal | undefined): Promise<readonly unknown[]> =>
    parseAnswer(listSchema, (await call("GET", path, { signal })).body).data ?? [];
  const provider: TrainingProvider = {
    name,
    capabilities,

    async findFile(file, { signal } = {}) {
      const wanted = uploadName(file);
      for (const item of await list("/files", signal)) {
        const found = fileSchema.safeParse(item);
        if (found.success && found.data.filename === wanted && found.data.bytes === file.bytes)
          return toFile(found.data);
      }
      return undefined;
    },
    async upload(file, { signal } = {}) {
      const filename = uploadName(file);
      const form = new FormData();
      form.set("purpose", "fine-tune");
      form.set("file_name", filename);
      form.set("file_type", "jsonl");
      form.set("file", await openAsBlob(file.path), filename);
      return toFile(parseAnswer(fileSchema, (await call("POST", "/files/upload", { form, signal })).body));
    },
    async retrieveFile(id, { signal } = {}) {
      const answer = await orUndefined(call("GET", `/files/${encodeURIComponent(id)}`, { signal }));
      return answer && toFile(parseAnswer(fileSchema, answer.body));
    },

    async findJob(search, { signal } = {}) {
      const jobs = (await list("/fine-tunes", signal)).map((item) => togetherJobSchema.safeParse(item).data);
      const found = jobs.find((job) => job !== undefined && !search.exclude.has(job.id) && carries(job, search));
      return found === undefined ? undefined : toRemoteJob(found, null);
    },
    async createJob(request, { signal } = {}) {
      const { body, requestId } = await call("POST", "/fine-tunes", { json: createBody(request), signal });
      return readAnswer(name, () => toRemoteJob(readTogetherJob(body), requestId));
    },
    async retrieveJob(id, { signal } = {}) {
      const { body, requestId } = await call("GET", `/fine-tunes/${encodeURIComponent(id)}`, { signal });
      return readAnswer(name, () => toRemoteJob(readTogetherJob(body), requestId));
    },
    async *events(id, { signal } = {}) {
      const told = await list(`/fine-tunes/${encodeURIComponent(id)}/events`, signal);
      const events = readAnswer(name, () => toRemoteEvents(told));
      // Of two events of one moment the later in the list is the newer.
      events.reverse().sort((left, right) => (right.createdAt ?? 0) - (left.createdAt ?? 0));
      yield* events;
    },
    async checkpoints(id, { signal } = {}) {
      const told = await list(`/fine-tunes/${encodeURIComponent(id)}/checkpoints`, signal);
      return readAnswer(name, () => told.map(toRemoteCheckpoint));
    },
    async metrics(job, { signal, fromStep } = {}) {
      const query = { global_step_from: fromStep === undefined ? undefined : String(fromStep) };
      const path = `/fine-tunes/${encodeURIComponent(job.id)}/metrics`;
      const answer = await orUndefined(call("GET", path, { query, signal }));
      return answer && JSON.stringify(parseAnswer(metricsSchema, answer.body).metrics ?? []);
    },
    async cancel(id, { signal } = {}) {
      await call("POST", `/fine-tunes/${encodeURIComponent(id)}/cancel`, { signal });
      return provider.retrieveJob(id, { signal });
    },
    async pause() {
      throw unsupported(name, "pause the job");
    },
    async resume() {
      throw unsupported(name, "resume the job");
    },
    async modelInfo(model, { signal } = {}) {
      const query = { model_name: model };
      const answer = await unlessRefused(call("GET", "/fine-tunes/models/limits", { query, signal }));
      return answer && { id: model, shutdownDate: null };
    },
  };
  return hideSecrets(provider, [options.apiKey]);

  function parseAnswer<Value>(schema: z.ZodType<Value>, body: unknown): Value {
    return readAnswer(name, () => schema.parse(body));
  }
}

function toFile(file: z.infer<typeof fileSchema>): RemoteFile {
  return { id: file.id, bytes: file.bytes };
}

/** The end of the suffix: `-tw` and the first 16 digits of the fingerprint. */
function tagOf(request: CreateJobRequest): string {
  return `tw${request.fingerprint.slice(0, 16)}`;
}

function carries(job: TogetherJob, search: JobSearch): boolean {
  const tag = tagOf(search.request);
  return [job.suffix, job.model_output_name, job.output_name].some((name) => name?.includes(tag) === true);
}

function createBody(request: CreateJobRequest): Record<string, unknown> {
  const { epochs, batchSize, beta } = request.hyperparameters;
  const dpo = request.method === "dpo";
  return {
    // Left out, training_type is LoRA with the rank that suits the model.
    ...request.options,
    model: request.model,
    training_file: request.trainingFile,
    ...(request.validationFile === undefined
      ? {}
      : { validation_file: request.validationFile, n_evals: typeof epochs === "number" ? epochs : 1 }),
    ...(epochs === "auto" ? {} : { n_epochs: epochs }),
    batch_size: batchSize === undefined || batchSize === "auto" ? "max" : batchSize,
    training_method: dpo
      ? { method: "dpo", ...(typeof beta === "number" ? { dpo_beta: beta } : {}) }
      : { method: "sft", train_on_inputs: "auto" },
    random_seed: request.seed,
    suffix: request.suffix === undefined ? tagOf(request) : `${request.suffix}-${tagOf(request)}`,
  };
}
