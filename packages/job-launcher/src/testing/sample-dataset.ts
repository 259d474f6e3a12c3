import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { LaunchPlan } from "../launch/launch-plan.ts";

/** Text of a small, valid chat dataset; `name` makes its records its own. */
export function chatDataset(examples: number, name = "train"): string {
  const lines = Array.from({ length: examples }, (_, index) =>
    JSON.stringify({
      messages: [
        { role: "user", content: `${name} question ${index}` },
        { role: "assistant", content: `${name} answer ${index}` },
      ],
    }),
  );
  return `${lines.join("\n")}\n`;
}

/** The plan that trains on what {@link writeSamplePlan} wrote into a folder. */
export function samplePlan(folder: string, changes: Partial<LaunchPlan> = {}): LaunchPlan {
  const data = join(folder, "versions", "v8");
  return {
    version: "v8",
    model: "gpt-4o-mini-2024-07-18",
    method: "supervised",
    trainFile: join(data, "train.jsonl"),
    validationFile: join(data, "validation.jsonl"),
    suffix: "sourcemod-v8",
    hyperparameters: { epochs: 3 },
    ...changes,
  };
}

/** Writes a dataset into a folder and gives the plan that trains on it. */
export async function writeSamplePlan(folder: string, changes: Partial<LaunchPlan> = {}): Promise<LaunchPlan> {
  const plan = samplePlan(folder, changes);
  await mkdir(join(folder, "versions", "v8"), { recursive: true });
  await writeFile(plan.trainFile, chatDataset(12));
  if (plan.validationFile !== undefined) await writeFile(plan.validationFile, chatDataset(3, "validation"));
  return plan;
}
