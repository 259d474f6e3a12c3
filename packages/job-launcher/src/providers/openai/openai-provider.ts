import { openAsBlob } from "node:fs";
import type { ProviderName } from "@tunewright/schema";
import OpenAI from "openai";
import { fingerprintKey, versionKey } from "../../fingerprint.ts";
import { ProviderFailure } from "../../provider-failure.ts";
import type {
  CallOptions,
  CreateJobRequest,
  JobSearch,
  LocalFile,
  ProviderCapabilities,
  RemoteCheckpoint,
  RemoteEvent,
  RemoteFile,
  RemoteJob,
  RemoteModel,
  TrainingProvider,
  UploadOptions,
} from "../../training-provider.ts";
import { uploadName } from "../upload-name.ts";
import { createBody } from "./create-body.ts";
import { eachItem } from "./each-item.ts";
import { readRetirement } from "./read-retirement.ts";
import { callSdk, toFailure } from "./to-failure.ts";
import { uploadInParts } from "./upload-in-parts.ts";
import { readWireJob, toRemoteCheckpoint, toRemoteEvent, toRemoteFile, toRemoteJob, type WireJob } from "./wire.ts";

/** Options for {@link createOpenAIProvider}. */
export interface OpenAIProviderOptions {
  readonly apiKey: string;
  /** Any server that speaks this API. @default "https://api.openai.com/v1" */
  readonly baseUrl?: string | undefined;
  /** Organization that is billed; left out, the key's own. */
  readonly organization?: string | undefined;
  /** Project that is billed; left out, the key's own. */
  readonly project?: string | undefined;
  /** @default 600_000 */
  readonly timeoutMs?: number | undefined;
  /** Takes the place of the platform's `fetch`, for tests and proxies. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** Files above this many bytes go through the uploads API. @default 104_857_600 */
  readonly partThresholdBytes?: number | undefined;
  /** @default 67_108_864 */
  readonly partBytes?: number | undefined;
}

/** What a provider on the SDK's client differs in. */
export interface OpenAIFlavour {
  readonly name: ProviderName;
  readonly capabilities: ProviderCapabilities;
  readonly partThresholdBytes: number;
  readonly partBytes: number;
  /** Whether a create that was refused because of `metadata` is made again without it. */
  readonly metadataOptional: boolean;
}

/** Limits of OpenAI's own service (its specification, read 2026-11). */
export const openAICapabilities: ProviderCapabilities = {
  methods: ["supervised", "dpo", "reinforcement"],
  pause: true,
  paid: true,
  maxSuffixLength: 64,
  minExamples: 10,
  maxFileBytes: 8 * 1024 ** 3,
  liveTested: false,
};

const mebibyte = 1024 * 1024;

/**
 * OpenAI, or any server that speaks its fine-tuning API.
 *
 * The SDK's own retries are off: it repeats a create whose answer was lost, and that makes two jobs.
 */
export function createOpenAIProvider(options: OpenAIProviderOptions): TrainingProvider {
  return createSdkProvider(createOpenAIClient(options), {
    name: "openai",
    capabilities: openAICapabilities,
    partThresholdBytes: options.partThresholdBytes ?? 100 * mebibyte,
    partBytes: options.partBytes ?? 64 * mebibyte,
    metadataOptional: options.baseUrl !== undefined,
  });
}

/** The SDK's client with nothing read from the environment, no retries and no log. */
export function createOpenAIClient(options: OpenAIProviderOptions): OpenAI {
  return new OpenAI({
    apiKey: options.apiKey,
    adminAPIKey: null,
    baseURL: options.baseUrl ?? "https://api.openai.com/v1",
    organization: options.organization ?? null,
    project: options.project ?? null,
    webhookSecret: null,
    maxRetries: 0,
    timeout: options.timeoutMs ?? 600_000,
    logLevel: "off",
    ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
  });
}

/** A provider on a client of the SDK. */
export function createSdkProvider(client: OpenAI, flavour: OpenAIFlavour): TrainingProvider {
  const { name, capabilities } = flavour;
  const run = <Result>(call: () => Promise<Result>, options?: CallOptions): Promise<Result> =>
    callSdk(name, options?.signal, call);
  const requestOf = (options?: CallOptions): { signal?: AbortSignal } =>
    options?.signal === undefined ? {} : { signal: options.signal };

  const jobOf = async (promise: JobPromise, options?: CallOptions): Promise<RemoteJob> =>
    run(async () => {
      const { data, request_id } = await promise.withResponse();
      return toRemoteJob(readWireJob(data), request_id ?? null);
    }, options);

  return {
    name,
    capabilities,

    async findFile(file: LocalFile, options?: CallOptions): Promise<RemoteFile | undefined> {
      const wanted = uploadName(file);
      return run(async () => {
        for await (const item of eachItem(
          client.files.list({ purpose: "fine-tune", limit: 1000 }, requestOf(options)),
        )) {
          const found = toRemoteFile(item);
          if (found.filename === wanted && found.bytes === file.bytes && found.fault === undefined) return found;
        }
        return undefined;
      }, options);
    },

    async upload(file: LocalFile, options: UploadOptions = {}): Promise<RemoteFile> {
      const filename = uploadName(file);
      return run(async () => {
        if (file.bytes > flavour.partThresholdBytes) {
          const settings = { ...options, filename, partBytes: flavour.partBytes, now: Date.now() };
          return toRemoteFile(await uploadInParts(client, file, settings));
        }
        const body = new File([await openAsBlob(file.path)], filename);
        return toRemoteFile(await client.files.create({ file: body, purpose: "fine-tune" }, requestOf(options)));
      }, options);
    },

    async retrieveFile(id: string, options?: CallOptions): Promise<RemoteFile | undefined> {
      return orUndefined(run(async () => toRemoteFile(await client.files.retrieve(id, requestOf(options))), options));
    },

    async findJob(search: JobSearch, options?: CallOptions): Promise<RemoteJob | undefined> {
      const { fingerprint } = search.request;
      return run(async () => {
        const query = { limit: 100, metadata: { [fingerprintKey]: fingerprint } };
        for await (const item of eachItem(client.fineTuning.jobs.list(query, requestOf(options)))) {
          const job = readWireJob(item);
          if (!search.exclude.has(job.id) && job.metadata?.[fingerprintKey] === fingerprint)
            return toRemoteJob(job, null);
        }
        if (search.askedAt === undefined) return undefined;
        for await (const item of eachItem(client.fineTuning.jobs.list({ limit: 100 }, requestOf(options)))) {
          const job = readWireJob(item);
          const ours = job.metadata?.[fingerprintKey] === fingerprint || isTwin(job, search);
          if (ours && !search.exclude.has(job.id)) return toRemoteJob(job, null);
          // Newest first: what was made long before the first create left cannot be the one.
          if ((job.created_at ?? Number.POSITIVE_INFINITY) * 1000 < search.askedAt - clockSkewMs) return undefined;
        }
        return undefined;
      }, options);
    },

    async createJob(request: CreateJobRequest, options?: CallOptions): Promise<RemoteJob> {
      const create = async (metadata: boolean): Promise<RemoteJob> =>
        jobOf(
          client.fineTuning.jobs.create(createBody(request, metadata), { ...requestOf(options), maxRetries: 0 }),
          options,
        );
      try {
        return await create(true);
      } catch (error) {
        if (!flavour.metadataOptional || !refusesMetadata(error)) throw error;
        return create(false);
      }
    },

    async retrieveJob(id: string, options?: CallOptions): Promise<RemoteJob> {
      return jobOf(client.fineTuning.jobs.retrieve(id, requestOf(options)), options);
    },

    async *events(id: string, options?: CallOptions): AsyncGenerator<RemoteEvent> {
      try {
        const list = client.fineTuning.jobs.listEvents(id, { limit: 100 }, requestOf(options));
        for await (const item of eachItem(list)) yield toRemoteEvent(item);
      } catch (error) {
        throw toFailure(error, name, options?.signal);
      }
    },

    async checkpoints(id: string, options?: CallOptions): Promise<readonly RemoteCheckpoint[]> {
      const found = run(async () => {
        const list: RemoteCheckpoint[] = [];
        const pages = client.fineTuning.jobs.checkpoints.list(id, { limit: 100 }, requestOf(options));
        for await (const item of eachItem(pages)) list.push(toRemoteCheckpoint(item));
        return list;
      }, options);
      return (await orUndefined(found)) ?? [];
    },

    async metrics(job: RemoteJob, options?: CallOptions): Promise<string | undefined> {
      const [file] = job.resultFiles;
      if (file === undefined) return undefined;
      const content = run(async () => (await client.files.content(file, requestOf(options))).text(), options);
      return orUndefined(content);
    },

    async cancel(id: string, options?: CallOptions): Promise<RemoteJob> {
      return jobOf(client.fineTuning.jobs.cancel(id, requestOf(options)), options);
    },
    async pause(id: string, options?: CallOptions): Promise<RemoteJob> {
      return jobOf(client.fineTuning.jobs.pause(id, requestOf(options)), options);
    },
    async resume(id: string, options?: CallOptions): Promise<RemoteJob> {
      return jobOf(client.fineTuning.jobs.resume(id, requestOf(options)), options);
    },

    async modelInfo(model: string, options?: CallOptions): Promise<RemoteModel | undefined | null> {
      try {
        const found = await run(() => client.models.retrieve(model, requestOf(options)), options);
        return { id: found.id, shutdownDate: readRetirement(found) };
      } catch (error) {
        if (!(error instanceof ProviderFailure)) throw error;
        if (error.status === 404) return undefined;
        // A key that may train need not be one that may list models.
        if (error.status === 403) return null;
        throw error;
      }
    },
  };
}

type JobPromise = ReturnType<OpenAI["fineTuning"]["jobs"]["retrieve"]>;

/** How far the clocks of this machine and the service may lie apart. */
const clockSkewMs = 5 * 60_000;

/** Whether a job that carries no fingerprint is the one that was asked for, told by everything else. */
function isTwin(job: WireJob, search: JobSearch): boolean {
  const { request, askedAt } = search;
  if (askedAt === undefined || job.metadata?.[fingerprintKey] !== undefined) return false;
  if (job.metadata?.[versionKey] !== undefined) return false;
  const suffix = job.user_provided_suffix ?? job.suffix;
  return (
    job.training_file === request.trainingFile &&
    (job.validation_file ?? undefined) === request.validationFile &&
    (job.model === null ||
      job.model === undefined ||
      job.model === request.model ||
      job.model.startsWith(`${request.model}-`)) &&
    (job.seed === null || job.seed === undefined || job.seed === request.seed) &&
    (suffix === null || suffix === undefined || suffix === (request.suffix ?? null)) &&
    (job.created_at ?? 0) * 1000 >= askedAt - clockSkewMs
  );
}

function refusesMetadata(error: unknown): boolean {
  if (!(error instanceof ProviderFailure) || error.kind !== "refused") return false;
  return error.param === "metadata" || (error.status === 400 && /\bmetadata\b/.test(error.message));
}

async function orUndefined<Value>(promise: Promise<Value>): Promise<Value | undefined> {
  try {
    return await promise;
  } catch (error) {
    if (error instanceof ProviderFailure && error.status === 404) return undefined;
    throw error;
  }
}
