import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  type DedupeReport,
  dedupeReportSchema,
  duplicateSchema,
  type SanitizeReport,
  sanitizeReportSchema,
  savedPairSchema,
  type SplitManifest,
  type TokenReport,
  tokenReportSchema,
} from "@tunewright/schema";
import { versionFiles } from "./version-folder.ts";

/** What the steps of one version wrote. */
export interface VersionFiles {
  readonly version: string;
  /** Without its records, which can be millions. */
  readonly manifest: Omit<SplitManifest, "records"> | undefined;
  readonly sanitize: SanitizeReport | undefined;
  /** Without its duplicates and pairs. */
  readonly dedupe: DedupeReport | undefined;
  readonly tokens: TokenReport | undefined;
}

/**
 * Reads the reports in `<data>/versions/vN`.
 *
 * One that is missing, or that another version of the tool wrote in another shape, is left out: a report shows what there is.
 */
export async function readVersionFiles(data: string, version: string): Promise<VersionFiles> {
  const read = async <T>(name: string, schema: Schema<T>): Promise<T | undefined> => {
    const parsed = schema.safeParse(await readJson(join(data, "versions", version, name)));
    return parsed.success ? parsed.data : undefined;
  };
  const { walkDocument, walkManifest } = await import("@tunewright/splitter");
  const path = (name: string): string => join(data, "versions", version, name);
  const lists = { duplicates: { schema: duplicateSchema }, pairs: { schema: savedPairSchema } };
  return {
    version,
    manifest: await walkManifest(path(versionFiles.manifest)).catch(() => undefined),
    sanitize: await read(versionFiles.sanitize, sanitizeReportSchema),
    dedupe: await walkDocument(path(versionFiles.dedupe), {
      schema: dedupeReportSchema,
      lists,
      what: "a report of dedupe",
    }).catch(() => undefined),
    tokens: await read(versionFiles.tokens, tokenReportSchema),
  };
}

interface Schema<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false };
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as unknown;
  } catch {
    return undefined;
  }
}
