import * as z from "zod";
import type { CallOptions, ProviderCapabilities, RemoteJob, TrainingProvider } from "../../training-provider.ts";
import { downloadText } from "../download-text.ts";
import { hideSecrets } from "../hide-secrets.ts";
import { createHttpClient } from "../http-client.ts";
import { defaultTimeoutMs, defaultUploadTimeoutMs } from "../service-fetch.ts";
import { orUndefined, unlessRefused } from "../or-undefined.ts";
import { readAnswer } from "../read-answer.ts";
import { unsupported } from "../unsupported.ts";
import { createBody, jobId, jobName, qualifiedModel, routeOf } from "./create-body.ts";
import { FireworksDatasets } from "./datasets.ts";
import { eventsOfJob, type FireworksJob, readFireworksJob, toRemoteJob } from "./wire.ts";

/** Options for {@link createFireworksProvider}. */
export interface FireworksProviderOptions {
  readonly apiKey: string;
  /** Id of the account, as in `accounts/<id>`. */
  readonly account: string;
  /** @default "https://api.fireworks.ai" */
  readonly baseUrl?: string | undefined;
  /** Longest wait for a whole answer. @default 60_000 */
  readonly timeoutMs?: number | undefined;
  /** Wait between looks whether a dataset that was sent has been read. @default 2000 */
  readonly datasetPollMs?: number | undefined;
  /** Takes the place of the platform's `fetch`, for tests and proxies. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

const capabilities: ProviderCapabilities = {
  methods: ["supervised", "dpo", "reinforcement"],
  pause: false,
  paid: true,
  maxSuffixLength: 30,
  minExamples: 3,
  // What one upload request takes; bigger files need signed URLs of the storage behind it.
  maxFileBytes: 150 * 1024 ** 2,
  liveMetrics: true,
  // The id of a job is its fingerprint.
  refusesTwins: true,
  liveTested: false,
};

const modelSchema = z.looseObject({
  // Google's date, whose parts are 0 where they are not set.
  deprecationDate: z
    .looseObject({ year: z.int().min(2000).max(9999), month: z.int().min(1).max(12), day: z.int().min(1).max(31) })
    .nullish()
    .catch(null),
});
const endpointSchema = z.looseObject({ signedUrl: z.string().nullish().catch(null) });

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
  const datasets = new FireworksDatasets({
    call,
    account,
    pollMs: options.datasetPollMs ?? 2000,
    readTimeoutMs: defaultUploadTimeoutMs,
  });
  const getJob = async (
    id: string,
    { signal }: CallOptions = {},
  ): Promise<{ job: FireworksJob; request: string | null }> => {
    const { body, requestId } = await call("GET", `/${id}`, { signal });
    return { job: readAnswer(name, () => readFireworksJob(body)), request: requestId };
  };
  const retrieveJob = async (id: string, options_?: CallOptions): Promise<RemoteJob> => {
    const { job, request } = await getJob(id, options_);
    return toRemoteJob(job, request);
  };
  /** A supervised job carries the address of its metrics, a DPO job is asked for it, and a reinforcement job has none. */
  const metricsAddress = async (id: string, { signal }: CallOptions): Promise<string | null | undefined> => {
    if (!id.includes("/dpoJobs/")) return (await getJob(id, { signal })).job.metricsFileSignedUrl;
    const answer = await orUndefined(call("GET", `/${id}:getMetricsFileEndpoint`, { signal }));
    return endpointSchema.safeParse(answer?.body).data?.signedUrl;
  };

  const provider: TrainingProvider = {
    name,
    capabilities,
    findFile: async (file, options_) => datasets.find(file, options_),
    upload: async (file, options_) => datasets.upload(file, options_),
    retrieveFile: async (id, options_) => datasets.get(id, options_),

    async findJob({ request }, options_) {
      return orUndefined(retrieveJob(jobName(account, request), options_));
    },
    async createJob(request, { signal } = {}) {
      const { route, idParameter } = routeOf(request);
      const query = { [idParameter]: jobId(request) };
      const json = createBody(account, request);
      const { body, requestId } = await call("POST", `/${account}/${route}`, { query, json, signal });
      return toRemoteJob(
        readAnswer(name, () => readFireworksJob(body)),
        requestId,
      );
    },
    retrieveJob,
    async *events(id, options_) {
      yield* eventsOfJob((await getJob(id, options_)).job);
    },
    async checkpoints() {
      // The service lists none of a managed job.
      return [];
    },
    async metrics({ id }, { signal } = {}) {
      const address = await metricsAddress(id, { signal });
      if (!address) return undefined;
      const { timeoutMs = defaultTimeoutMs, fetch } = options;
      return downloadText(address, { provider: name, timeoutMs, fetch, signal });
    },
    async cancel(id, { signal } = {}) {
      await call("POST", `/${id}:cancel`, { json: {}, signal });
      return retrieveJob(id, { signal });
    },
    async pause() {
      throw unsupported(name, "pause the job");
    },
    async resume(id, { signal } = {}) {
      await call("POST", `/${id}:resume`, { json: {}, signal });
      return retrieveJob(id, { signal });
    },
    async modelInfo(model, { signal } = {}) {
      const path = qualifiedModel(model);
      const answer = await unlessRefused(call("GET", `/${path}`, { signal }));
      if (!answer) return answer;
      const date = modelSchema.safeParse(answer.body).data?.deprecationDate;
      const day = date ? new Date(Date.UTC(date.year, date.month - 1, date.day)).toISOString().slice(0, 10) : null;
      return { id: path, shutdownDate: day };
    },
  };
  return hideSecrets(provider, [options.apiKey]);
}
