import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  type DedupeReport,
  dedupeReportSchema,
  type SanitizeReport,
  sanitizeReportSchema,
  type SplitManifest,
  splitManifestSchema,
  type TokenReport,
  tokenReportSchema,
} from "@tunewright/schema";
import { versionFiles } from "../pipeline/version-folder.ts";

/** What the steps of one version wrote. */
export interface VersionFiles {
  readonly version: string;
  readonly manifest: SplitManifest | undefined;
  readonly sanitize: SanitizeReport | undefined;
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
  return {
    version,
    manifest: await read(versionFiles.manifest, splitManifestSchema),
    sanitize: await read(versionFiles.sanitize, sanitizeReportSchema),
    dedupe: await read(versionFiles.dedupe, dedupeReportSchema),
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
