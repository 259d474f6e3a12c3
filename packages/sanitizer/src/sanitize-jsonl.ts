import { availableParallelism } from "node:os";
import { type JsonlSource, type LineBatch, mapOrdered, type OversizedLine, readBatches } from "@tunewright/jsonl";
import type { RulePack } from "@tunewright/schema";
import type { LanguageAdapter } from "./language-adapter.ts";
import { compileRules } from "./rule-table.ts";
import { BatchSanitizer, type SanitizedBatch } from "./sanitize-batch.ts";
import { createSourcePawnAdapter } from "./sourcepawn-adapter.ts";
import { type IncludeList, runtimeIndex } from "./symbol-index.ts";
import { HELD_BY_WORKER, WorkerPool } from "./worker-pool.ts";

/** Batches that this thread may finish before the workers have finished older ones. */
const OWN_BATCHES = 6;

/** Options for {@link sanitizeJsonl}. */
export interface SanitizeJsonlOptions {
  /**
   * Threads that clean, this one among them. The output is the same for any number.
   *
   * @default the number of processors
   */
  readonly threads?: number;
  /** Also repair names that are deprecated and still work. @default false */
  readonly fixDeprecated?: boolean;
  /** Includes that the API index knows; without it only the platform's standard includes are known. */
  readonly includes?: IncludeList | undefined;
  /** Functions that the API index knows, to tell a part of a larger plugin by what it calls. */
  readonly functions?: readonly string[] | undefined;
  /** Whether changed records are handed back whole, for a diff or preference pairs. */
  readonly keepPairs?: boolean;
  /**
   * Languages that rules may name. Adapters that are given here run in this thread, since functions cannot cross over.
   *
   * @default SourcePawn
   */
  readonly languages?: readonly LanguageAdapter[];
  /** A longer record is rejected without being held, in bytes. */
  readonly maxRecordBytes?: number;
  /** Is handed the unpacked bytes of the input, in order, for a digest. Bytes of a record that is too long are left out. */
  readonly onInput?: (bytes: Uint8Array) => void;
  /** What `-` reads. */
  readonly stdin?: AsyncIterable<Uint8Array>;
  /** Ends the work early; the call then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/**
 * Applies rules to JSONL of any size, some whole lines at a time, in the order of the input.
 *
 * Memory does not grow with the input: some mebibytes for each thread are held at once.
 *
 * @param source A path (`.gz` and `.zst` are unpacked), `-` for standard input, or bytes from elsewhere.
 * @throws {PipelineError} `INPUT_NOT_FOUND` or `INPUT_UNREADABLE`; `RULE_PACK_INVALID` before anything is read.
 *
 * @example Clean a stream of bytes
 * ```ts
 * for await (const { bytes } of sanitizeJsonl("train.jsonl", packs)) process.stdout.write(bytes);
 * ```
 */
export async function* sanitizeJsonl(
  source: JsonlSource,
  packs: readonly RulePack[],
  options: SanitizeJsonlOptions = {},
): AsyncGenerator<SanitizedBatch> {
  const { signal, stdin, maxRecordBytes } = options;
  const { includes, functions } = options;
  const names = includes === undefined ? undefined : { includes, functions };
  const table = compileRules(packs, {
    languages: options.languages ?? [createSourcePawnAdapter()],
    index: names === undefined ? undefined : runtimeIndex(names),
  });
  const settings = { fixDeprecated: options.fixDeprecated ?? false, keepPairs: options.keepPairs ?? false };
  const local = new BatchSanitizer(table, settings);
  const threads = options.languages === undefined ? (options.threads ?? availableParallelism()) : 1;
  const batches = readBatches(source, {
    ...(signal === undefined ? {} : { signal }),
    ...(stdin === undefined ? {} : { stdin }),
    ...(maxRecordBytes === undefined ? {} : { maxRecordBytes }),
  });
  if (threads <= 1) {
    for await (const item of batches) {
      if ("kind" in item) yield oversized(item);
      else {
        options.onInput?.(item.bytes);
        yield local.run(item.bytes, item.firstLine);
      }
    }
    return;
  }
  // Workers cost more to start than a small file costs to clean, so they start with the second batch.
  let pool: WorkerPool | undefined;
  let isFirst = true;
  try {
    yield* mapOrdered(
      batches,
      async (item: LineBatch | OversizedLine) => {
        if ("kind" in item) return oversized(item);
        options.onInput?.(item.bytes);
        if (isFirst) {
          isFirst = false;
          return local.run(item.bytes, item.firstLine);
        }
        pool ??= new WorkerPool(threads - 1, { packs, settings, names });
        const offered = pool.offer(item.bytes, item.firstLine);
        if (offered !== undefined) return offered;
        // The workers have their hands full, or are still starting; what they have finished is let in first.
        await new Promise((resolve) => setImmediate(resolve));
        return pool.offer(item.bytes, item.firstLine) ?? local.run(item.bytes, item.firstLine);
      },
      // More than the workers can hold: while the oldest batch is still with one, this thread goes on with batches of its own.
      { concurrency: HELD_BY_WORKER * (threads - 1) + OWN_BATCHES, ...(signal === undefined ? {} : { signal }) },
    );
  } finally {
    await pool?.close();
  }
}

function oversized({ line, issue }: OversizedLine): SanitizedBatch {
  const reject = { line, issues: [issue], bytes: new Uint8Array() };
  return { bytes: new Uint8Array(), records: 0, changedRecords: 0, hits: [], rejects: [reject], pairs: [] };
}
