import { openAsBlob } from "node:fs";
import { z } from "zod";
import { describeDataset } from "../../launch/describe-dataset.ts";
import { ProviderFailure } from "../../provider-failure.ts";
import type {
  CallOptions,
  CreateJobRequest,
  LocalFile,
  ProviderCapabilities,
  RemoteFile,
  RemoteJob,
  TrainingProvider,
} from "../../training-provider.ts";
import { hideSecrets } from "../hide-secrets.ts";
import { createHttpClient } from "../http-client.ts";
import { readAnswer } from "../read-answer.ts";
import { unsupported } from "../unsupported.ts";
import { uploadName } from "../upload-name.ts";
import { toRemoteJob } from "./wire.ts";

/** Options for {@link createFireworksProvider}. */
export interface FireworksProviderOptions {
  readonly apiKey: string;
  /** Id of the account, as in `accounts/<id>`. */
  readonly account: string;
  /** @default "https://api.fireworks.ai" */
  readonly baseUrl?: string | undefined;
  /** Longest wait for a whole answer. @default 60_000 */
  readonly timeoutMs?: number | undefined;
  /** Takes the place of the platform's `fetch`, for tests and proxies. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

const capabilities: ProviderCapabilities = {
  methods: ["supervised", "dpo"],
  pause: false,
  paid: true,
  maxSuffixLength: 30,
  minExamples: 3,
  // What one upload request takes; bigger files need signed URLs of the storage behind it.
  maxFileBytes: 150 * 1024 ** 2,
  liveTested: false,
};

const datasetSchema = z.looseObject({
  name: z.string().min(1),
  state: z.string().catch("STATE_UNSPECIFIED"),
  status: z
    .looseObject({ message: z.string().catch("") })
    .nullish()
    .catch(null),
});
const modelSchema = z.looseObject({
  deprecationDate: z.looseObject({ year: z.int(), month: z.int(), day: z.int() }).nullish().catch(null),
});

/**
 * Fireworks AI (docs.fireworks.ai/api-reference). Not run against the live service.
 *
 * Ids of datasets and jobs are the caller's to choose there: a dataset is named by its hash and a job by its fingerprint, so the
 * service itself refuses a second one.
 */
export function createFireworksProvider(options: FireworksProviderOptions): TrainingProvider {
  const name = "fireworks";
  const account = `accounts/${options.account}`;
  const call = createHttpClient({
    provider: name,
    apiKey: options.apiKey,
    baseUrl: `${(options.baseUrl ?? "https://api.fireworks.ai").replace(/\/+$/, "")}/v1`,
    timeoutMs: options.timeoutMs,
    fetch: options.fetch,
  });
  const getDataset = async (id: string, { signal }: CallOptions = {}): Promise<RemoteFile | undefined> => {
    const answer = await orUndefined(call("GET", `/${id}`, { signal }));
    if (answer === undefined) return undefined;
    const dataset = readAnswer(name, () => datasetSchema.parse(answer.body));
    if (dataset.state === "READY") return { id: dataset.name, bytes: 0 };
    // A dataset without its file yet is as good as none: the upload goes on from there.
    return undefined;
  };
  const getJob = async (id: string, { signal }: CallOptions = {}): Promise<RemoteJob> => {
    const { body, requestId } = await call("GET", `/${id}`, { signal });
    return readJob(body, requestId);
  };

  const provider: TrainingProvider = {
    name,
    capabilities,

    async findFile(file, call_) {
      return getDataset(datasetName(account, file), call_);
    },
    async upload(file, { signal } = {}) {
      const { examples } = await describeDataset(file.path, signal);
      const id = datasetName(account, file);
      const dataset = {
        displayName: uploadName(file),
        exampleCount: String(examples),
        userUploaded: {},
        format: "CHAT",
      };
      try {
        await call("POST", `/${account}/datasets`, { json: { dataset, datasetId: datasetId(file) }, signal });
      } catch (error) {
        // An earlier try has made it; its file may still be missing.
        if (!(error instanceof ProviderFailure) || error.status !== 409) throw error;
      }
      const form = new FormData();
      form.set("file", await openAsBlob(file.path), uploadName(file));
      await call("POST", `/${id}:upload`, { form, signal });
      return { id, bytes: file.bytes };
    },
    async retrieveFile(id, call_) {
      return getDataset(id, call_);
    },

    async findJob({ request }, call_) {
      return orUndefined(getJob(jobName(account, request), call_));
    },
    async createJob(request, { signal } = {}) {
      const { route, idParameter } = routeOf(request);
      const query = { [idParameter]: jobId(request) };
      const json = createBody(account, request);
      const { body, requestId } = await call("POST", `/${account}/${route}`, { query, json, signal });
      return readJob(body, requestId);
    },
    retrieveJob: getJob,
    async *events() {
      // The service tells progress in the job itself and keeps no list of events.
    },
    async checkpoints() {
      return [];
    },
    async metrics() {
      return undefined;
    },
    async cancel(id, { signal } = {}) {
      await call("POST", `/${id}:cancel`, { json: {}, signal });
      return getJob(id, { signal });
    },
    async pause() {
      throw unsupported(name, "pause the job");
    },
    async resume(id, { signal } = {}) {
      await call("POST", `/${id}:resume`, { json: {}, signal });
      return getJob(id, { signal });
    },
    async modelInfo(model, { signal } = {}) {
      const path = model.startsWith("accounts/") ? model : `accounts/fireworks/models/${model}`;
      try {
        const { body } = await call("GET", `/${path}`, { signal });
        const date = modelSchema.safeParse(body).data?.deprecationDate;
        const day = date ? new Date(Date.UTC(date.year, date.month - 1, date.day)).toISOString().slice(0, 10) : null;
        return { id: path, shutdownDate: day };
      } catch (error) {
        if (!(error instanceof ProviderFailure) || error.kind !== "refused") throw error;
        return error.status === 404 ? undefined : null;
      }
    },
  };
  return hideSecrets(provider, [options.apiKey]);

  function readJob(body: unknown, requestId: string | null): RemoteJob {
    return readAnswer(name, () => toRemoteJob(body, requestId));
  }
}

function routeOf(request: CreateJobRequest): { route: string; idParameter: string } {
  return request.method === "dpo"
    ? { route: "dpoJobs", idParameter: "dpoJobId" }
    : { route: "supervisedFineTuningJobs", idParameter: "supervisedFineTuningJobId" };
}

/** Ids there hold lower-case letters, digits and hyphens, at most 63. */
function jobId(request: CreateJobRequest): string {
  return `tw-${request.version}-${request.fingerprint.slice(0, 32)}`;
}

function jobName(account: string, request: CreateJobRequest): string {
  return `${account}/${routeOf(request).route}/${jobId(request)}`;
}

function datasetId(file: LocalFile): string {
  return `tw-${file.sha256.slice(0, 40)}`;
}

function datasetName(account: string, file: LocalFile): string {
  return `${account}/datasets/${datasetId(file)}`;
}

function createBody(account: string, request: CreateJobRequest): Record<string, unknown> {
  const { epochs, batchSize, beta } = request.hyperparameters;
  const label = (request.suffix ?? request.version).toLowerCase().replace(/[^a-z0-9-]+/g, "-");
  const model = request.model.startsWith("accounts/") ? request.model : `accounts/fireworks/models/${request.model}`;
  const training = {
    baseModel: model,
    outputModel: `${account}/models/${label}-${request.fingerprint.slice(0, 12)}`,
    ...(epochs === "auto" ? {} : { epochs }),
    ...(typeof batchSize === "number" ? { batchSizeSamples: batchSize } : {}),
  };
  const shared = {
    dataset: request.trainingFile,
    displayName: `tunewright ${request.version} ${request.fingerprint.slice(0, 16)}`,
  };
  if (request.method === "dpo") {
    const lossConfig = { method: "DPO", ...(typeof beta === "number" ? { klBeta: beta } : {}) };
    return { ...shared, trainingConfig: { ...training, ...request.options }, lossConfig };
  }
  return {
    ...request.options,
    ...shared,
    ...training,
    ...(request.validationFile === undefined ? {} : { evaluationDataset: request.validationFile }),
  };
}

async function orUndefined<Value>(promise: Promise<Value>): Promise<Value | undefined> {
  try {
    return await promise;
  } catch (error) {
    if (error instanceof ProviderFailure && error.status === 404) return undefined;
    throw error;
  }
}
