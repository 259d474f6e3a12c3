import { stat } from "node:fs/promises";
import { basename, join } from "node:path";
import {
  BufferPool,
  DigestThread,
  localDigest,
  refuseOverwriting,
  RejectsWriter,
  type StreamDigest,
} from "@tunewright/jsonl";
import type { SanitizeReport } from "@tunewright/schema";
import { PipelineError } from "@tunewright/schema/errors";
import { cleanBatches } from "./clean-batches.ts";
import type { LoadedRulePack } from "../rules/load-rule-pack.ts";
import { type FileDigest, ReportBuilder } from "../report/report-builder.ts";
import { requireLoadedPacks } from "../require-arguments.ts";
import { OutputFiles } from "./output-files.ts";
import { compileRules } from "../rules/rule-table.ts";
import type { BatchPair } from "../records/sanitize-batch.ts";
import type { SanitizeJsonlOptions } from "./sanitize-jsonl.ts";
import { createSourcePawnAdapter } from "../languages/sourcepawn-adapter.ts";

/** A file to clean. */
export interface SanitizeInput {
  /** Where it is; `-` is standard input. */
  readonly path: string;
  /** How the report names it. */
  readonly name: string;
}

/** Where cleaned records go. */
export type SanitizeTarget =
  /** Nowhere: only the report is wanted. */
  | { readonly kind: "none" }
  /** One file, into which the inputs are joined in order. */
  | { readonly kind: "file"; readonly path: string; readonly name: string }
  /** A folder, with one file for each input, of the same name. */
  | { readonly kind: "folder"; readonly path: string; readonly name: string }
  /** Each input itself; the old one stays beside it with `.bak` behind its name. One without a change is left alone. */
  | { readonly kind: "in-place" }
  /** A sink, as standard output. */
  | { readonly kind: "sink"; readonly name: string; write(bytes: Uint8Array): Promise<void> };

/** Options for {@link sanitizeFiles}. */
export interface SanitizeFilesOptions extends SanitizeJsonlOptions {
  readonly target: SanitizeTarget;
  /** Where rejected records go; without it they are only counted and named in the report. */
  readonly rejects?: string | undefined;
  /** Is handed every changed record; asks for `keepPairs` by itself. */
  readonly onPair?: (file: string, pair: BatchPair) => Promise<void>;
}

/** Inputs so large that a thread for the digests is worth its start. */
const BYTES_WORTH_A_THREAD = 33_554_432;

/**
 * Cleans files with rule packs and says what was done.
 *
 * Outputs appear whole or not at all. Unchanged lines leave byte for byte as they came.
 *
 * @throws {PipelineError} `INPUT_NOT_FOUND`, `INPUT_UNREADABLE`, `OUTPUT_UNWRITABLE`, `NO_SPACE`, or `USAGE` when two inputs
 * would be written to one file of the target folder, or an output over an input without `in-place` saying so.
 */
export async function sanitizeFiles(
  inputs: readonly SanitizeInput[],
  packs: readonly LoadedRulePack[],
  options: SanitizeFilesOptions,
): Promise<SanitizeReport> {
  requireLoadedPacks(packs, "sanitizeFiles");
  if (!Array.isArray(inputs) || typeof options !== "object" || options === null)
    throw new TypeError("sanitizeFiles takes a list of { name, path }, loaded packs, and options with a target.");
  const { target, onPair } = options;
  checkNames(inputs, target);
  await refuseOverwriting({
    inputs: inputs.map(({ path }) => path),
    outputs: [...outputPaths(inputs, target), options.rejects],
  });
  const rules = packs.map(({ pack }) => pack);
  const builder = new ReportBuilder(
    compileRules(rules, { languages: options.languages ?? [createSourcePawnAdapter()] }),
  );
  const settings: SanitizeJsonlOptions = { ...options, keepPairs: onPair !== undefined };
  const rejects = options.rejects === undefined ? undefined : new RejectsWriter(options.rejects);
  const digests: FileDigest[] = [];
  const digestThread = (await bytesOf(inputs)) >= BYTES_WORTH_A_THREAD ? new DigestThread() : undefined;
  const memory = new BufferPool({ shared: digestThread !== undefined });
  const beginDigest = (): StreamDigest => digestThread?.begin() ?? localDigest();
  const outputDigest = beginDigest();
  const output = new OutputFiles(target, outputDigest);
  try {
    for (const input of inputs) {
      const inputDigest = beginDigest();
      await output.open(input);
      let changed = false;
      const batches = cleanBatches(input.path, rules, { ...settings, memory, inputDigest });
      for await (const { batch, release } of batches) {
        builder.add(input.name, batch);
        changed ||= batch.changedRecords > 0 || batch.rejects.length > 0;
        await output.write(batch.bytes, release);
        for (const reject of batch.rejects) await rejects?.add({ file: input.name, ...reject });
        if (onPair !== undefined) for (const pair of batch.pairs) await onPair(input.name, pair);
      }
      digests.push({ path: input.name, sha256: await inputDigest.hex() });
      output.close(changed);
    }
    const [sha256] = await Promise.all([outputDigest.hex(), output.finish()]);
    await output.commit();
    await rejects?.commit();
    const name = output.name;
    return builder.build({
      packs: packs.map(({ file, sha256: digest }) => ({ path: file, sha256: digest })),
      inputs: digests,
      output: name === undefined ? null : { path: name, sha256 },
    });
  } catch (error) {
    await output.abort();
    await rejects?.abort();
    throw error;
  } finally {
    await digestThread?.close();
  }
}

/** Bytes of the inputs as they lie on disk; what is no file counts nothing. */
async function bytesOf(inputs: readonly SanitizeInput[]): Promise<number> {
  let bytes = 0;
  for (const { path } of inputs) bytes += path === "-" ? 0 : ((await stat(path).catch(() => undefined))?.size ?? 0);
  return bytes;
}

function outputPaths(inputs: readonly SanitizeInput[], target: SanitizeTarget): string[] {
  if (target.kind === "file") return [target.path];
  return target.kind === "folder" ? inputs.map(({ name }) => join(target.path, basename(name))) : [];
}

function checkNames(inputs: readonly SanitizeInput[], target: SanitizeTarget): void {
  if (target.kind !== "folder") return;
  const seen = new Map<string, string>();
  for (const { name } of inputs) {
    const other = seen.get(basename(name));
    if (other !== undefined) {
      throw new PipelineError(
        "USAGE",
        `Cannot write ${other} and ${name} to one folder: they have the same file name.`,
      );
    }
    seen.set(basename(name), name);
  }
}
