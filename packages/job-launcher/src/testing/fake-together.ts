import { type FakeAnswer, type FakeRequest, type FakeService, readForm, startFakeService } from "./fake-service.ts";

/** A job of {@link FakeTogether}. */
interface FakeJob {
  readonly id: string;
  readonly body: Readonly<Record<string, unknown>>;
  polls: number;
  cancelled: boolean;
}

/** Together's documented fine-tuning API, made by hand, with state in memory. */
export interface FakeTogether extends FakeService {
  /** Base URL with its prefix. */
  readonly baseUrl: string;
  readonly jobs: ReadonlyMap<string, FakeJob>;
  readonly files: ReadonlyMap<string, { readonly id: string }>;
}

const created = "2026-11-24T00:00:00.000Z";

/** Starts {@link FakeTogether} on loopback. */
export async function startFakeTogether(
  statuses: readonly string[] = ["pending", "running", "uploading", "completed"],
): Promise<FakeTogether> {
  const files = new Map<string, { id: string; bytes: number; filename: string }>();
  const jobs = new Map<string, FakeJob>();
  let number = 0;
  const notFound: FakeAnswer = { status: 404, json: { error: { message: "Not found", code: "not_found" } } };
  const fileObject = (file: { id: string; bytes: number; filename: string }): Record<string, unknown> => ({
    ...file,
    object: "file",
    created_at: 1_715_021_438,
    purpose: "fine-tune",
    Processed: true,
    FileType: "jsonl",
    LineCount: 0,
  });
  const jobObject = (job: FakeJob): Record<string, unknown> => {
    const status = job.cancelled ? "cancelled" : (statuses[Math.min(job.polls, statuses.length - 1)] ?? "completed");
    const done = status === "completed";
    return {
      ...job.body,
      id: job.id,
      status,
      model_output_name: `acme/${textOf(job.body["model"])}-${textOf(job.body["suffix"])}-${job.id}`,
      created_at: created,
      updated_at: done || status === "cancelled" ? "2026-11-24T00:10:00.000Z" : created,
      token_count: done ? 12_345 : undefined,
      epochs_completed: done ? 3 : 1,
      progress: { estimate_available: status === "running", seconds_remaining: 90 },
      events: eventsOf(job),
    };
  };
  // Newest last; the service sends two events of one second, and says one thing twice.
  const eventsOf = (job: FakeJob): Record<string, unknown>[] => {
    const event = (second: number, type: string, message: string, step: number): Record<string, unknown> => ({
      object: "fine-tune-event",
      created_at: `2026-11-24T00:00:0${second}.000Z`,
      message,
      type,
      step,
      total_steps: step === 0 ? 0 : 12,
      level: null,
    });
    const told = [
      event(1, "job_start", "Job started", 0),
      event(1, "training_start", "Training started", 0),
      event(2, "epoch_complete", "Epoch completed", 4),
      event(2, "epoch_complete", "Epoch completed", 4),
    ];
    return job.polls === 0 ? told.slice(0, 1) : told;
  };
  const handle = async (request: FakeRequest): Promise<FakeAnswer> => {
    const path = request.path.replace(/^\/v1/, "");
    const route = `${request.method} ${path}`;
    if (request.headers.authorization?.startsWith("Bearer ") !== true)
      return { status: 401, json: { error: { message: "No key" } } };
    if (route === "POST /files/upload") {
      const form = await readForm(request);
      const file = form.get("file");
      if (!(file instanceof File) || form.get("purpose") !== "fine-tune")
        return { status: 400, json: { error: { message: "bad form" } } };
      const stored = { id: `file-${(number += 1)}`, bytes: file.size, filename: textOf(form.get("file_name")) };
      files.set(stored.id, stored);
      return { json: fileObject(stored) };
    }
    if (route === "GET /files") return { json: { data: [...files.values()].map(fileObject) } };
    if (path.startsWith("/files/")) {
      const file = files.get(path.slice("/files/".length));
      return file === undefined ? notFound : { json: fileObject(file) };
    }
    if (path === "/fine-tunes/models/limits") {
      return request.query.get("model_name")?.includes("missing") === true
        ? notFound
        : { json: { max_num_epochs: 20 } };
    }
    if (route === "POST /fine-tunes") {
      const body = JSON.parse(request.body.toString()) as Record<string, unknown>;
      const suffix = body["suffix"];
      if (typeof suffix !== "string" || suffix.length > 64)
        return { status: 400, json: { error: { message: "bad suffix", param: "suffix" } } };
      const job: FakeJob = { id: `ft-${(number += 1)}`, body, polls: 0, cancelled: false };
      jobs.set(job.id, job);
      return { json: jobObject(job) };
    }
    if (route === "GET /fine-tunes") return { json: { data: [...jobs.values()].map(jobObject) } };
    const [id = "", action] = path.replace("/fine-tunes/", "").split("/");
    const job = jobs.get(id);
    if (job === undefined) return notFound;
    if (action === "events") return { json: { data: eventsOf(job) } };
    if (action === "metrics") {
      const from = Number(request.query.get("global_step_from") ?? 0);
      const metrics = [
        { "train/loss": 0.5, "train/learning_rate": 0.0001, "train/global_step": 4 },
        { "train/loss": 0.25, "train/learning_rate": 0.00005, "train/global_step": 8 },
        { "eval/loss": 0.75, "eval/global_step": 8 },
      ];
      const inRange = (row: Readonly<Record<string, number>>): boolean =>
        (row["train/global_step"] ?? row["eval/global_step"] ?? 0) >= from;
      return { json: { metrics: metrics.filter(inRange) } };
    }
    if (action === "checkpoints") {
      const path = `s3://together/${job.id}/4`;
      const checkpoint = {
        checkpoint_type: "Intermediate",
        created_at: created,
        path,
        step: 4,
        object_name: "acme/step-4",
      };
      return { json: { data: [checkpoint, { ...checkpoint, path: `${path}-files`, object_name: "" }] } };
    }
    if (action === "cancel") {
      job.cancelled = true;
      return { json: {} };
    }
    const answer = { json: jobObject(job) };
    job.polls += 1;
    return answer;
  };
  const service = await startFakeService(handle);
  return Object.assign(service, { baseUrl: `${service.url}/v1`, jobs, files });
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
