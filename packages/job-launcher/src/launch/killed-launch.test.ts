import { type ChildProcessByStdio, spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";
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
import type { ChildNotice, ChildTask } from "../testing/launch-child.ts";
import type { TrainingProvider } from "../training-provider.ts";
import { launchJob } from "./launch-job.ts";

/**
 * Launches in real processes, killed with SIGKILL at every step that a launch has and while every request is under way, against services
 * that outlive them. Whatever the point, the next launch must end with one job, and with each file there once.
 *
 * One process runs a dozen launches, each in its own folder and against its own service. A launch that has come to its point freezes there;
 * when all have, the process is killed.
 */
interface Scene {
  readonly name: string;
  readonly provider: "openai" | "together" | "fireworks";
  readonly faults: () => FaultPlan;
}

type Service = FakeService & {
  readonly baseUrl: string;
  readonly jobs: { size: number };
  readonly files: { size: number };
};

const createPath = /\/(?:jobs|fine-tunes|supervisedFineTuningJobs)$/;
const lost = (): FaultPlan => [{ method: "POST", path: createPath, fault: { kind: "cut-after" } }];
const scenes: readonly Scene[] = [
  { name: "OpenAI, with a file in parts", provider: "openai", faults: () => [] },
  { name: "Together", provider: "together", faults: () => [] },
  { name: "Together, when the answer to the create is lost", provider: "together", faults: lost },
  { name: "Fireworks", provider: "fireworks", faults: () => [] },
];
const groupSize = 12;

let kills = 0;

describe("launchJob(), killed at any step", () => {
  it.each(scenes)(
    "makes one job: $name",
    async (scene) => {
      const [whole] = await runGroup(scene, [{ freezeAt: 0 }]);
      expect(whole).toMatchObject({ jobs: 1, files: 2 });
      const steps = whole?.steps ?? 0;
      const requests = whole?.requests ?? 0;
      expect(steps).toBeGreaterThan(30);
      const points: Point[] = [
        ...Array.from({ length: steps }, (_, index) => ({ freezeAt: index + 1 })),
        ...Array.from({ length: requests }, (_, index) => ({ freezeAt: 0, holdRequest: index + 1 })),
      ];
      for (let start = 0; start < points.length; start += groupSize) {
        const group = points.slice(start, start + groupSize);
        const outcomes = await runGroup(scene, group);
        expect(outcomes.map(({ killed, jobs, files, recorded }) => ({ killed, jobs, files, recorded }))).toEqual(
          group.map(() => ({ killed: true, jobs: 1, files: 2, recorded: true })),
        );
        kills += group.length;
      }
    },
    300_000,
  );

  it("was tried at 200 points and more", () => {
    expect(kills).toBeGreaterThanOrEqual(200);
  });

  it("makes one job of two processes that launch at the same time; the second is told of the first", async () => {
    const data = await mkdtemp(join(tmpdir(), "tunewright-race-"));
    await writeSamplePlan(data);
    await using service = await startFakeTogether();
    const errors = await Promise.all(
      [0, 1].map(async () => {
        const child = startChild("together", [{ baseUrl: service.baseUrl, data, freezeAt: 0 }]);
        let text = "";
        child.stderr.on("data", (piece: Buffer) => {
          text += piece.toString();
        });
        await new Promise((resolve) => child.on("close", resolve));
        return text;
      }),
    );
    expect(service.jobs.size).toBe(1);
    // One may have ended before the other began; if they met, the second was told.
    for (const text of errors.filter((error) => error !== "")) {
      expect(text).toMatch(/Cannot launch v8: process \d+, since .* is launching it/);
    }
    await rm(data, { recursive: true });
  });
});

/** Where a launch is to be when its process is killed. */
interface Point {
  readonly freezeAt: number;
  /** Request that has taken effect and whose answer never comes. */
  readonly holdRequest?: number;
}

interface Outcome {
  readonly killed: boolean;
  readonly steps: number;
  readonly requests: number;
  readonly jobs: number;
  readonly files: number;
  readonly recorded: boolean;
}

/** Runs launches in a child until all are at their points, kills it, launches each once more here, and looks at what came of it. */
async function runGroup(scene: Scene, points: readonly Point[]): Promise<Outcome[]> {
  const stands = await Promise.all(
    points.map(async ({ freezeAt, holdRequest }) => {
      const data = await mkdtemp(join(tmpdir(), "tunewright-kill-"));
      const plan = await writeSamplePlan(data);
      const service = await start(scene.provider);
      service.faults.push(...scene.faults());
      return { data, plan, service, freezeAt, holdRequest, requests: 0 };
    }),
  );
  const child = startChild(
    scene.provider,
    stands.map(({ service, data, freezeAt }) => ({ baseUrl: service.baseUrl, data, freezeAt })),
  );
  child.stderr.pipe(process.stderr);
  let waiting = 0;
  const arrive = (): void => {
    waiting += 1;
    if (waiting === points.length) child.kill("SIGKILL");
  };
  for (const stand of stands) {
    stand.service.onEffect = () => {
      stand.requests += 1;
      if (stand.requests !== stand.holdRequest) return;
      arrive();
      return new Promise<void>(() => {});
    };
  }
  const steps = points.map(() => 0);
  for await (const line of createInterface({ input: child.stdout })) {
    const notice = JSON.parse(line) as ChildNotice;
    steps[notice.task] = notice.steps;
    if (notice.frozen) arrive();
  }
  const signal = await ending(child);
  return Promise.all(
    stands.map(async ({ data, plan, service, requests }, index): Promise<Outcome> => {
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
      await service.close();
      await rm(data, { recursive: true });
      return {
        killed: signal === "SIGKILL",
        steps: steps[index] ?? 0,
        requests,
        jobs: service.jobs.size,
        files: service.files.size,
        recorded: written.job_id === record.job_id,
      };
    }),
  );
}

function startChild(provider: string, tasks: readonly ChildTask[]): ChildProcessByStdio<null, Readable, Readable> {
  const script = fileURLToPath(new URL("../testing/launch-child.ts", import.meta.url));
  const flags = ["--conditions=@tunewright/source", "--disable-warning=ExperimentalWarning"];
  return spawn(process.execPath, [...flags, script, provider, JSON.stringify(tasks)], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env["PATH"] },
  });
}

function ending(child: ChildProcessByStdio<null, Readable, Readable>): Promise<string | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.signalCode);
  return new Promise((resolve) => child.on("exit", (_, signal) => resolve(signal)));
}

async function start(provider: Scene["provider"]): Promise<Service> {
  if (provider === "openai") return startFakeOpenAI();
  return provider === "together" ? startFakeTogether() : startFakeFireworks();
}

function open(provider: Scene["provider"], baseUrl: string): TrainingProvider {
  const apiKey = "sk-test-key-of-nobody";
  if (provider === "openai") return createOpenAIProvider({ apiKey, baseUrl, partThresholdBytes: 1024, partBytes: 768 });
  if (provider === "together") return createTogetherProvider({ apiKey, baseUrl });
  return createFireworksProvider({ apiKey, baseUrl, account: "acme", datasetPollMs: 1 });
}
