import { type FakeAnswer, type FakeRequest, type FakeService, readForm, startFakeService } from "./fake-service.ts";

/** Options for {@link startFakeOpenAI}. */
export interface FakeOpenAIOptions {
  /** Statuses that a job goes through, one for each time it is retrieved; the last stays. */
  readonly statuses?: readonly string[];
  /** Whether jobs keep `metadata`; some servers that speak this API drop it. @default true */
  readonly keepMetadata?: boolean;
  /** Whether a create with `metadata` is refused. @default false */
  readonly refuseMetadata?: boolean;
  /** Whether a list with a filter by `metadata` is refused. @default false */
  readonly refuseFilter?: boolean;
  /** Routes that the service does not have, as `GET /files`. @default [] */
  readonly missingRoutes?: readonly string[];
  /** Statuses that a file goes through: the first when it is sent, then one for each look; the last stays. @default ["processed"] */
  readonly fileStatuses?: readonly string[];
  /** Looks at a job that has succeeded before it tells the name of its model. @default 0 */
  readonly namelessLooks?: number;
  /** Items on a page of a list. @default 100 */
  readonly pageSize?: number;
  /** Creates stay out of lists for this many list requests. @default 0 */
  readonly listLag?: number;
  /** Prefix of every path: `/v1`, or Azure's `/openai`. @default "/v1" */
  readonly prefix?: string;
  /** `YYYY-MM-DD`, the day on which models end. @default null */
  readonly shutdownDate?: string | null;
  /** @default "step,train_loss,…\n" of three steps */
  readonly metrics?: string;
}

interface FakeFile {
  readonly id: string;
  readonly bytes: number;
  readonly filename: string;
  readonly content: Buffer;
  looks: number;
}

interface FakeJob {
  readonly id: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly createdAt: number;
  polls: number;
  fixed: string | undefined;
  hiddenFor: number;
}

/** An OpenAI-compatible fine-tuning service with state in memory. */
export interface FakeOpenAI extends FakeService {
  /** Base URL with its prefix. */
  readonly baseUrl: string;
  readonly jobs: ReadonlyMap<string, FakeJob>;
  readonly files: ReadonlyMap<string, FakeFile>;
  /** Events that every job tells, newest last; a test may add to them. */
  readonly events: { id: string; created_at: number; level: string; message: string; type: string; data: unknown }[];
}

const defaultMetrics = [
  "step,train_loss,train_accuracy,valid_loss,valid_mean_token_accuracy",
  "1,2.5,0.4,2.6,0.39",
  "2,1.75,0.5,,",
  "3,1.25,0.6,1.9,0.5",
].join("\n");

/** Starts {@link FakeOpenAI} on loopback. It shapes its answers as the service's specification does, and trains nothing. */
export async function startFakeOpenAI(options: FakeOpenAIOptions = {}): Promise<FakeOpenAI> {
  const {
    statuses = ["validating_files", "queued", "running", "succeeded"],
    keepMetadata = true,
    pageSize = 100,
    fileStatuses = ["processed"],
  } = options;
  const prefix = options.prefix ?? "/v1";
  const files = new Map<string, FakeFile>();
  const jobs = new Map<string, FakeJob>();
  const uploads = new Map<string, { filename: string; bytes: number; parts: Map<string, Buffer> }>();
  const events: FakeOpenAI["events"] = [
    {
      id: "ev-3",
      created_at: 30,
      level: "info",
      message: "Step 2/3",
      type: "metrics",
      data: { step: 2, total_steps: 3, train_loss: 1.75 },
    },
    { id: "ev-2", created_at: 20, level: "info", message: "Job started", type: "message", data: {} },
    { id: "ev-1", created_at: 10, level: "info", message: "Job created", type: "message", data: {} },
  ];
  let number = 0;
  const nextId = (kind: string): string => `${kind}-${String((number += 1)).padStart(4, "0")}`;

  const fileObject = (file: FakeFile): Record<string, unknown> => ({
    id: file.id,
    object: "file",
    bytes: file.bytes,
    created_at: 1,
    filename: file.filename,
    purpose: "fine-tune",
    status: fileStatuses[Math.min(file.looks, fileStatuses.length - 1)] ?? "processed",
    status_details: null,
  });
  const statusOf = (job: FakeJob): string =>
    job.fixed ?? statuses[Math.min(job.polls, statuses.length - 1)] ?? "succeeded";
  const jobObject = (job: FakeJob): Record<string, unknown> => {
    const status = statusOf(job);
    const ended = status === "succeeded";
    const { metadata, ...body } = job.body;
    return {
      ...body,
      ...(keepMetadata ? { metadata: metadata ?? {} } : {}),
      id: job.id,
      object: "fine_tuning.job",
      created_at: job.createdAt,
      finished_at: ended || status === "failed" || status === "cancelled" ? job.createdAt + 60 : null,
      status,
      fine_tuned_model:
        ended && job.polls >= statuses.length - 1 + (options.namelessLooks ?? 0)
          ? `ft:${text(body["model"])}:acme:${text(body["suffix"])}:${job.id.slice(-4)}`
          : null,
      organization_id: "org-1",
      result_files: ended ? ["file-result"] : [],
      trained_tokens: ended ? 703_947 : null,
      validation_file: body["validation_file"] ?? null,
      hyperparameters: { n_epochs: 3, batch_size: 1, learning_rate_multiplier: 1.8 },
      error: {},
      user_provided_suffix: body["suffix"] ?? null,
    };
  };
  const page = (items: readonly { readonly id: unknown }[], request: FakeRequest): FakeAnswer => {
    const after = request.query.get("after");
    const limit = Math.min(Number(request.query.get("limit") ?? pageSize), pageSize);
    const start = after === null ? 0 : items.findIndex(({ id }) => id === after) + 1;
    const data = items.slice(start, start + limit);
    return {
      json: {
        object: "list",
        data,
        has_more: start + limit < items.length,
        first_id: data[0]?.id ?? null,
        last_id: data.at(-1)?.id ?? null,
      },
    };
  };
  const notFound = (what: string): FakeAnswer => ({
    status: 404,
    json: { error: { message: `No such ${what}`, type: "invalid_request_error", code: "not_found", param: null } },
  });
  const refuse = (message: string, param: string): FakeAnswer => ({
    status: 400,
    json: { error: { message, type: "invalid_request_error", code: "invalid_request", param } },
  });

  const handle = async (request: FakeRequest): Promise<FakeAnswer> => {
    const path = request.path.startsWith(prefix) ? request.path.slice(prefix.length) : request.path;
    const route = `${request.method} ${path}`;
    const parts = path.split("/").filter((part) => part !== "");
    if (options.missingRoutes?.some((missing) => route.startsWith(missing)) === true)
      return { status: 404, json: { detail: "Not Found" } };
    if (route === "POST /files") {
      const form = await readForm(request);
      const file = form.get("file");
      if (!(file instanceof File) || form.get("purpose") !== "fine-tune") return refuse("a file is needed", "file");
      const content = Buffer.from(await file.arrayBuffer());
      const stored = { id: nextId("file"), bytes: content.length, filename: file.name, content, looks: 0 };
      files.set(stored.id, stored);
      return { json: fileObject(stored) };
    }
    if (route === "GET /files")
      return page([...files.values()].reverse().map(fileObject) as { id: unknown }[], request);
    if (parts[0] === "files" && parts[2] === "content") return { text: options.metrics ?? defaultMetrics };
    if (parts[0] === "files" && parts[1] !== undefined) {
      const file = files.get(parts[1]);
      if (file === undefined) return notFound("file");
      file.looks += 1;
      return { json: fileObject(file) };
    }
    if (route === "POST /uploads") {
      const { filename, bytes } = JSON.parse(request.body.toString()) as { filename: string; bytes: number };
      const id = nextId("upload");
      uploads.set(id, { filename, bytes, parts: new Map() });
      return {
        json: {
          id,
          object: "upload",
          bytes,
          filename,
          status: "pending",
          created_at: 1,
          expires_at: Date.now() / 1000 + 3600,
        },
      };
    }
    const upload = parts[0] === "uploads" ? uploads.get(parts[1] ?? "") : undefined;
    if (upload !== undefined && parts[2] === "parts") {
      const data = (await readForm(request)).get("data");
      if (!(data instanceof File)) return refuse("data is needed", "data");
      const id = nextId("part");
      upload.parts.set(id, Buffer.from(await data.arrayBuffer()));
      return { json: { id, object: "upload.part", upload_id: parts[1], created_at: 1 } };
    }
    if (upload !== undefined && parts[2] === "complete") {
      const { part_ids } = JSON.parse(request.body.toString()) as { part_ids: string[] };
      const content = Buffer.concat(part_ids.map((id) => upload.parts.get(id) ?? Buffer.alloc(0)));
      if (content.length !== upload.bytes) return refuse("the parts do not make the file", "part_ids");
      const stored = { id: nextId("file"), bytes: content.length, filename: upload.filename, content, looks: 0 };
      files.set(stored.id, stored);
      return { json: { id: parts[1], object: "upload", status: "completed", file: fileObject(stored) } };
    }
    if (parts[0] === "models" && parts[1] !== undefined) {
      if (parts[1].includes("missing")) return notFound("model");
      return {
        json: {
          id: parts[1],
          object: "model",
          created: 1,
          owned_by: "openai",
          shutdown_date: options.shutdownDate ?? null,
        },
      };
    }
    if (route === "POST /fine_tuning/jobs") {
      const body = JSON.parse(request.body.toString()) as Record<string, unknown>;
      if (options.refuseMetadata === true && "metadata" in body)
        return refuse("Extra inputs are not permitted", "metadata");
      if (!files.has(String(body["training_file"]))) return refuse("No such training file", "training_file");
      const job: FakeJob = {
        id: nextId("ftjob"),
        body,
        createdAt: Math.floor(Date.now() / 1000),
        polls: 0,
        fixed: undefined,
        hiddenFor: options.listLag ?? 0,
      };
      jobs.set(job.id, job);
      return { json: jobObject(job) };
    }
    if (route === "GET /fine_tuning/jobs") {
      const wanted = [...request.query].filter(([key]) => key.startsWith("metadata["));
      if (options.refuseFilter === true && wanted.length > 0) return refuse("Unknown query parameter", "metadata");
      const visible = [...jobs.values()].reverse().filter((job) => {
        if (job.hiddenFor > 0) {
          job.hiddenFor -= 1;
          return false;
        }
        const metadata = (keepMetadata ? job.body["metadata"] : undefined) as Record<string, string> | undefined;
        return wanted.every(([key, value]) => metadata?.[key.slice("metadata[".length, -1)] === value);
      });
      return page(visible.map(jobObject) as { id: unknown }[], request);
    }
    const job = parts[0] === "fine_tuning" ? jobs.get(parts[2] ?? "") : undefined;
    if (job === undefined) return notFound("job");
    if (request.method === "GET" && parts[3] === undefined) {
      const answer = { json: jobObject(job) };
      job.polls += 1;
      return answer;
    }
    if (parts[3] === "events") return page(events, request);
    if (parts[3] === "checkpoints") {
      const checkpoint = {
        id: "ckpt-1",
        object: "fine_tuning.job.checkpoint",
        created_at: 40,
        fine_tuned_model_checkpoint: "ft:base:acme::ckpt-step-2",
        fine_tuning_job_id: job.id,
        metrics: { step: 2, train_loss: 1.75 },
        step_number: 2,
      };
      return page([checkpoint], request);
    }
    const word = { cancel: "cancelled", pause: "paused", resume: undefined }[parts[3] ?? ""];
    if (parts[3] === "cancel" || parts[3] === "pause" || parts[3] === "resume") {
      job.fixed = word;
      return { json: jobObject(job) };
    }
    return notFound("route");
  };
  const service = await startFakeService(handle);
  return Object.assign(service, { baseUrl: `${service.url}${prefix}`, jobs, files, events });
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
