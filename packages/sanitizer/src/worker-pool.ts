import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { RulePack } from "@tunewright/schema";
import type { BatchSanitizerOptions, SanitizedBatch } from "./sanitize-batch.ts";
import type { RuntimeNames } from "./symbol-index.ts";

/** What a worker is told when it starts. */
export interface WorkerSetup {
  readonly packs: readonly RulePack[];
  readonly settings: BatchSanitizerOptions;
  readonly names: RuntimeNames | undefined;
}

/** Lines for a worker. */
export interface WorkerTask {
  readonly bytes: Uint8Array;
  readonly firstLine: number;
}

/** A worker's answer: that it is ready, what became of the lines, or why it failed. */
export type WorkerAnswer = "ready" | { readonly batch: SanitizedBatch } | { readonly failure: unknown };

interface Job {
  readonly task: WorkerTask;
  resolve(batch: SanitizedBatch): void;
  reject(error: unknown): void;
}

/** Threads that clean batches; each works on one at a time, the rest wait in line. */
export class WorkerPool {
  readonly #workers: Worker[] = [];
  readonly #idle: Worker[] = [];
  readonly #queue: Job[] = [];
  readonly #running = new Map<Worker, Job>();
  #ready = 0;
  #failure: { readonly error: unknown } | undefined;

  constructor(threads: number, setup: WorkerSetup) {
    const path = fileURLToPath(
      new URL(import.meta.url.endsWith(".ts") ? "./sanitize-worker.ts" : "./sanitize-worker.js", import.meta.url),
    );
    const execArgv = path.endsWith(".ts")
      ? ["--conditions=@tunewright/source", "--disable-warning=ExperimentalWarning"]
      : [];
    for (let index = 0; index < threads; index += 1) {
      const worker = new Worker(path, {
        workerData: setup,
        execArgv,
        resourceLimits: { maxYoungGenerationSizeMb: 64 },
      });
      worker.on("message", (answer: WorkerAnswer) => {
        if (answer === "ready") this.#ready += 1;
        else this.#finish(worker, answer);
      });
      worker.on("error", (error) => this.#fail(error));
      this.#workers.push(worker);
      this.#idle.push(worker);
    }
  }

  /** Whether every worker has started: until then the caller is quicker by itself. */
  get isReady(): boolean {
    return this.#ready === this.#workers.length;
  }

  run(bytes: Buffer, firstLine: number): Promise<SanitizedBatch> {
    // A copy of its own memory, so that it can be handed over without being copied again.
    const copy = new Uint8Array(bytes.length);
    copy.set(bytes);
    return new Promise((resolve, reject) => {
      if (this.#failure !== undefined) return reject(this.#failure.error);
      this.#queue.push({ task: { bytes: copy, firstLine }, resolve, reject });
      this.#next();
    });
  }

  /** A worker that died takes the run with it: what waits would wait for ever. */
  #fail(error: unknown): void {
    this.#failure ??= { error };
    const jobs = [...this.#running.values(), ...this.#queue];
    this.#running.clear();
    this.#queue.length = 0;
    for (const job of jobs) job.reject(error);
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }

  #next(): void {
    const worker = this.#idle.pop();
    if (worker === undefined) return;
    const job = this.#queue.shift();
    if (job === undefined) {
      this.#idle.push(worker);
      return;
    }
    this.#running.set(worker, job);
    worker.postMessage(job.task, [job.task.bytes.buffer as ArrayBuffer]);
  }

  #finish(worker: Worker, answer: Exclude<WorkerAnswer, "ready">): void {
    const job = this.#running.get(worker);
    this.#running.delete(worker);
    this.#idle.push(worker);
    if (job !== undefined) {
      if ("batch" in answer) job.resolve(answer.batch);
      else job.reject(answer.failure);
    }
    this.#next();
  }
}
