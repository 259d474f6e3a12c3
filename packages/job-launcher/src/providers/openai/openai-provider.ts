import { openAsBlob } from "node:fs";
import type { ProviderName } from "@tunewright/schema";
import OpenAI from "openai";
import { textOfBytes } from "../../metrics/text-of-bytes.ts";
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
import { hideSecrets } from "../hide-secrets.ts";
import { defaultTimeoutMs, defaultUploadTimeoutMs, serviceFetch } from "../service-fetch.ts";
import { createBody } from "./create-body.ts";
import { findOpenAIJob } from "./find-openai-job.ts";
import { orUndefined } from "../or-undefined.ts";
import { isMissingRoute, unlessMissing } from "./missing-route.ts";
import { type ListItem, listItems } from "./list-items.ts";
import { callSdk, toFailure } from "./to-failure.ts";
import { uploadInParts } from "./upload-in-parts.ts";
import { readWireJob, toRemoteCheckpoint, toRemoteEvent, toRemoteFile, toRemoteJob, toRemoteModel } from "./wire.ts";

/** Options for {@link createOpenAIProvider}. */
export interface OpenAIProviderOptions {
  readonly apiKey: string;
  /** Any server that speaks this API. @default "https://api.openai.com/v1" */
  readonly baseUrl?: string | undefined;
  /** Organization that is billed; left out, the key's own. */
  readonly organization?: string | undefined;
  /** Project that is billed; left out, the key's own. */
  readonly project?: string | undefined;
  /** Longest wait for a whole answer. @default 60_000 */
  readonly timeoutMs?: number | undefined;
  /** The same for a request that carries a file. @default 600_000 */
  readonly uploadTimeoutMs?: number | undefined;
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
  liveMetrics: false,
  liveTested: false,
};

const mebibyte = 1024 * 1024;
const jobsPath = "/fine_tuning/jobs";

/**
 * OpenAI, or any server that speaks its fine-tuning API.
 *
 * The SDK's own retries are off: it repeats a create whose answer was lost, and that makes two jobs.
 */
export function createOpenAIProvider(options: OpenAIProviderOptions): TrainingProvider {
  const provider = createSdkProvider(createOpenAIClient(options), {
    name: "openai",
    capabilities: openAICapabilities,
    partThresholdBytes: options.partThresholdBytes ?? 100 * mebibyte,
    partBytes: options.partBytes ?? 64 * mebibyte,
    metadataOptional: options.baseUrl !== undefined,
  });
  return hideSecrets(provider, [options.apiKey]);
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
    ...timing(options),
    logLevel: "off",
  });
}

/** The SDK's settings that keep a request from waiting without end. */
export function timing(options: Pick<OpenAIProviderOptions, "timeoutMs" | "uploadTimeoutMs" | "fetch">): {
  timeout: number;
  fetch: typeof globalThis.fetch;
} {
  const { timeoutMs = defaultTimeoutMs, uploadTimeoutMs = defaultUploadTimeoutMs, fetch } = options;
  const longest = Math.max(timeoutMs, uploadTimeoutMs);
  // The SDK's own limit stands above both, so that the one below always speaks first.
  return { timeout: longest + 1000, fetch: serviceFetch({ timeoutMs, uploadTimeoutMs, fetch }) };
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

  async function* list(
    path: string,
    query: Readonly<Record<string, unknown>>,
    options?: CallOptions & { readonly nameless?: boolean },
  ): AsyncGenerator<ListItem> {
    try {
      yield* listItems(client, path, { ...options, provider: name, query });
    } catch (error) {
      throw toFailure(error, name, options?.signal);
    }
  }

  return {
    name,
    capabilities,

    async findFile(file: LocalFile, options?: CallOptions): Promise<RemoteFile | undefined> {
      const wanted = uploadName(file);
      // A server that lists no files gets the file again, which costs time and not money.
      return unlessMissing(async () => {
        for await (const item of list("/files", { purpose: "fine-tune", limit: 1000 }, options)) {
          const found = toRemoteFile(item);
          if (found.filename === wanted && found.bytes === file.bytes && found.fault === undefined) return found;
        }
        return undefined;
      });
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
      const listJobs = (query: object): AsyncIterable<ListItem> => list(jobsPath, { limit: 100, ...query }, options);
      return run(() => findOpenAIJob(listJobs, search), options);
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
      const path = `${jobsPath}/${encodeURIComponent(id)}/events`;
      for await (const item of list(path, { limit: 100 }, { ...options, nameless: true })) yield toRemoteEvent(item);
    },

    async checkpoints(id: string, options?: CallOptions): Promise<readonly RemoteCheckpoint[]> {
      const found = run(async () => {
        const kept: RemoteCheckpoint[] = [];
        const path = `${jobsPath}/${encodeURIComponent(id)}/checkpoints`;
        for await (const item of list(path, { limit: 100 }, options)) kept.push(toRemoteCheckpoint(item));
        return kept;
      }, options);
      return (await orUndefined(found)) ?? [];
    },

    async metrics(job: RemoteJob, options?: CallOptions): Promise<string | undefined> {
      const [file] = job.resultFiles;
      if (file === undefined) return undefined;
      const read = async (): Promise<string> => {
        const answer = await client.files.content(file, requestOf(options));
        return textOfBytes(Buffer.from(await answer.arrayBuffer()));
      };
      return orUndefined(run(read, options));
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
        return await run(
          async () => toRemoteModel(await client.models.retrieve(model, requestOf(options)), model),
          options,
        );
      } catch (error) {
        if (!(error instanceof ProviderFailure)) throw error;
        // A key that may train need not be one that may list models, and a server need not know the route at all.
        if (error.status === 403 || (isMissingRoute(error) && error.code === undefined)) return null;
        if (error.status === 404) return undefined;
        throw error;
      }
    },
  };
}

type JobPromise = ReturnType<OpenAI["fineTuning"]["jobs"]["retrieve"]>;

function refusesMetadata(error: unknown): boolean {
  if (!(error instanceof ProviderFailure) || error.kind !== "refused") return false;
  return error.param === "metadata" || (error.status === 400 && /\bmetadata\b/.test(error.message));
}
