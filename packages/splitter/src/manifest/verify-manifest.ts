import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { hashFile } from "@tunewright/jsonl";
import type { Verification } from "@tunewright/schema";
import type { InputFile } from "../records/analyse-files.ts";
import { compareFile, compareOther, readOtherFile, type Difference } from "./compare-files.ts";
import { compareSummaries } from "./compare-summaries.ts";
import { Scratch, type ScratchOptions } from "../scratch/scratch.ts";
import { type SplitFilesOptions, splitFiles, type SplitSummary } from "../split/split-files.ts";
import { matchRecords, type VersionRecord, VersionRecords, VersionTexts } from "./version-records.ts";
import { walkManifest } from "./walk-manifest.ts";

/** Options for {@link verifyManifest}. */
export interface VerifyManifestOptions extends ScratchOptions {
  /** Turns a file that is no JSONL into records, as it was done for the split. */
  readonly readOther?: (path: string) => Promise<InputFile>;
  /** Worker threads; the result is the same for any number. @default the number of processors */
  readonly threads?: number;
  /** Ends the work early; the call then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** Moved records that are listed one by one. */
const LISTED = 100;

/**
 * Checks that a version is what its manifest says, and that it can be made again from the same inputs, bit for bit.
 *
 * Every file is compared by its bytes, the files that were kept apart and the earlier version included; each record by all that
 * the manifest says of it, and each figure that follows from them.
 *
 * @param path The manifest; paths in it are relative to its folder.
 * @throws {PipelineError} When the manifest itself cannot be read, or the split no longer works at all.
 */
export async function verifyManifest(path: string, options: VerifyManifestOptions = {}): Promise<Verification> {
  using scratch = new Scratch(options);
  const texts = new VersionTexts();
  const records = new VersionRecords(scratch, texts, "place");
  const manifest = await walkManifest(path, (record) => records.add(record));
  const base = dirname(resolve(path));
  const differences: Difference[] = [];
  for (const { path: name, sha256 } of manifest.inputs) {
    differences.push(...(await compareFile(base, { name, sha256, kind: "input" })));
  }
  for (const other of manifest.against) differences.push(...(await compareOther(base, other, options)));
  if (manifest.keptFrom !== null) {
    const { path: name, sha256 } = manifest.keptFrom;
    differences.push(...(await compareFile(base, { name, sha256, kind: "input", hash: hashFile })));
  }
  const { train, validation, test } = manifest.outputs;
  for (const output of [train, validation, test]) {
    if (output === null) continue;
    const { path: name, sha256 } = output;
    differences.push(...(await compareFile(base, { name, sha256, kind: "output" })));
  }
  const canRebuild = !differences.some(({ code }) => code.startsWith("input"));
  if (canRebuild) differences.push(...(await rebuild(manifest, path, { ...options, scratch, texts, records })));
  return {
    version: 1,
    manifest: path,
    reproduced: differences.length === 0,
    records: records.length,
    differences,
  };
}

interface RebuildOptions extends VerifyManifestOptions {
  readonly scratch: Scratch;
  readonly texts: VersionTexts;
  readonly records: VersionRecords;
}

async function rebuild(manifest: SplitSummary, path: string, options: RebuildOptions): Promise<Difference[]> {
  const base = dirname(resolve(path));
  const folder = await mkdtemp(join(tmpdir(), "tunewright-verify-"));
  try {
    const { settings } = manifest;
    const inside = (name: string): string => join(folder, name);
    const against: InputFile[] = [];
    for (const { path: name } of manifest.against) against.push(await readOtherFile(base, name, options));
    const split: SplitFilesOptions = {
      inputs: manifest.inputs.map(({ path }) => ({ path: resolve(base, path), name: path })),
      outputs: {
        train: inside("train.jsonl"),
        validation: inside("validation.jsonl"),
        ...(manifest.outputs.test === null ? {} : { test: inside("test.jsonl") }),
      },
      against,
      seed: settings.seed,
      threshold: settings.threshold,
      near: settings.near,
      exact: settings.exact,
      leaks: settings.leaks,
      byKey: settings.byKey,
      categoryRules: settings.categoryRules,
      toolVersion: manifest.tool.version,
      ...(settings.validationRatio === null ? {} : { validationRatio: settings.validationRatio }),
      ...(settings.validationCount === null ? {} : { validationCount: settings.validationCount }),
      ...(settings.testRatio === null ? {} : { testRatio: settings.testRatio }),
      ...(settings.groupField === null ? {} : { groupField: settings.groupField }),
      // Of an API index only the names that occur matter, and these the manifest lists.
      ...(settings.symbols === null ? {} : { symbols: manifest.symbols.map(({ name }) => name) }),
      ...(manifest.keptFrom === null ? {} : { keepFrom: resolve(base, manifest.keptFrom.path) }),
      ...(options.threads === undefined ? {} : { threads: options.threads }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
      ...(options.memoryBytes === undefined ? {} : { memoryBytes: options.memoryBytes }),
    };
    using again = await splitFiles(split);
    const { summary } = again;
    const now = new VersionRecords(options.scratch, options.texts, "place");
    for (const record of again.records()) now.add(record);
    const differences = compareRecords(options, now);
    for (const side of ["train", "validation", "test"] as const) {
      const was = manifest.outputs[side];
      if (was === null || summary.outputs[side]?.sha256 === was.sha256) continue;
      const message = `Made again, the ${side} side has other bytes than the manifest says.`;
      differences.push({ code: "rebuild-differs", path: was.path, message });
    }
    differences.push(...compareSummaries(manifest, summary, basename(path)));
    return differences;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Records of the manifest that now are something else; both are in the order of their places. */
function compareRecords({ texts, records: before }: RebuildOptions, after: VersionRecords): Difference[] {
  const differences: Difference[] = [];
  const report = (code: Difference["code"], { file, line }: VersionRecord, message: string): void => {
    if (differences.length >= LISTED) return;
    differences.push({ code, path: `${texts.files[file] ?? ""}:${line}`, message });
  };
  const isGone = "The record is no longer dealt out.";
  matchRecords(before, after, {
    pair: (then, now) => {
      const old = before.read(then);
      const { id, side, rest } = after.read(now);
      if (old.id !== id) report("record-moved", old, isGone);
      else if (old.side !== side)
        report("record-moved", old, `The record is now on the ${side} side, not ${old.side}.`);
      else if (old.rest !== rest)
        report("rebuild-differs", old, "Made again, the record has another question, cluster or category.");
    },
    onlyBefore: (then) => report("record-moved", before.read(then), isGone),
    onlyAfter: (now) =>
      report("record-moved", after.read(now), "The record is dealt out, but the manifest does not list it."),
  });
  return differences;
}
