import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "./run.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** A package of the workspace, as it would be published. */
export interface PackedPackage {
  readonly name: string;
  /** Its folder in the workspace, such as `packages/jsonl`. */
  readonly source: string;
  /** The archive that a registry would be given. */
  readonly archive: string;
  /** What can be imported from it: `.`, and `./testing` where it has that. */
  readonly entries: readonly string[];
}

/**
 * Packs every package of the workspace.
 *
 * @param folder Where the archives go.
 * @throws {Error} If one cannot be packed.
 */
export async function packWorkspace(folder: string): Promise<readonly PackedPackage[]> {
  const packed: PackedPackage[] = [];
  for (const entry of readdirSync(join(root, "packages"))) {
    const source = join("packages", entry);
    const manifest = JSON.parse(readFileSync(join(root, source, "package.json"), "utf8")) as {
      name: string;
      exports: Record<string, unknown>;
    };
    const target = join(folder, entry);
    mkdirSync(target, { recursive: true });
    // pnpm puts real versions in the place of `workspace:` and `catalog:`.
    await run("npx", ["--yes", "pnpm@10.34.9", "pack", "--pack-destination", target], join(root, source));
    const [archive] = readdirSync(target);
    if (archive === undefined) throw new Error(`${manifest.name} was not packed.`);
    const entries = Object.keys(manifest.exports).filter((path) => !path.includes("*") && path !== "./package.json");
    packed.push({ name: manifest.name, source, archive: join(target, archive), entries });
  }
  return packed;
}
