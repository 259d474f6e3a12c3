import { createHash } from "node:crypto";
import { copyFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { AtomicWriter, RejectsWriter, toOutputError } from "@tunewright/jsonl";
import { PipelineError, type SanitizeReport } from "@tunewright/schema";
import { cleanBatches } from "./clean-batches.ts";
import type { LoadedRulePack } from "./load-rule-pack.ts";
import { type FileDigest, ReportBuilder } from "./report-builder.ts";
import { compileRules } from "./rule-table.ts";
import type { BatchPair } from "./sanitize-batch.ts";
import type { SanitizeJsonlOptions } from "./sanitize-jsonl.ts";
import { createSourcePawnAdapter } from "./sourcepawn-adapter.ts";

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
  /** Each input itself; the old one stays beside it with `.bak` behind its name. */
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

/**
 * Cleans files with rule packs and says what was done.
 *
 * Outputs appear whole or not at all. Unchanged lines leave byte for byte as they came.
 *
 * @throws {PipelineError} `INPUT_NOT_FOUND`, `INPUT_UNREADABLE`, `OUTPUT_UNWRITABLE`, `NO_SPACE`, or `USAGE` when two inputs
 * would be written to one file of the target folder.
 */
export async function sanitizeFiles(
  inputs: readonly SanitizeInput[],
  packs: readonly LoadedRulePack[],
  options: SanitizeFilesOptions,
): Promise<SanitizeReport> {
  const { target, onPair } = options;
  checkNames(inputs, target);
  const rules = packs.map(({ pack }) => pack);
  const builder = new ReportBuilder(
    compileRules(rules, { languages: options.languages ?? [createSourcePawnAdapter()] }),
  );
  const settings: SanitizeJsonlOptions = { ...options, keepPairs: onPair !== undefined };
  const rejects = options.rejects === undefined ? undefined : new RejectsWriter(options.rejects);
  const digests: FileDigest[] = [];
  const output = new OutputFiles(target);
  try {
    for (const input of inputs) {
      const hash = createHash("sha256");
      await output.open(input);
      for await (const { batch, release } of cleanBatches(input.path, rules, {
        ...settings,
        onInput: (bytes) => hash.update(bytes),
      })) {
        builder.add(input.name, batch);
        await output.write(batch.bytes, release);
        for (const reject of batch.rejects) await rejects?.add({ file: input.name, ...reject });
        if (onPair !== undefined) for (const pair of batch.pairs) await onPair(input.name, pair);
      }
      digests.push({ path: input.name, sha256: hash.digest("hex") });
      output.close();
    }
    await output.commit();
    await rejects?.commit();
  } catch (error) {
    await output.abort();
    await rejects?.abort();
    throw error;
  }
  const name = output.name;
  return builder.build({
    packs: packs.map(({ file, sha256 }) => ({ path: file, sha256 })),
    inputs: digests,
    output: name === undefined ? null : { path: name, sha256: output.sha256 },
  });
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

/** The files that a run writes; all of them appear at the end, or none. */
class OutputFiles {
  readonly #target: SanitizeTarget;
  readonly #writers: { readonly writer: AtomicWriter; readonly backup: string | undefined }[] = [];
  #current: AtomicWriter | undefined;
  /** Over all outputs in order; a single file has a digest of its own. */
  readonly #joined = createHash("sha256");

  constructor(target: SanitizeTarget) {
    this.#target = target;
  }

  get name(): string | undefined {
    const target = this.#target;
    if (target.kind === "none") return undefined;
    return target.kind === "in-place" ? "(in place)" : target.name;
  }

  /** SHA-256, in hex, of what was written; to be asked for at the end. */
  get sha256(): string {
    return this.#target.kind === "file" && this.#current !== undefined
      ? this.#current.sha256
      : this.#joined.copy().digest("hex");
  }

  async open(input: SanitizeInput): Promise<void> {
    const target = this.#target;
    if (target.kind === "none" || target.kind === "sink") return;
    if (target.kind === "file" && this.#current !== undefined) return;
    const path =
      target.kind === "file"
        ? target.path
        : target.kind === "folder"
          ? join(target.path, basename(input.name))
          : input.path;
    this.#current = await AtomicWriter.open(path);
    this.#writers.push({ writer: this.#current, backup: target.kind === "in-place" ? `${path}.bak` : undefined });
  }

  /** @param release Is called when the bytes are not needed any more; a sink may hold on to them. */
  async write(bytes: Uint8Array, release: () => void): Promise<void> {
    if (bytes.length === 0) return;
    if (this.#target.kind !== "file") this.#joined.update(bytes);
    if (this.#target.kind === "sink") await this.#target.write(bytes);
    else if (this.#current === undefined) release();
    else await this.#current.write(bytes, release);
  }

  close(): void {
    if (this.#target.kind !== "file") this.#current = undefined;
  }

  async commit(): Promise<void> {
    for (const { writer, backup } of this.#writers) {
      if (backup !== undefined) {
        await copyFile(writer.path, backup).catch((error: unknown) => {
          throw toOutputError(error, backup);
        });
      }
      await writer.commit();
    }
  }

  async abort(): Promise<void> {
    for (const { writer } of this.#writers) await writer.abort();
  }
}
