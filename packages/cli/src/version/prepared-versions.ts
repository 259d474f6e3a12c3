import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { versionNameSchema } from "@tunewright/schema";
import { isThere } from "../input/is-there.ts";
import { versionFiles } from "./version-folder.ts";

/** Versions of a data folder that have a split, by their number. */
export async function preparedVersions(data: string): Promise<string[]> {
  const folder = join(data, "versions");
  const prepared: string[] = [];
  for (const name of await readdir(folder).catch(() => [])) {
    if (versionNameSchema.safeParse(name).success && (await isThere(join(folder, name, versionFiles.manifest)))) {
      prepared.push(name);
    }
  }
  return prepared.toSorted((one, other) => Number(one.slice(1)) - Number(other.slice(1)));
}
