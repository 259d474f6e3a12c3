import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { Fault } from "../testing/faults.ts";
import { plantedKey, type ProviderStand, standProvider } from "../testing/provider-stand.ts";
import { createTestClock, writeSamplePlan } from "../testing/index.ts";
import { launchJob, type LaunchJobOptions } from "./launch-job.ts";

const names = ["openai", "azure", "local", "together", "fireworks"] as const;
const faults: readonly { readonly what: string; readonly fault: Fault }[] = [
  { what: "is rate limited", fault: { kind: "status", status: 429, retryAfter: "7" } },
  { what: "fails with 500", fault: { kind: "status", status: 500 } },
  { what: "fails with 503", fault: { kind: "status", status: 503 } },
  { what: "fails with 500 after it took effect", fault: { kind: "status-after", status: 500 } },
  { what: "is cut before it took effect", fault: { kind: "cut-before" } },
  { what: "is cut after it took effect", fault: { kind: "cut-after" } },
  { what: "is answered with a page of HTML", fault: { kind: "garbage" } },
  { what: "is answered with an empty object", fault: { kind: "hollow" } },
];

describe.each(names)("launchJob() at %s", (name) => {
  let stand: ProviderStand;
  beforeEach(async () => {
    stand = await standProvider(name);
  });
  afterEach(async () => stand[Symbol.asyncDispose]());

  const optionsOf = async (): Promise<LaunchJobOptions> => ({
    provider: stand.provider,
    data: stand.data,
    plan: await writeSamplePlan(stand.data, { suffix: "l4d2-v8" }),
    toolVersion: "0.1.0",
    confirm: async () => true,
    clock: createTestClock(),
  });

  it.each(faults)("makes one job when the create $what", async ({ fault }) => {
    stand.service?.faults.push({ method: "POST", path: stand.createPath, fault });
    const { record } = await launchJob(await optionsOf());
    expect(record.job_id).not.toBe("");
    expect(stand.service?.jobs.size).toBe(1);
  });

  it.each(faults)("sends each file once when an upload $what", async ({ fault }) => {
    stand.service?.faults.push({ method: "POST", path: /\/files|\/files\/upload|:upload|\/datasets$/, fault });
    await launchJob(await optionsOf());
    expect(stand.service?.files.size).toBe(2);
    expect(stand.service?.jobs.size).toBe(1);
  });

  it.each(faults)("goes on when a look at the service $what", async ({ fault }) => {
    stand.service?.faults.push({ method: "GET", path: /./, fault }, { method: "GET", path: /./, fault });
    await launchJob(await optionsOf());
    expect(stand.service?.jobs.size).toBe(1);
  });

  it("makes one job when every answer to a create is an error", async () => {
    const { service } = stand;
    for (let count = 0; count < 400; count += 1) {
      service?.faults.push({ method: "POST", path: stand.createPath, fault: { kind: "status-after", status: 502 } });
    }
    const options = await optionsOf();
    const first = await launchJob(options).catch((error: unknown) => error);
    service?.faults.splice(0);
    const { record } = await launchJob(options);
    // A create that took effect although its answer was an error was found; one that did not was an error of the launch.
    expect(first).toMatchObject(
      name === "azure" ? { code: "JOB_SUBMIT_FAILED" } : { record: { job_id: record.job_id } },
    );
    expect(service?.jobs.size).toBe(1);
  });

  it.each(["garbage", "hollow"] as const)(
    "asks for no second job while what should be a list is none (%s)",
    async (kind) => {
      const { service } = stand;
      const options = await optionsOf();
      const lists = /\/(?:jobs|fine-tunes)$|FineTuningJobs\//;
      if (service !== undefined) {
        service.onEffect = ({ method }) => {
          if (method !== "POST" || service.jobs.size === 0) return;
          service.onEffect = undefined;
          // A login page of a proxy, say, from the moment on at which the job exists.
          for (let count = 0; count < 400; count += 1)
            service.faults.push({ method: "GET", path: lists, fault: { kind } });
          throw new Error("the answer to the create is cut off");
        };
      }
      await expect(launchJob(options)).rejects.toMatchObject({ code: "PROVIDER_UNAVAILABLE" });
      service?.faults.splice(0);
      await launchJob(options);
      expect(service?.jobs.size).toBe(1);
    },
  );

  it("says what the service refuses, without the key", async () => {
    stand.service?.faults.push({
      method: "POST",
      path: stand.createPath,
      fault: { kind: "status", status: 403, code: "training_not_available", message: `No training for ${plantedKey}` },
    });
    const error = await launchJob(await optionsOf()).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: "JOB_SUBMIT_FAILED", hint: expect.stringContaining("another --provider") });
    expect(String(error)).not.toContain(plantedKey);
    expect(stand.service?.jobs.size).toBe(0);
  });
});
