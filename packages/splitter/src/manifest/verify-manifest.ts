import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { hashFile, openSource } from "@tunewright/jsonl";
import type { SplitManifest, SplitRecord, Verification } from "@tunewright/schema";
import type { InputFile } from "../records/analyse-files.ts";
import { startSha256 } from "../records/hash-words.ts";
import { readManifest } from "./read-manifest.ts";
import { type SplitFilesOptions, splitFiles } from "../split/split-files.ts";

/** Options for {@link verifyManifest}. */
export interface VerifyManifestOptions {
  /** Turns a file that is no JSONL into records, as it was done for the split. */
  readonly readOther?: (path: string) => Promise<InputFile>;
  /** Worker threads; the result is the same for any number. @default the number of processors */
  readonly threads?: number;
  /** Ends the work early; the call then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

type Difference = Verification["differences"][number];

/** Moved records that are listed one by one. */
const LISTED = 100;

/**
 * Checks that a version is what its manifest says, and that it can be made again from the same inputs, bit for bit.
 *
 * @param path The manifest; paths in it are relative to its folder.
 * @throws {PipelineError} When the manifest itself cannot be read, or the split no longer works at all.
 */
export async function verifyManifest(path: string, options: VerifyManifestOptions = {}): Promise<Verification> {
  const manifest = await readManifest(path);
  const base = dirname(resolve(path));
  const differences: Difference[] = [];
  for (const { path: name, sha256 } of manifest.inputs) {
    differences.push(...(await compareFile(base, { name, sha256, kind: "input", hash: hashContent })));
  }
  const { train, validation, test } = manifest.outputs;
  for (const output of [train, validation, test]) {
    if (output === null) continue;
    differences.push(
      ...(await compareFile(base, { name: output.path, sha256: output.sha256, kind: "output", hash: hashContent })),
    );
  }
  const canRebuild = !differences.some(({ code }) => code.startsWith("input"));
  if (canRebuild) differences.push(...(await rebuild(manifest, base, options)));
  return {
    version: 1,
    manifest: path,
    reproduced: differences.length === 0,
    records: manifest.records.length,
    differences,
  };
}

async function rebuild(manifest: SplitManifest, base: string, options: VerifyManifestOptions): Promise<Difference[]> {
  const folder = await mkdtemp(join(tmpdir(), "tunewright-verify-"));
  try {
    const { settings } = manifest;
    const inside = (name: string): string => join(folder, name);
    const against: InputFile[] = [];
    for (const { path } of manifest.against) {
      const place = resolve(base, path);
      const isOther = !/\.(?:jsonl|ndjson)(?:\.gz|\.zst)?$/.test(path);
      const input = isOther && options.readOther !== undefined ? await options.readOther(place) : { path: place };
      against.push({ ...input, name: path });
    }
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
    };
    const { summary, records } = await splitFiles(split);
    const differences = compareRecords(manifest.records, [...records()]);
    for (const side of ["train", "validation", "test"] as const) {
      const was = manifest.outputs[side];
      if (was === null || summary.outputs[side]?.sha256 === was.sha256) continue;
      const message = `Made again, the ${side} side has other bytes than the manifest says.`;
      differences.push({ code: "rebuild-differs", path: was.path, message });
    }
    return differences;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function compareRecords(before: readonly SplitRecord[], after: readonly SplitRecord[]): Difference[] {
  const sides = new Map(after.map(({ file, line, id, side }) => [`${file}\n${line}\n${id}`, side]));
  const differences: Difference[] = [];
  for (const { file, line, id, side } of before) {
    const now = sides.get(`${file}\n${line}\n${id}`);
    if (now === side || differences.length >= LISTED) continue;
    const message =
      now === undefined ? "The record is no longer dealt out." : `The record is now on the ${now} side, not ${side}.`;
    differences.push({ code: "record-moved", path: `${file}:${line}`, message });
  }
  return differences;
}

async function compareFile(
  base: string,
  file: { name: string; sha256: string; kind: "input" | "output"; hash: (path: string) => Promise<string> },
): Promise<Difference[]> {
  const place = resolve(base, file.name);
  const what = file.kind === "input" ? "The input" : "The output";
  if ((await stat(place).catch(() => undefined)) === undefined) {
    return [{ code: `${file.kind}-missing`, path: file.name, message: `${what} is not there.` }];
  }
  if ((await file.hash(place)) === file.sha256) return [];
  return [
    { code: `${file.kind}-changed`, path: file.name, message: `${what} has other bytes than the manifest says.` },
  ];
}

/** SHA-256 of the unpacked bytes: what a manifest holds of inputs and outputs. */
async function hashContent(path: string): Promise<string> {
  if (!/\.(?:gz|zst)$/.test(path)) return hashFile(path);
  const digest = startSha256();
  for await (const piece of openSource(path)) digest.update(piece);
  return digest.digest("hex");
}
