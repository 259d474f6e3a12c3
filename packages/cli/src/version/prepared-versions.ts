import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { compareVersions, isVersionName } from "@tunewright/schema/version-name";
import { isThere } from "../input/is-there.ts";
import { versionFiles } from "./version-folder.ts";

/** Versions of a data folder that have a split, by their number. */
export async function preparedVersions(data: string): Promise<string[]> {
  const folder = join(data, "versions");
  const prepared: string[] = [];
  for (const name of await readdir(folder).catch(() => [])) {
    if (isVersionName(name) && (await isThere(join(folder, name, versionFiles.manifest)))) {
      prepared.push(name);
    }
  }
  return prepared.toSorted(compareVersions);
}
