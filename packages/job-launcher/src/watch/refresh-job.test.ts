import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { launchJob } from "../launch/launch-job.ts";
import { createOpenAIProvider } from "../providers/openai/openai-provider.ts";
import { createTestClock, type FakeOpenAI, startFakeOpenAI, writeSamplePlan } from "../testing/index.ts";
import type { TrainingProvider } from "../training-provider.ts";
import { changeJob, refreshJob } from "./refresh-job.ts";

let data: string;
let service: FakeOpenAI;
let provider: TrainingProvider;
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), "tunewright-refresh-"));
  service = await startFakeOpenAI({ statuses: ["running"] });
  provider = createOpenAIProvider({ apiKey: "none", baseUrl: service.baseUrl });
  const plan = await writeSamplePlan(data);
  await launchJob({ provider, data, plan, toolVersion: "1", confirm: async () => true, clock: createTestClock() });
});
afterEach(async () => {
  await service.close();
  await rm(data, { recursive: true });
});

const options = () => ({ provider, data, version: "v8", clock: createTestClock() });
const refuse = { kind: "status", status: 400, code: "invalid_job_state", message: "Its status forbids it" } as const;

describe("changeJob()", () => {
  it("takes a cancel for done whose first answer was lost and whose second try is refused", async () => {
    service.faults.push(
      { method: "POST", path: /cancel$/, fault: { kind: "cut-after" } },
      { method: "POST", path: /cancel$/, fault: refuse },
    );
    expect(await changeJob({ ...options(), change: "cancel" })).toMatchObject({ status: "cancelled" });
  });

  it("reports a refusal where the job is not as it should be", async () => {
    service.faults.push({ method: "POST", path: /pause$/, fault: refuse });
    await expect(changeJob({ ...options(), change: "pause" })).rejects.toMatchObject({
      code: "PROVIDER_REFUSED",
      message: expect.stringContaining("Its status forbids it"),
    });
  });
});

describe("refreshJob()", () => {
  it("brings the record up to date", async () => {
    await changeJob({ ...options(), change: "pause" });
    expect(await refreshJob(options())).toMatchObject({ status: "paused" });
  });
});
