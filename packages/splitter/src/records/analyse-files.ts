import { Readable } from "node:stream";
import { crc32 } from "node:zlib";
import {
  BufferPool,
  type LineBatch,
  mapOrdered,
  type OversizedLine,
  readBatches,
  workerCount,
} from "@tunewright/jsonl";
import { AnalysisPool } from "./analysis-pool.ts";
import type { AnalysisSettings } from "./analysis-settings.ts";
import type { BatchAnalysis } from "./batch-analysis.ts";
import { BatchReader } from "./batch-reader.ts";
import { startSha256 } from "./hash-words.ts";
import { RecordTable } from "./record-table.ts";
import { Scratch, type ScratchOptions } from "../scratch/scratch.ts";

/** A dataset file: where it is, and the path that reports name. */
export interface InputFile {
  readonly path: string;
  /**
   * Path in reports and in the manifest.
   *
   * @default path
   */
  readonly name?: string;
  /** Records to read in place of the file, as JSONL: what a suite in another format was turned into. */
  readonly content?: string;
}

/** Options for `analyseFiles`. */
export interface AnalyseFilesOptions extends AnalysisSettings, ScratchOptions {
  /**
   * Worker threads; 1 works in this thread. The result is the same for any number.
   *
   * @default the number of processors
   */
  readonly threads?: number;
  /** Ends the work early; the call then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** Options for {@link analyseFiles}, with a scratch that others use as well. */
export interface AnalyseIntoOptions extends AnalyseFilesOptions {
  readonly scratch?: Scratch;
}

/** Bytes from which threads are worth their start. */
const THREADS_FROM = 4 * 1024 * 1024;

/** Files by name, so that the order in which they were given does not matter. */
export function sortInputs(inputs: readonly InputFile[]): InputFile[] {
  return [...inputs].sort((left, right) => compareText(left.name ?? left.path, right.name ?? right.path));
}

/** By code unit, not by locale: the order must be the same on every machine. */
export function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/**
 * Reads every record of some files once and keeps its keys, shingles, symbols and category.
 *
 * @throws {PipelineError} `INPUT_NOT_FOUND` or `INPUT_UNREADABLE`, with the path.
 */
export async function analyseFiles(inputs: readonly InputFile[], options: AnalyseIntoOptions): Promise<RecordTable> {
  const { signal } = options;
  const threads = workerCount(options.threads);
  const settings: AnalysisSettings = {
    near: options.near,
    ...(options.notesSymbols === undefined ? {} : { notesSymbols: options.notesSymbols }),
    ...(options.categoryRules === undefined ? {} : { categoryRules: options.categoryRules }),
    ...(options.symbols === undefined ? {} : { symbols: options.symbols }),
    ...(options.takesPrompts === undefined ? {} : { takesPrompts: options.takesPrompts }),
    ...(options.groupField === undefined ? {} : { groupField: options.groupField }),
  };
  const local = new BatchReader(settings);
  // Threads look at the same memory, and each batch uses that of one before it.
  const memory = new BufferPool({ shared: true });
  const table = new RecordTable(options.scratch ?? new Scratch(options));
  let pool: AnalysisPool | undefined;
  let bytesSoFar = 0;
  try {
    for (const { path, name, content } of inputs) {
      const file = table.beginFile(name ?? path);
      const digest = startSha256();
      const analyse = async (item: LineBatch | OversizedLine): Promise<BatchAnalysis> => {
        if ("kind" in item) {
          const { line, issue } = item;
          return { ...(await local.read(Buffer.alloc(0), line)), rejected: [{ line, issues: [issue] }] };
        }
        digest.update(item.bytes);
        file.checksum = crc32(item.bytes, file.checksum);
        file.bytes += item.bytes.length;
        bytesSoFar += item.bytes.length;
        if (threads > 1 && bytesSoFar >= THREADS_FROM) pool ??= new AnalysisPool(threads, settings);
        const batch = await (pool ?? local).read(item.bytes, item.firstLine);
        memory.give(item.bytes);
        return batch;
      };
      const source = content === undefined ? path : Readable.from([Buffer.from(content)]);
      const batches = mapOrdered(
        readBatches(source, { memory, ...(signal === undefined ? {} : { signal }) }),
        analyse,
        {
          concurrency: threads + 1,
          ...(signal === undefined ? {} : { signal }),
        },
      );
      for await (const batch of batches) table.add(batch);
      file.sha256 = digest.digest("hex");
    }
    return table;
  } catch (error) {
    table[Symbol.dispose]();
    throw error;
  } finally {
    await pool?.close();
  }
}
