import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { type SanitizeReport, sanitizeReportSchema } from "@tunewright/schema";
import { type VersionFolder, versionFiles } from "./version-folder.ts";

/** One hash of all rule packs, which a version and its launch are told by: the same packs in another order are other rules. */
export function hashRules(packs: Iterable<{ readonly sha256: string }>): string {
  const hash = createHash("sha256");
  for (const { sha256 } of packs) hash.update(`${sha256}\n`);
  return hash.digest("hex");
}

/** The report of the version's last sanitize step; throws where there is none, or none that can be read. */
export async function readSanitizeReport(folder: VersionFolder): Promise<SanitizeReport> {
  return sanitizeReportSchema.parse(JSON.parse(await readFile(folder.file(versionFiles.sanitize), "utf8")));
}
