import { describe, expect, it } from "@jest/globals";
import { fingerprintKey } from "../../fingerprint.ts";
import { ProviderFailure } from "../../provider-failure.ts";
import type { CreateJobRequest, JobSearch } from "../../training-provider.ts";
import { findOpenAIJob, type ListJobs } from "./find-openai-job.ts";

const request: CreateJobRequest = {
  version: "v8",
  fingerprint: "a".repeat(64),
  model: "gpt-4o-mini-2024-07-18",
  method: "supervised",
  trainingFile: "file-1",
  suffix: "sourcemod-v8",
  seed: 4711,
  hyperparameters: { epochs: 3 },
  options: {},
};
const askedAt = Date.UTC(2026, 10, 24, 12);
const search = (changes: Partial<JobSearch> = {}): JobSearch => ({ request, askedAt, exclude: new Set(), ...changes });
const hours = (count: number): number => askedAt / 1000 + count * 3600;

interface Job {
  readonly id: string;
  readonly [field: string]: unknown;
}
/** The request's job as a service tells it that keeps no metadata. */
const twin: Job = {
  id: "ftjob-twin",
  status: "running",
  created_at: hours(0),
  model: request.model,
  training_file: "file-1",
  user_provided_suffix: "sourcemod-v8",
  seed: 4711,
  hyperparameters: { n_epochs: 3 },
};
const carrier: Job = { ...twin, id: "ftjob-ours", metadata: { [fingerprintKey]: request.fingerprint } };
const foreign = (id: string, created_at: number): Job => ({ id, status: "succeeded", created_at, metadata: {} });

/** A service that knows no filter, which the specification's own words for `metadata` allow nobody to rely on. */
const all = (...jobs: Job[]): ListJobs =>
  async function* () {
    yield* jobs;
  };

describe("findOpenAIJob()", () => {
  it.each<{ what: string; jobs: Job[] }>([
    { what: "a list that begins with the oldest", jobs: [foreign("old", hours(-900)), carrier] },
    {
      what: "a service whose clock is behind, where somebody has made a job since",
      jobs: [foreign("new", hours(-1)), { ...carrier, created_at: hours(-1) }],
    },
    { what: "a list in which a look-alike comes first", jobs: [twin, carrier] },
    { what: "jobs without a time", jobs: [{ id: "timeless" }, { ...carrier, created_at: null }] },
  ])("finds the job that carries the fingerprint in $what", async ({ jobs }) => {
    expect(await findOpenAIJob(all(...jobs), search())).toMatchObject({ id: "ftjob-ours" });
  });

  it.each<{ what: string; jobs: Job[]; found: string | undefined }>([
    { what: "made since", jobs: [foreign("old", hours(-900)), twin], found: "ftjob-twin" },
    {
      what: "that tells little, made since",
      jobs: [{ id: "ftjob-bare", training_file: "file-1", created_at: hours(0) }],
      found: "ftjob-bare",
    },
    {
      what: "with the same seed, at a service whose clock is a day behind",
      jobs: [{ ...twin, created_at: hours(-24) }],
      found: "ftjob-twin",
    },
    {
      what: "made since, rather than one from before",
      jobs: [{ ...twin, id: "ftjob-before", created_at: hours(-2) }, twin],
      found: "ftjob-twin",
    },
    {
      what: "from before that tells no seed",
      jobs: [{ ...twin, seed: null, created_at: hours(-2) }],
      found: undefined,
    },
    {
      what: "from before with other epochs",
      jobs: [{ ...twin, hyperparameters: { n_epochs: 4 }, created_at: hours(-2) }],
      found: undefined,
    },
    { what: "from before that failed", jobs: [{ ...twin, status: "failed", created_at: hours(-2) }], found: undefined },
    { what: "with another seed", jobs: [{ ...twin, seed: 4712 }], found: undefined },
    { what: "with another file", jobs: [{ ...twin, training_file: "file-2" }], found: undefined },
    {
      what: "with a fingerprint of its own",
      jobs: [{ ...twin, metadata: { [fingerprintKey]: "b" } }],
      found: undefined,
    },
  ])("where no metadata is kept, judges a job $what", async ({ jobs, found }) => {
    expect((await findOpenAIJob(all(...jobs), search()))?.id).toBe(found);
  });

  it("takes no look-alike before anything was asked for, and none that belongs to an earlier launch", async () => {
    expect(await findOpenAIJob(all(twin), search({ askedAt: undefined }))).toBeUndefined();
    expect(
      await findOpenAIJob(all(twin, carrier), search({ exclude: new Set([twin.id, carrier.id]) })),
    ).toBeUndefined();
  });

  it("counts a service without a list as one without jobs only until a create has left", async () => {
    const refusal = new ProviderFailure("Not Found", { kind: "refused", provider: "openai", status: 404 });
    const refusing: ListJobs = () => ({ [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(refusal) }) });
    expect(await findOpenAIJob(refusing, search({ askedAt: undefined }))).toBeUndefined();
    await expect(findOpenAIJob(refusing, search())).rejects.toMatchObject({ status: 404 });
  });
});
