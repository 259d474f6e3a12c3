import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** A TypeScript block of a README. */
export interface ReadmeExample {
  /** The README and the place in it, such as `packages/jsonl/README.md #1`. */
  readonly name: string;
  readonly code: string;
  /** The lines that its `//=> …` comments say it prints; empty where it says nothing. */
  readonly promised: readonly string[];
}

/**
 * The runnable examples of a README, in their order.
 *
 * @param path The README's path, from the top of the workspace.
 */
export function findExamples(path: string): readonly ReadmeExample[] {
  const blocks = [...readFileSync(join(root, path), "utf8").matchAll(/^(`{3,})ts\n([\s\S]*?)^\1$/gm)];
  return blocks.map(([, , code = ""], index) => ({
    name: `${path} #${index + 1}`,
    code,
    promised: [...code.matchAll(/\/\/=> (.*)$/gm)].map(([, line = ""]) => line),
  }));
}

/** Puts the files that examples read into a folder: a small dataset, and the rules, suites and API indexes of `data`. */
export function layOutFixtures(folder: string): void {
  cpSync(join(root, "scripts", "readme-fixtures"), folder, { recursive: true });
  for (const part of ["rules", "suites", "api"])
    cpSync(join(root, "data", part), join(folder, "data", part), { recursive: true });
}
