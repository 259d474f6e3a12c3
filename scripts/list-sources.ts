import { readdirSync } from "node:fs";
import { join } from "node:path";

/**
 * The TypeScript sources in a folder of this workspace, in it and below it.
 *
 * What is installed, built or hidden is not looked into: tests that run at the same time make hidden folders and take them away.
 *
 * @returns Paths that begin with the folder's.
 */
export function listSources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) return entry.name.endsWith(".ts") ? [path] : [];
    return /^(?:node_modules|dist|\..*)$/.test(entry.name) ? [] : listSources(path);
  });
}
