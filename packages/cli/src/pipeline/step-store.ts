import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { hashFile, writeFileAtomic } from "@tunewright/jsonl";
import { type StepRecords, stepRecordsSchema } from "@tunewright/schema";

/** One step of a pipeline over files. */
export interface Step {
  readonly name: string;
  /** Everything that the result depends on; a changed value runs the step again. */
  readonly key: Readonly<Record<string, unknown>>;
  /** Files that the work reads; how far that has come is drawn on a terminal. */
  readonly reads?: readonly string[];
  /** Does the work. */
  run(): Promise<StepResult>;
}

/** What a step wrote. */
export interface StepResult {
  /** Written files, relative to the version's folder. */
  readonly outputs: readonly string[];
  /** One line for the summary. */
  readonly summary: string;
}

/** How a step went. */
export interface StepOutcome {
  readonly name: string;
  /** The inputs had not changed and the outputs stood as they were written. */
  readonly skipped: boolean;
  readonly summary: string;
  /** Seconds that it took, the look whether it is up to date included. */
  readonly seconds: number;
}

/** Remembers the finished steps of one version in `steps.json`. */
export class StepStore {
  readonly folder: string;
  readonly #path: string;

  constructor(folder: string) {
    this.folder = folder;
    this.#path = join(folder, "steps.json");
  }

  /** Runs a step, or skips it when nothing that it depends on has changed and its outputs are whole. */
  async run(step: Step): Promise<StepOutcome> {
    const started = performance.now();
    const seconds = (): number => (performance.now() - started) / 1000;
    const key = hashKey(step.key);
    const before = (await this.#read()).steps[step.name];
    if (before?.key === key && (await this.#whole(before.outputs))) {
      return { name: step.name, skipped: true, summary: before.summary, seconds: seconds() };
    }
    const { outputs, summary } = await step.run();
    const hashes: Record<string, string> = {};
    for (const output of outputs) hashes[output] = await hashFile(join(this.folder, output));
    const records = await this.#read();
    const steps = { ...records.steps, [step.name]: { key, outputs: hashes, summary } };
    await writeFileAtomic(this.#path, `${JSON.stringify({ version: 1, steps }, undefined, 2)}\n`);
    return { name: step.name, skipped: false, summary, seconds: seconds() };
  }

  /** Whether a step is done with this key; `undefined` when it never was done. */
  async wasDoneWith(name: string, key: Step["key"]): Promise<boolean | undefined> {
    const record = (await this.#read()).steps[name];
    return record === undefined ? undefined : record.key === hashKey(key);
  }

  async #read(): Promise<StepRecords> {
    try {
      return stepRecordsSchema.parse(JSON.parse(await readFile(this.#path, "utf8")));
    } catch {
      // A missing or foreign file means that nothing is known to be done, which costs time and never truth.
      return { version: 1, steps: {} };
    }
  }

  async #whole(outputs: Readonly<Record<string, string>>): Promise<boolean> {
    for (const [output, sha256] of Object.entries(outputs)) {
      const now = await hashFile(join(this.folder, output)).catch(() => undefined);
      if (now !== sha256) return false;
    }
    return true;
  }
}

function hashKey(key: Step["key"]): string {
  return createHash("sha256").update(JSON.stringify(key)).digest("hex");
}
