import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { hashFile, openSource } from "@tunewright/jsonl";
import type { Verification } from "@tunewright/schema";
import type { InputFile } from "../records/analyse-files.ts";
import { sha256Hex, startSha256 } from "../records/hash-words.ts";

/** One thing that is not as a manifest says. */
export type Difference = Verification["differences"][number];

/** A file as a manifest names it. */
export interface NamedFile {
  /** Relative to the manifest. */
  readonly name: string;
  readonly sha256: string;
  readonly kind: "input" | "output";
  /** What the SHA-256 is over. @default the unpacked bytes, which a manifest holds of inputs and outputs */
  readonly hash?: (path: string) => Promise<string>;
}

/** Compares a file with what a manifest says of it. */
export async function compareFile(base: string, file: NamedFile): Promise<Difference[]> {
  const { name, sha256, kind, hash = hashContent } = file;
  const place = resolve(base, name);
  const what = kind === "input" ? "The input" : "The output";
  if ((await stat(place).catch(() => undefined)) === undefined) {
    return [{ code: `${kind}-missing`, path: name, message: `${what} is not there.` }];
  }
  if ((await hash(place)) === sha256) return [];
  return [{ code: `${kind}-changed`, path: name, message: `${what} has other bytes than the manifest says.` }];
}

/** Turns a file that is no JSONL into records, as it was done for the split. */
export interface OtherReader {
  readonly readOther?: (path: string) => Promise<InputFile>;
}

/** A file that a split was kept apart from, as the split read it. */
export async function readOtherFile(base: string, name: string, { readOther }: OtherReader): Promise<InputFile> {
  const place = resolve(base, name);
  const isOther = !/\.(?:jsonl|ndjson)(?:\.gz|\.zst)?$/.test(name);
  const input = isOther && readOther !== undefined ? await readOther(place) : { path: place };
  return { ...input, name };
}

/** {@link compareFile} for a file that a split was kept apart from: by the records that were read of it. */
export async function compareOther(
  base: string,
  { path: name, sha256 }: { readonly path: string; readonly sha256: string },
  reader: OtherReader,
): Promise<Difference[]> {
  const hash = async (): Promise<string> => {
    // What can no longer be read at all has changed, too.
    const input = await readOtherFile(base, name, reader).catch(() => undefined);
    if (input === undefined) return "";
    return input.content === undefined ? hashContent(input.path) : sha256Hex(input.content);
  };
  return compareFile(base, { name, sha256, kind: "input", hash });
}

/** SHA-256 of the unpacked bytes. */
async function hashContent(path: string): Promise<string> {
  if (!/\.(?:gz|zst)$/.test(path)) return hashFile(path);
  const digest = startSha256();
  for await (const piece of openSource(path)) digest.update(piece);
  return digest.digest("hex");
}
