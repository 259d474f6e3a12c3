/**
 * Runs every TypeScript example of every README, so that none goes stale.
 *
 * An example runs in a folder that holds the files of `scripts/readme-fixtures`, and the rules, suites and API indexes of `data`. A comment
 * `//=> …` is a line that it must print.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { findExamples, layOutFixtures } from "./find-readme-examples.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
// Below the command line's package, because that one can import every other.
const examples = join(root, "packages", "cli", ".readme-examples");
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tunewright-readme-"));
  layOutFixtures(folder);
  mkdirSync(examples, { recursive: true });
});
afterAll(() => {
  rmSync(folder, { recursive: true });
  rmSync(examples, { recursive: true });
});

const readmes = [
  "README.md",
  ...readdirSync(join(root, "packages")).map((name) => `packages/${name}/README.md`),
].filter((path) => existsSync(join(root, path)));

describe("examples in the READMEs", () => {
  it.each(readmes.flatMap(findExamples))("$name runs and prints what it says", ({ name, code, promised }) => {
    const path = join(examples, `${name.replaceAll(/\W+/g, "-")}.ts`);
    writeFileSync(path, code);
    const run = spawnSync(
      process.execPath,
      ["--conditions=@tunewright/source", "--disable-warning=ExperimentalWarning", path],
      { cwd: folder, encoding: "utf8", env: { ...process.env, OPENAI_API_KEY: "" }, timeout: 150_000 },
    );
    expect({ status: run.status, stderr: run.stderr }).toEqual({ status: 0, stderr: "" });
    if (promised.length > 0) expect(run.stdout.trimEnd().split("\n")).toEqual(promised);
  });
});
