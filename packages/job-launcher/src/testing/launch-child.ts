/**
 * Launches in a process of their own, each of which freezes at a given step and waits there to be killed. Started by the kill
 * test as `node launch-child.ts <provider> <tasks as JSON>`; tells on stdout what each task does, as one JSON line.
 */
import { launchJob } from "../launch/launch-job.ts";
import type { TrainingProvider } from "../training-provider.ts";
import { samplePlan } from "./sample-dataset.ts";

/** One launch of the child. */
export interface ChildTask {
  readonly baseUrl: string;
  readonly data: string;
  /** Step to freeze at, from 1; 0 for never. */
  readonly freezeAt: number;
}

/** What the child tells of a task: that it froze, or how many steps it took to the end. */
export interface ChildNotice {
  readonly task: number;
  readonly frozen: boolean;
  readonly steps: number;
}

const apiKey = "sk-test-key-of-nobody";

/** Keeps what is frozen, with its open files, from the garbage collector, which would close them with a warning. */
const frozen: (() => void)[] = [];

/** Imported when chosen: the SDK takes longer to load than everything else. */
async function openProvider(name: string, baseUrl: string): Promise<TrainingProvider> {
  if (name === "openai") {
    const { createOpenAIProvider } = await import("../providers/openai/openai-provider.ts");
    return createOpenAIProvider({ apiKey, baseUrl, partThresholdBytes: 1024, partBytes: 768 });
  }
  if (name === "together") {
    const { createTogetherProvider } = await import("../providers/together/together-provider.ts");
    return createTogetherProvider({ apiKey, baseUrl });
  }
  const { createFireworksProvider } = await import("../providers/fireworks/fireworks-provider.ts");
  return createFireworksProvider({ apiKey, baseUrl, account: "acme", datasetPollMs: 1 });
}

async function launch(name: string, task: number, { baseUrl, data, freezeAt }: ChildTask): Promise<void> {
  const tell = (notice: Omit<ChildNotice, "task">): boolean =>
    process.stdout.write(`${JSON.stringify({ task, ...notice })}\n`);
  let steps = 0;
  await launchJob({
    provider: await openProvider(name, baseUrl),
    data,
    plan: samplePlan(data),
    toolVersion: "0.1.0",
    confirm: async () => true,
    settleDelaysMs: [1, 1],
    retry: { minDelayMs: 1, maxDelayMs: 5 },
    hook: () => {
      steps += 1;
      if (steps !== freezeAt) return;
      tell({ frozen: true, steps });
      // Nothing of this launch runs any more: no catch, no finally. Only the others of this process do.
      return new Promise<void>((resolve) => frozen.push(resolve));
    },
  });
  tell({ frozen: false, steps });
}

const [provider = "", json = "[]"] = process.argv.slice(2);
const tasks = JSON.parse(json) as ChildTask[];
// Promises that never settle do not keep a process alive.
const alive = setInterval(() => {}, 60_000);
await Promise.all(tasks.map((task, index) => launch(provider, index, task)));
clearInterval(alive);
