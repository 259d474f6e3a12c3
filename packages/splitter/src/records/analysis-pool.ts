import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { AnalysisSettings } from "./analysis-settings.ts";
import type { BatchAnalysis } from "./batch-analysis.ts";

interface Job {
  readonly bytes: Uint8Array;
  readonly firstLine: number;
  resolve(batch: BatchAnalysis): void;
  reject(error: unknown): void;
}

/** Threads that read batches into columns; each works on one at a time, the rest wait in line. */
export class AnalysisPool {
  readonly #workers: Worker[] = [];
  readonly #idle: Worker[] = [];
  readonly #queue: Job[] = [];
  readonly #running = new Map<Worker, Job>();

  constructor(threads: number, settings: AnalysisSettings) {
    const isSource = import.meta.url.endsWith(".ts");
    const path = fileURLToPath(new URL(isSource ? "./analyse-worker.ts" : "./analyse-worker.js", import.meta.url));
    const execArgv = isSource ? ["--conditions=@tunewright/source", "--disable-warning=ExperimentalWarning"] : [];
    for (let index = 0; index < threads; index += 1) {
      const worker = new Worker(path, {
        workerData: settings,
        execArgv,
        resourceLimits: { maxYoungGenerationSizeMb: 4 },
      });
      worker.on("message", (batch: BatchAnalysis) => this.#take(worker)?.resolve(batch));
      worker.on("error", (error) => this.#take(worker)?.reject(error));
      this.#workers.push(worker);
      this.#idle.push(worker);
    }
  }

  /** @param bytes In shared memory; otherwise handed over where they fill their memory: then the caller must not use them any more. */
  read(bytes: Buffer, firstLine: number): Promise<BatchAnalysis> {
    const isWhole = isShared(bytes) || bytes.byteLength === bytes.buffer.byteLength;
    const owned = isWhole ? bytes : new Uint8Array(bytes);
    return new Promise((resolve, reject) => {
      this.#queue.push({ bytes: owned, firstLine, resolve, reject });
      this.#next();
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }

  /** The job that a worker has ended; the worker goes on with the next. */
  #take(worker: Worker): Job | undefined {
    const job = this.#running.get(worker);
    this.#running.delete(worker);
    this.#idle.push(worker);
    this.#next();
    return job;
  }

  #next(): void {
    const worker = this.#queue.length > 0 ? this.#idle.pop() : undefined;
    const job = worker === undefined ? undefined : this.#queue.shift();
    if (worker === undefined || job === undefined) return;
    this.#running.set(worker, job);
    worker.postMessage(
      { bytes: job.bytes, firstLine: job.firstLine },
      isShared(job.bytes) ? [] : [job.bytes.buffer as ArrayBuffer],
    );
  }
}

function isShared({ buffer }: Uint8Array): boolean {
  return buffer instanceof SharedArrayBuffer;
}
