import { describe, expect, it } from "@jest/globals";
import type { CreateJobRequest } from "../../training-provider.ts";
import { createBody } from "./create-body.ts";
import { readRetirement } from "./read-retirement.ts";
import { readWireJob, toRemoteJob } from "./wire.ts";

const request: CreateJobRequest = {
  version: "v8",
  fingerprint: "a".repeat(64),
  model: "gpt-4o-mini-2024-07-18",
  method: "supervised",
  trainingFile: "file-1",
  validationFile: "file-2",
  suffix: "l4d2-v8",
  seed: 42,
  hyperparameters: { epochs: 3, batchSize: "auto", learningRateMultiplier: 1.8, beta: 0.1 },
  options: {},
};

describe("createBody()", () => {
  it("says supervised training in the shape that is not deprecated", () => {
    expect(createBody(request, true)).toEqual({
      model: "gpt-4o-mini-2024-07-18",
      training_file: "file-1",
      validation_file: "file-2",
      suffix: "l4d2-v8",
      seed: 42,
      method: {
        type: "supervised",
        supervised: { hyperparameters: { n_epochs: 3, batch_size: "auto", learning_rate_multiplier: 1.8 } },
      },
      metadata: { tunewright_fingerprint: "a".repeat(64), tunewright_version: "v8" },
    });
  });

  it("says DPO with its beta", () => {
    expect(createBody({ ...request, method: "dpo" }, true)).toMatchObject({
      method: { type: "dpo", dpo: { hyperparameters: { n_epochs: 3, beta: 0.1 } } },
    });
  });

  it("says reinforcement with its grader and the settings that only it has", () => {
    const grader = {
      type: "string_check",
      name: "same",
      operation: "eq",
      input: "{{sample.output_text}}",
      reference: "x",
    };
    const options = { grader, hyperparameters: { compute_multiplier: 2, eval_interval: 5 } };
    expect(createBody({ ...request, method: "reinforcement", options }, true).method).toEqual({
      type: "reinforcement",
      reinforcement: {
        grader,
        hyperparameters: {
          n_epochs: 3,
          batch_size: "auto",
          learning_rate_multiplier: 1.8,
          compute_multiplier: 2,
          eval_interval: 5,
        },
      },
    });
  });

  it("passes on what only the provider knows, and leaves metadata out where it is refused", () => {
    const body = createBody({ ...request, options: { trainingType: 1, integrations: [] } }, false);
    expect(body).toMatchObject({ trainingType: 1, integrations: [] });
    expect(body).not.toHaveProperty("metadata");
  });
});

describe("a job on the wire", () => {
  it("is read although it is wider than its specification", () => {
    const wire = {
      id: "ftjob-1",
      object: "fine_tuning.job",
      status: "paused",
      model: "gpt-4o-mini-2024-07-18",
      created_at: 1_767_780_000,
      finished_at: null,
      organization_id: null,
      result_files: null,
      error: {},
      hyperparameters: { n_epochs: "auto", batch_size: null },
      method: { type: "supervised", supervised: { hyperparameters: { n_epochs: 3 } } },
      usage_metrics: null,
      shared_with_openai: false,
    };
    expect(toRemoteJob(readWireJob(wire), "req_1")).toMatchObject({
      phase: "paused",
      error: null,
      resultFiles: [],
      createdAt: 1_767_780_000_000,
      trainedTokens: null,
      requestId: "req_1",
    });
  });

  it.each([
    ["validating_files", "waiting"],
    ["pending", "waiting"],
    ["running", "running"],
    ["succeeded", "succeeded"],
    ["toString", "unknown"],
    ["brewing", "unknown"],
  ])("of status %s is %s", (status, phase) => {
    expect(toRemoteJob(readWireJob({ id: "x", status }), null).phase).toBe(phase);
  });
});

it("reads the end of a model from OpenAI's place and from Azure's", () => {
  const none = { shutdownDate: null, trainableUntil: null };
  expect(readRetirement({ shutdown_date: "2027-01-14" })).toEqual({ ...none, shutdownDate: "2027-01-14" });
  expect(readRetirement({ deprecation: { fine_tune: 1_806_710_400, inference: 1_822_435_200 } })).toEqual({
    shutdownDate: "2027-10-02",
    trainableUntil: "2027-04-03",
  });
  for (const silent of [
    { shutdown_date: null },
    "nonsense",
    { deprecation: { fine_tune: 1e300, inference: "soon" } },
    { shutdown_date: "in spring", deprecation: null },
  ])
    expect(readRetirement(silent)).toEqual(none);
});
