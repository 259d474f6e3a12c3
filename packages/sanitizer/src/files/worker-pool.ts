import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { BufferPool } from "@tunewright/jsonl";
import type { RulePack } from "@tunewright/schema";
import { type BatchSanitizerOptions, PackedBatch } from "../records/sanitize-batch.ts";
import type { RuntimeNames } from "../rules/symbol-index.ts";

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
  /** Memory for what becomes of them. */
  readonly spare: ArrayBufferLike;
}

/** What became of a task, and the memory that it was handed. */
export interface WorkerResult {
  /** Its fields: what crosses to another thread is no instance of a class any more. */
  readonly batch: Omit<PackedBatch, "hits">;
  /** In which memory the lines that go on lie. */
  readonly liesIn: "input" | "spare" | "own";
  readonly memory: ArrayBufferLike;
  readonly spare: ArrayBufferLike;
}

/** A worker's answer: that it is ready, what became of the lines, or why it failed. */
export type WorkerAnswer = "ready" | WorkerResult | { readonly failure: unknown };

interface Job {
  /** The memory that the worker was handed; where it is shared, only these objects are known to the pool. */
  readonly memory: ArrayBufferLike;
  readonly spare: ArrayBufferLike;
  resolve(batch: PackedBatch): void;
  reject(error: unknown): void;
}

/** A worker with the batches it was handed, in order. */
interface Hand {
  readonly worker: Worker;
  readonly jobs: Job[];
  isReady: boolean;
}

/** Batches that a worker holds at once: one that it cleans and one that waits, so that it never idles for a message. */
export const HELD_BY_WORKER = 2;

/** Threads that clean batches beside the one that reads and writes. */
export class WorkerPool {
  readonly #hands: Hand[] = [];
  readonly #memory: BufferPool;
  #failure: { readonly error: unknown } | undefined;

  /** @param memory Takes back what the workers do not need any more. */
  constructor(threads: number, setup: WorkerSetup, memory: BufferPool) {
    this.#memory = memory;
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
        resourceLimits: { maxYoungGenerationSizeMb: 16 },
      });
      const hand: Hand = { worker, jobs: [], isReady: false };
      worker.on("message", (answer: WorkerAnswer) => {
        if (answer === "ready") hand.isReady = true;
        else this.#finish(hand, answer);
      });
      worker.on("error", (error) => this.#fail(error));
      this.#hands.push(hand);
    }
  }

  /**
   * Hands lines to the worker that has the least to do.
   *
   * @param bytes The memory of a batch, which is gone afterwards when a worker took it.
   * @returns `undefined` when no worker has room, or none has started yet: the caller is quicker by itself.
   * @throws What made a worker die, for this batch and for every other: what waits would wait for ever.
   */
  offer(bytes: Buffer, firstLine: number): Promise<PackedBatch> | undefined {
    if (this.#failure !== undefined) return Promise.reject(this.#failure.error);
    let best: Hand | undefined;
    for (const hand of this.#hands) {
      if (
        hand.isReady &&
        hand.jobs.length < HELD_BY_WORKER &&
        (best === undefined || hand.jobs.length < best.jobs.length)
      ) {
        best = hand;
      }
    }
    if (best === undefined) return undefined;
    const { worker, jobs } = best;
    // A small buffer may be a slice of Node's pool, which others use.
    const own = bytes.buffer.byteLength > 4 * Buffer.poolSize ? bytes : Uint8Array.from(bytes);
    const spare = this.#memory.take(own.length).buffer;
    return new Promise((resolve, reject) => {
      jobs.push({ resolve, reject, memory: own.buffer, spare });
      worker.postMessage({ bytes: own, firstLine, spare } satisfies WorkerTask, movable([own.buffer, spare]));
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.#hands.map(({ worker }) => worker.terminate()));
  }

  /** A worker answers in the order in which it was asked. */
  #finish({ jobs }: Hand, answer: Exclude<WorkerAnswer, "ready">): void {
    const job = jobs.shift();
    if (job === undefined) return;
    if (!("batch" in answer)) {
      job.reject(answer.failure);
      return;
    }
    const { batch, liesIn } = answer;
    const { memory, spare } = this.#memory.isShared ? job : answer;
    const { byteOffset, length } = batch.bytes;
    if (liesIn !== "input") this.#memory.give({ buffer: memory });
    if (liesIn !== "spare") this.#memory.give({ buffer: spare });
    const bytes =
      liesIn === "own" ? batch.bytes : new Uint8Array(liesIn === "input" ? memory : spare, byteOffset, length);
    job.resolve(new PackedBatch({ ...batch, bytes }));
  }

  #fail(error: unknown): void {
    this.#failure ??= { error };
    for (const { jobs } of this.#hands) for (const job of jobs.splice(0)) job.reject(error);
  }
}

/** What can be moved to another thread; shared memory is there as it is. */
export function movable(memories: readonly ArrayBufferLike[]): ArrayBuffer[] {
  return [...new Set(memories)].filter((memory) => memory instanceof ArrayBuffer);
}
