import { stat } from "node:fs/promises";
import { performance } from "node:perf_hooks";
import {
  BufferPool,
  type JsonlSource,
  type LineBatch,
  mapOrdered,
  type OversizedLine,
  readBatches,
  type StreamDigest,
  workerCount,
} from "@tunewright/jsonl";
import type { RulePack } from "@tunewright/schema";
import { compileRules } from "../rules/rule-table.ts";
import { HitPacker } from "./pack-hits.ts";
import { BatchSanitizer, PackedBatch } from "../records/sanitize-batch.ts";
import type { SanitizeJsonlOptions } from "./sanitize-jsonl.ts";
import { createSourcePawnAdapter } from "../languages/sourcepawn-adapter.ts";
import { runtimeIndex } from "../rules/symbol-index.ts";
import { ThreadGate } from "./thread-gate.ts";
import { HELD_BY_WORKER, WorkerPool } from "./worker-pool.ts";

/** Batches that this thread may finish before the workers have finished older ones. */
const OWN_BATCHES = 4;

/** Options for {@link cleanBatches}. */
export interface CleanBatchesOptions extends SanitizeJsonlOptions {
  /** Where the memory for batches comes from, and where it goes back to. */
  readonly memory?: BufferPool;
  /** Takes the unpacked bytes of the input. */
  readonly inputDigest?: StreamDigest;
  /** Decides when more threads start; without it, when the rest of the work is worth them. */
  readonly gate?: Pick<ThreadGate, "note" | "isOpen">;
}

/** A batch, and the way to hand its memory back. */
export interface CleanedBatch {
  readonly batch: PackedBatch;
  /** Says that nobody will look at the bytes of the batch any more. Not calling it costs only memory. */
  readonly release: () => void;
}

/**
 * Applies rules to the batches of a source, in order, on one thread or on several.
 *
 * @throws {PipelineError} As `sanitizeJsonl`.
 */
export async function* cleanBatches(
  source: JsonlSource,
  packs: readonly RulePack[],
  options: CleanBatchesOptions,
): AsyncGenerator<CleanedBatch> {
  const { signal, stdin, maxRecordBytes, includes, functions, libraries } = options;
  const names = includes === undefined ? undefined : { includes, functions, libraries };
  const table = compileRules(packs, {
    languages: options.languages ?? [createSourcePawnAdapter()],
    index: names === undefined ? undefined : runtimeIndex(names),
  });
  const memory = options.memory ?? new BufferPool();
  const settings = { fixDeprecated: options.fixDeprecated ?? false, keepPairs: options.keepPairs ?? false };
  const local = new BatchSanitizer(table, settings);
  const wanted = workerCount(options.threads);
  const threads = options.languages === undefined ? wanted : 1;
  const batches = readBatches(source, {
    memory,
    ...(signal === undefined ? {} : { signal }),
    ...(stdin === undefined ? {} : { stdin }),
    ...(maxRecordBytes === undefined ? {} : { maxRecordBytes }),
  });
  const take = ({ bytes }: LineBatch): void => {
    options.onInput?.(bytes);
    if (options.inputDigest === undefined) return;
    memory.share(bytes);
    options.inputDigest.update(bytes, () => memory.give(bytes));
  };
  const gate = options.gate ?? new ThreadGate(await sizeOf(source));
  const cleanHere = ({ bytes, firstLine }: LineBatch): PackedBatch => {
    const spare = memory.take(bytes.length);
    const started = performance.now();
    const batch = local.run(bytes, firstLine, spare.buffer);
    gate.note(bytes.length, performance.now() - started);
    for (const block of [bytes, spare]) if (block.buffer !== batch.bytes.buffer) memory.give(block);
    return batch;
  };
  const cleaned = (batch: PackedBatch): CleanedBatch => ({ batch, release: () => memory.give(batch.bytes) });
  if (threads <= 1) {
    for await (const item of batches) {
      if ("kind" in item) yield cleaned(oversized(item));
      else {
        take(item);
        yield cleaned(cleanHere(item));
      }
    }
    return;
  }
  let pool: WorkerPool | undefined;
  const clean = async (item: LineBatch | OversizedLine): Promise<CleanedBatch> => {
    if ("kind" in item) return cleaned(oversized(item));
    take(item);
    if (pool === undefined && !gate.isOpen) return cleaned(cleanHere(item));
    pool ??= new WorkerPool(threads - 1, { packs, settings, names }, memory);
    const offered = pool.offer(item.bytes, item.firstLine);
    if (offered !== undefined) return cleaned(await offered);
    // The workers have their hands full, or are still starting; what they have finished is let in first.
    await new Promise((resolve) => setImmediate(resolve));
    return cleaned(await (pool.offer(item.bytes, item.firstLine) ?? cleanHere(item)));
  };
  try {
    // More than the workers can hold: while the oldest batch is still with one, this thread goes on with batches of its own.
    const concurrency = HELD_BY_WORKER * (threads - 1) + OWN_BATCHES;
    yield* mapOrdered(batches, clean, { concurrency, ...(signal === undefined ? {} : { signal }) });
  } finally {
    await pool?.close();
  }
}

/** Bytes of a file; `undefined` for all else, and for a packed file, whose size says little. */
async function sizeOf(source: JsonlSource): Promise<number | undefined> {
  if (typeof source !== "string" || source === "-" || /\.(?:gz|zst)$/.test(source)) return undefined;
  return await stat(source).then(
    (file) => (file.isFile() ? file.size : undefined),
    () => undefined,
  );
}

function oversized({ line, issue }: OversizedLine): PackedBatch {
  const reject = { line, issues: [issue], bytes: new Uint8Array() };
  const packed = new HitPacker().finish();
  return new PackedBatch({
    bytes: new Uint8Array(),
    records: 0,
    changedRecords: 0,
    packed,
    rejects: [reject],
    pairs: [],
  });
}
