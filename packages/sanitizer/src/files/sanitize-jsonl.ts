import type { JsonlSource } from "@tunewright/jsonl";
import type { ApiLibrary, RulePack } from "@tunewright/schema";
import { cleanBatches } from "./clean-batches.ts";
import type { LanguageAdapter } from "../languages/language-adapter.ts";
import type { SanitizedBatch } from "../records/sanitize-batch.ts";
import { requirePacks } from "../require-arguments.ts";
import type { IncludeList } from "../rules/symbol-index.ts";

/** Options for {@link sanitizeJsonl}. */
export interface SanitizeJsonlOptions {
  /**
   * Threads that may clean, this one among them; the others start when there is enough left to do. The output is the same for
   * any number.
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
  /** Includes of other people that the API index describes: a name that one defines is right behind it, and no other comes from it. */
  readonly libraries?: readonly ApiLibrary[] | undefined;
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
  /**
   * Is handed the unpacked bytes of the input, in order, for a digest. Bytes of a record that is too long are left out. The bytes
   * are there only during the call: their memory is used again.
   */
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
  const isSource = typeof source === "string" || (typeof source === "object" && source !== null);
  if (!isSource) throw new TypeError("sanitizeJsonl takes a path first, or bytes as an async iterable.");
  requirePacks(packs, "sanitizeJsonl");
  for await (const { batch } of cleanBatches(source, packs, options)) yield batch;
}
