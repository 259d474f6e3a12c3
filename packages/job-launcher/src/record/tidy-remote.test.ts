import { describe, expect, it } from "@jest/globals";
import { type JobRecord, jobRecordSchema } from "@tunewright/schema";
import fc from "fast-check";
import { readFireworksJob, toRemoteJob as fromFireworks } from "../providers/fireworks/wire.ts";
import { readWireJob, toRemoteJob as fromOpenAI } from "../providers/openai/wire.ts";
import { readTogetherJob, toRemoteJob as fromTogether } from "../providers/together/wire.ts";
import type { RemoteJob } from "../training-provider.ts";
import { updateRecord } from "./build-record.ts";
import { isoOf, tidyJob } from "./tidy-remote.ts";

const empty: JobRecord = jobRecordSchema.parse({
  record_version: 1,
  version: "v8",
  job_id: "ftjob-1",
  provider: "openai",
  base_model: "base",
  suffix: null,
  status: "queued",
  fine_tuned_model: null,
  training_file_id: "file-1",
  validation_file_id: null,
  train_examples: 12,
  validation_examples: null,
  epochs: 3,
  trained_tokens: null,
  hyperparameters: {},
  seed: 1,
  created_at: "2026-11-27T00:00:00Z",
  finished_at: null,
  cost: { price_per_million_tokens: 3 },
  dataset: {
    train: "train.jsonl",
    validation: null,
    train_sha256: null,
    validation_sha256: null,
    manifest_sha256: null,
  },
  rules: { sha256: null, replacements: null },
  tool: { version: "1" },
  result_metrics: [],
  fingerprint: "a".repeat(64),
  run: 1,
});

const readers: readonly { readonly name: string; readonly read: (wire: object) => RemoteJob }[] = [
  { name: "OpenAI", read: (wire) => fromOpenAI(readWireJob(wire), null) },
  { name: "Together", read: (wire) => fromTogether(readTogetherJob(wire), null) },
  { name: "Fireworks", read: (wire) => fromFireworks(readFireworksJob(wire), null) },
];
const odd = fc.oneof(
  fc.constantFrom(
    null,
    -1,
    0,
    -0,
    0.5,
    1e21,
    1e300,
    -1e300,
    2 ** 53,
    "",
    "x",
    "2026-11-27T00:00:00Z",
    "+99999-01-01",
    true,
    [],
    {},
  ),
  fc.jsonValue(),
);

describe.each(readers)("a record of a job at $name", ({ read }) => {
  it("is kept whatever the service writes into the fields beside the id", () => {
    const names = Object.keys(read({ id: "j", name: "j" })).concat(
      [
        "created_at",
        "finished_at",
        "trained_tokens",
        "seed",
        "hyperparameters",
        "result_files",
        "error",
        "method",
        "status",
      ],
      ["token_count", "n_epochs", "updated_at", "events", "progress", "epochs_completed", "random_seed"],
      [
        "state",
        "createTime",
        "completedTime",
        "jobProgress",
        "estimatedCost",
        "trainingConfig",
        "epochs",
        "outputModel",
      ],
    );
    const wires = fc.dictionary(fc.constantFrom(...names), odd, { maxKeys: 20 });
    fc.assert(
      fc.property(wires, (wire) => {
        const job = read({ ...wire, id: "j", name: "j" });
        const record = updateRecord(empty, { job, runningSince: 0, now: Date.UTC(2026, 10, 27) });
        const written = JSON.stringify(record);
        // Compared as text: a zero below zero, which JSON writes as zero, is no loss.
        expect(JSON.stringify(jobRecordSchema.parse(JSON.parse(written)))).toBe(written);
      }),
      { numRuns: 300 },
    );
  });
});

it("takes the provider's own estimate where none was made before the launch", () => {
  const estimatedCost = { currencyCode: "USD", units: "1", nanos: 250_000_000 };
  const job = fromFireworks(readFireworksJob({ name: "j", state: "JOB_STATE_RUNNING", estimatedCost }), null);
  expect(updateRecord(empty, { job, now: 0 }).cost.estimated).toBe(1.25);
  const known = { ...empty, cost: { ...empty.cost, estimated: 2 } };
  expect(updateRecord(known, { job, now: 0 }).cost.estimated).toBe(2);
});

it("takes what no job can have for not told, and rounds a count", () => {
  const job = fromOpenAI(
    readWireJob({ id: "j", status: "running", trained_tokens: 12.4, created_at: 1e20, finished_at: -5, seed: 0.5 }),
    null,
  );
  expect(tidyJob(job)).toMatchObject({ trainedTokens: 12, createdAt: null, finishedAt: null, seed: null });
  expect(isoOf(Number.NaN)).toBeNull();
  expect(isoOf(0)).toBe("1970-01-01T00:00:00.000Z");
});
