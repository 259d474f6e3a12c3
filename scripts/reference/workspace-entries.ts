import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The top of the workspace. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/** One module that a package lets others import. */
export interface WorkspaceEntry {
  /** What an importer writes, such as `@tunewright/sanitizer/testing`. */
  readonly specifier: string;
  /** Its source, by the path from the top of the workspace. */
  readonly source: string;
  /** The declaration file that the build makes of it. */
  readonly types: string;
}

/** @returns The entries of each package, by the package's folder. */
export function workspaceEntries(): ReadonlyMap<string, readonly WorkspaceEntry[]> {
  const found = new Map<string, readonly WorkspaceEntry[]>();
  for (const name of readdirSync(join(root, "packages"))) {
    const folder = join("packages", name);
    const manifest = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")) as {
      name: string;
      exports: Record<string, string | Readonly<Record<string, string>>>;
    };
    const entries: WorkspaceEntry[] = [];
    for (const [path, target] of Object.entries(manifest.exports)) {
      if (typeof target === "string") continue;
      const { "@tunewright/source": source, types } = target;
      if (source === undefined || types === undefined)
        throw new Error(`${folder}: ${path} names no source or no types.`);
      entries.push({
        specifier: `${manifest.name}${path.slice(1)}`,
        source: join(folder, source),
        types: join(folder, types),
      });
    }
    found.set(folder, entries);
  }
  return found;
}
