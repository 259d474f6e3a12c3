import { type FakeAnswer, type FakeRequest, type FakeService, readForm, startFakeService } from "./fake-service.ts";

/** A job of {@link FakeFireworks}. */
interface FakeJob {
  readonly id: string;
  readonly body: Readonly<Record<string, unknown>>;
  polls: number;
  cancelled: boolean;
}

/** Fireworks' documented gateway API, made by hand, with state in memory. */
export interface FakeFireworks extends FakeService {
  readonly baseUrl: string;
  readonly account: string;
  readonly jobs: ReadonlyMap<string, FakeJob>;
  readonly files: ReadonlyMap<string, { readonly id: string }>;
}

/** Starts {@link FakeFireworks} on loopback. */
export async function startFakeFireworks(
  states: readonly string[] = ["JOB_STATE_CREATING", "JOB_STATE_RUNNING", "JOB_STATE_COMPLETED"],
): Promise<FakeFireworks> {
  const account = "acme";
  const root = `/v1/accounts/${account}`;
  const signature = "a1b2c3d4e5f6";
  const files = new Map<string, { id: string; bytes: number; looks: number }>();
  const jobs = new Map<string, FakeJob>();
  const notFound: FakeAnswer = { status: 404, json: { code: 5, message: "not found" } };
  const exists: FakeAnswer = { status: 409, json: { code: 6, message: "already exists" } };
  const jobObject = (job: FakeJob): Record<string, unknown> => {
    const state = job.cancelled
      ? "JOB_STATE_CANCELLED"
      : (states[Math.min(job.polls, states.length - 1)] ?? "JOB_STATE_COMPLETED");
    const ended = state === "JOB_STATE_COMPLETED" || job.cancelled;
    return {
      ...job.body,
      name: job.id,
      state,
      status: { code: "OK", message: "" },
      createTime: "2026-11-24T00:00:00Z",
      completedTime: ended ? "2026-11-24T00:10:00Z" : null,
      updateTime: "2026-11-24T00:05:00Z",
      jobProgress: { percent: ended ? 100 : 10, epoch: 1, inputTokens: ended ? 4321 : null },
      estimatedCost: { currencyCode: "USD", units: "1", nanos: 250_000_000 },
      ...(job.id.includes("/supervisedFineTuningJobs/") ? { metricsFileSignedUrl: signedUrl() } : {}),
    };
  };
  // The storage behind the service: its address is the key, and another key is refused.
  const signedUrl = (): string => `${service.url}/storage/metrics.jsonl?signature=${signature}`;
  const storage = (request: FakeRequest): FakeAnswer => {
    if (request.headers.authorization !== undefined || request.query.get("signature") !== signature)
      return { status: 403, text: "<Error>SignatureDoesNotMatch</Error>" };
    const text = `{"step":1,"train/loss":0.5,"train/lr":0.0001}\n{"step":2,"train/loss":0.25}\n{"step":2,"eval/loss":0.75}\n`;
    return { text };
  };
  const handle = async (request: FakeRequest): Promise<FakeAnswer> => {
    const { method, path } = request;
    if (path.startsWith("/storage/")) return storage(request);
    if (path.startsWith("/v1/accounts/fireworks/models/")) {
      return path.includes("missing")
        ? notFound
        : { json: { name: path.slice(4), deprecationDate: { year: 2028, month: 1, day: 31 } } };
    }
    if (!path.startsWith(root)) return notFound;
    const rest = path.slice(root.length);
    if (method === "POST" && rest === "/datasets") {
      const { datasetId } = JSON.parse(request.body.toString()) as { datasetId: string };
      const id = `accounts/${account}/datasets/${datasetId}`;
      if (files.has(id)) return exists;
      files.set(id, { id, bytes: -1, looks: 0 });
      return { json: { name: id, state: "UPLOADING" } };
    }
    if (rest.startsWith("/datasets/")) {
      const [name = "", action] = path.slice("/v1/".length).split(":");
      const file = files.get(name);
      if (file === undefined) return notFound;
      if (action === "upload") {
        const sent = (await readForm(request)).get("file");
        if (!(sent instanceof File)) return { status: 400, json: { code: 3, message: "no file" } };
        file.bytes = sent.size;
        return { json: { id: name, object: "file", bytes: sent.size } };
      }
      // A file that has come is read a moment later.
      if (file.bytes >= 0) file.looks += 1;
      return { json: { name, state: file.looks < 2 ? "UPLOADING" : "READY", status: { code: "OK", message: "" } } };
    }
    const kind = /^\/(supervisedFineTuning|dpo|reinforcementFineTuning)Jobs$/.exec(rest)?.[1];
    if (method === "POST" && kind !== undefined) {
      const given = request.query.get(`${kind}JobId`);
      const id = `accounts/${account}${rest}/${given ?? `random-${jobs.size}`}`;
      if (jobs.has(id)) return exists;
      const { evaluator } = JSON.parse(request.body.toString()) as { evaluator?: unknown };
      if (kind === "reinforcementFineTuning" && !/^accounts\/[^/]+\/evaluators\/[^/]+$/.test(String(evaluator)))
        return { status: 400, json: { code: 3, message: "evaluator is required" } };
      const job: FakeJob = {
        id,
        body: JSON.parse(request.body.toString()) as Record<string, unknown>,
        polls: 0,
        cancelled: false,
      };
      jobs.set(id, job);
      return { json: jobObject(job) };
    }
    const [name = "", action] = path.slice("/v1/".length).split(":");
    const job = jobs.get(name);
    if (job === undefined) return notFound;
    if (action === "cancel") {
      job.cancelled = true;
      return { json: {} };
    }
    if (action === "getMetricsFileEndpoint") return { json: { signedUrl: signedUrl() } };
    if (action === "resume") return { json: jobObject(job) };
    const answer = { json: jobObject(job) };
    job.polls += 1;
    return answer;
  };
  const service = await startFakeService(handle);
  return Object.assign(service, { baseUrl: service.url, account, jobs, files });
}
