import type { FastifyInstance } from "fastify";
import { isActive } from "../jobs/job-status.ts";
import type { StoredJob } from "../state/provider-state.ts";
import type { WireJob } from "../wire/wire-job.ts";
import { badRequest, notFound } from "./api-error.ts";
import { createJob } from "./create-job.ts";
import { jobRequestSchema } from "./job-request.ts";
import { paginate } from "./paginate.ts";
import { parseRequest } from "./parse-request.ts";
import type { Service } from "./service.ts";

type Params = { Params: { id: string } };

/** `/fine_tuning/jobs`: create, list, retrieve, cancel, pause, resume, events, checkpoints. */
export function registerJobs(app: FastifyInstance, service: Service): void {
  const { state, book, runner } = service;
  const find = (id: string): StoredJob => {
    const job = state.jobs.get(id);
    if (job === undefined) throw notFound("FineTuningJob", id, "fine_tuning_job_id");
    return job;
  };
  const refuse = ({ id, wire }: StoredJob, action: string): never => {
    throw badRequest(`Job ${id} cannot be ${action}: its status is ${wire.status}.`, null, "invalid_job_state");
  };

  app.post("/fine_tuning/jobs", async (request) => {
    const body = parseRequest(jobRequestSchema, request.body);
    const { fault } = request;
    const jobFault = fault?.kind === "failed-job" || fault?.kind === "moderation-block" ? fault : null;
    const job = createJob(body, service, jobFault);
    await state.jobs.put(job);
    await book.tell(job.id, `Created fine-tuning job: ${job.id}`);
    runner.enqueue(job.id);
    return job.wire;
  });

  app.get("/fine_tuning/jobs", (request) => {
    const wanted = metadataFilter(request.query);
    const jobs = state.jobs
      .list()
      .toReversed()
      .map(({ wire }) => wire)
      .filter((job) => fits(job, wanted));
    return paginate(jobs, request.query, { standard: 20, most: 100 });
  });

  app.get<Params>("/fine_tuning/jobs/:id", (request) => find(request.params.id).wire);

  app.get<Params>("/fine_tuning/jobs/:id/events", async (request) => {
    const { id } = find(request.params.id);
    const events = await state.events.list(id);
    return paginate(events.toReversed(), request.query, { standard: 20, most: 100 });
  });

  app.get<Params>("/fine_tuning/jobs/:id/checkpoints", (request) => {
    const { checkpoints } = find(request.params.id);
    return paginate(checkpoints.toReversed(), request.query, { standard: 10, most: 100 });
  });

  app.post<Params>("/fine_tuning/jobs/:id/cancel", async (request) => {
    const job = find(request.params.id);
    if (!isActive(job) && job.wire.status !== "paused") refuse(job, "cancelled");
    const ended = await book.end(job, { status: "cancelled" });
    await runner.stop(job.id);
    await book.tell(job.id, "Fine-tuning job cancelled");
    return ended.wire;
  });

  app.post<Params>("/fine_tuning/jobs/:id/pause", async (request) => {
    const job = find(request.params.id);
    const paused = await book.change(job.id, { status: "paused", estimated_finish: null });
    if (paused === undefined) return refuse(job, "paused");
    await runner.stop(job.id);
    await book.tell(job.id, "Fine-tuning job paused");
    return paused.wire;
  });

  app.post<Params>("/fine_tuning/jobs/:id/resume", async (request) => {
    const job = find(request.params.id);
    if (job.wire.status !== "paused") refuse(job, "resumed");
    const resumed: StoredJob = { ...job, wire: { ...job.wire, status: "queued" } };
    await state.jobs.put(resumed);
    await book.tell(job.id, "Fine-tuning job resumed");
    runner.enqueue(job.id);
    return resumed.wire;
  });
}

/** Pairs of `metadata[key]=value`; `null` for `metadata=null`, which asks for jobs without any. */
function metadataFilter(query: unknown): ReadonlyMap<string, string> | null {
  const pairs = new Map<string, string>();
  for (const [name, value] of Object.entries(query as Record<string, unknown>)) {
    if (name === "metadata" && value === "null") return null;
    const key = /^metadata\[(.*)\]$/.exec(name)?.[1];
    if (key !== undefined && typeof value === "string") pairs.set(key, value);
  }
  return pairs;
}

function fits({ metadata }: WireJob, wanted: ReadonlyMap<string, string> | null): boolean {
  if (wanted === null) return Object.keys(metadata ?? {}).length === 0;
  return [...wanted].every(([key, value]) => metadata?.[key] === value);
}
