import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { mapOrdered } from "@tunewright/jsonl";
import { createFireworksProvider } from "../providers/fireworks/fireworks-provider.ts";
import { createOpenAIProvider } from "../providers/openai/openai-provider.ts";
import { createTogetherProvider } from "../providers/together/together-provider.ts";
import {
  createTestClock,
  type FakeService,
  type FaultPlan,
  startFakeFireworks,
  startFakeOpenAI,
  startFakeTogether,
  writeSamplePlan,
} from "../testing/index.ts";
import type { TrainingProvider } from "../training-provider.ts";
import { launchJob } from "./launch-job.ts";

/**
 * Real processes, killed with SIGKILL at every step that a launch has, against a service that outlives them. Whatever the point, the
 * next launch must end with one job, and with each file there once.
 */
interface Scene {
  readonly name: string;
  readonly provider: "openai" | "together" | "fireworks";
  readonly faults: () => FaultPlan;
  /** Tries only this many steps from the end, where the scene differs from the one before it. */
  readonly last?: number;
}

type Service = FakeService & {
  readonly baseUrl: string;
  readonly jobs: { size: number };
  readonly files: { size: number };
};

const createPath = /\/(?:jobs|fine-tunes|supervisedFineTuningJobs)$/;
const scenes: readonly Scene[] = [
  { name: "OpenAI, with a file in parts", provider: "openai", faults: () => [] },
  { name: "Together", provider: "together", faults: () => [] },
  {
    name: "Together, when the answer to the create is lost",
    provider: "together",
    faults: () => [{ method: "POST", path: createPath, fault: { kind: "cut-after" } }],
    last: 36,
  },
  { name: "Fireworks", provider: "fireworks", faults: () => [] },
];

let cache: string;
beforeAll(async () => {
  cache = await mkdtemp(join(tmpdir(), "tunewright-compiled-"));
});
afterAll(() => rm(cache, { recursive: true, force: true }));

let kills = 0;

describe("launchJob(), killed at any step", () => {
  it.each(scenes)(
    "makes one job: $name",
    async (scene) => {
      const whole = await runChild(scene, { killAt: 0 });
      expect(whole).toMatchObject({ signal: null, jobs: 1 });
      const steps = Number(whole.output);
      expect(steps).toBeGreaterThan(30);
      const points: Kill[] = [
        ...Array.from({ length: steps }, (_, index) => ({ killAt: index + 1 })),
        ...Array.from({ length: whole.requests }, (_, index) => ({ killAt: 0, killAtRequest: index + 1 })),
      ];
      const outcomes: unknown[] = [];
      for await (const outcome of mapOrdered(points, (point) => runChild(scene, point), { concurrency: 2 })) {
        outcomes.push({ signal: outcome.signal, jobs: outcome.jobs, files: outcome.files, recorded: outcome.recorded });
      }
      kills += points.length;
      const one = { signal: "SIGKILL", jobs: 1, files: 2, recorded: true };
      expect(outcomes).toEqual(points.map(() => one));
    },
    120_000,
  );

  it("was tried at 200 points and more", () => {
    expect(kills).toBeGreaterThanOrEqual(200);
  });
});

interface Kill {
  /** Step at which the child kills itself; 0 for never. */
  readonly killAt: number;
  /** Request whose answer the child does not live to see. */
  readonly killAtRequest?: number;
}

/** Runs a launch in a child until it dies, then once more here, and looks at what came of it. */
async function runChild(
  scene: Scene,
  kill: Kill,
): Promise<{
  readonly signal: string | null;
  readonly output: string;
  readonly requests: number;
  readonly jobs: number;
  readonly files: number;
  readonly recorded: boolean;
}> {
  const data = await mkdtemp(join(tmpdir(), "tunewright-kill-"));
  const plan = await writeSamplePlan(data);
  await using service = await start(scene.provider);
  service.faults.push(...scene.faults());
  const child = spawn(
    process.execPath,
    [
      "--conditions=@tunewright/source",
      "--disable-warning=ExperimentalWarning",
      fileURLToPath(new URL("../testing/launch-child.ts", import.meta.url)),
      scene.provider,
      service.baseUrl,
      data,
      String(kill.killAt),
    ],
    { stdio: ["ignore", "pipe", "inherit"], env: { PATH: process.env["PATH"], NODE_COMPILE_CACHE: cache } },
  );
  let seen = 0;
  service.onEffect = () => {
    seen += 1;
    if (seen === kill.killAtRequest) child.kill("SIGKILL");
  };
  let output = "";
  child.stdout.on("data", (piece: Buffer) => {
    output += piece.toString();
  });
  const signal = await new Promise<string | null>((resolve) => child.on("close", (_, ended) => resolve(ended)));
  const requests = seen;
  service.onEffect = undefined;
  const { record } = await launchJob({
    provider: open(scene.provider, service.baseUrl),
    data,
    plan,
    toolVersion: "0.1.0",
    confirm: async () => true,
    clock: createTestClock(),
  });
  const written = JSON.parse(await readFile(join(data, "finetune_job_v8.json"), "utf8")) as { job_id: string };
  await rm(data, { recursive: true });
  return {
    signal,
    output,
    requests,
    jobs: service.jobs.size,
    files: service.files.size,
    recorded: written.job_id === record.job_id,
  };
}

async function start(provider: Scene["provider"]): Promise<Service> {
  if (provider === "openai") return startFakeOpenAI();
  return provider === "together" ? startFakeTogether() : startFakeFireworks();
}

function open(provider: Scene["provider"], baseUrl: string): TrainingProvider {
  const apiKey = "sk-test-key-of-nobody";
  if (provider === "openai") return createOpenAIProvider({ apiKey, baseUrl, partThresholdBytes: 1024, partBytes: 768 });
  if (provider === "together") return createTogetherProvider({ apiKey, baseUrl });
  return createFireworksProvider({ apiKey, baseUrl, account: "acme" });
}
