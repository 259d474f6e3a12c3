/**
 * Runs every TypeScript example of every README, so that none goes stale.
 *
 * An example runs in a folder that holds the files of `scripts/readme-fixtures`, and the rules, suites and API indexes of `data`. A comment `//=> …` is a line
 * that it must print.
 */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";

const root = fileURLToPath(new URL("..", import.meta.url));
// Below the command line's package, because that one can import every other.
const examples = join(root, "packages", "cli", ".readme-examples");
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tunewright-readme-"));
  cpSync(join(root, "scripts", "readme-fixtures"), folder, { recursive: true });
  cpSync(join(root, "data", "rules"), join(folder, "data", "rules"), { recursive: true });
  cpSync(join(root, "data", "suites"), join(folder, "data", "suites"), { recursive: true });
  cpSync(join(root, "data", "api"), join(folder, "data", "api"), { recursive: true });
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
const found = readmes.flatMap((path) =>
  [...readFileSync(join(root, path), "utf8").matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map((match, index) => ({
    name: `${path} #${index + 1}`,
    code: match[1] ?? "",
  })),
);

describe("examples in the READMEs", () => {
  it.each(found)("$name runs and prints what it says", ({ name, code }) => {
    const path = join(examples, `${name.replaceAll(/\W+/g, "-")}.ts`);
    writeFileSync(path, code);
    const run = spawnSync(
      process.execPath,
      ["--conditions=@tunewright/source", "--disable-warning=ExperimentalWarning", path],
      {
        cwd: folder,
        encoding: "utf8",
        env: { ...process.env, OPENAI_API_KEY: "" },
        timeout: 25_000,
      },
    );
    expect({ status: run.status, stderr: run.stderr }).toEqual({ status: 0, stderr: "" });
    const promised = [...code.matchAll(/\/\/=> (.*)$/gm)].map((match) => match[1]);
    const printed = run.stdout.trimEnd().split("\n");
    if (promised.length > 0) expect(printed).toEqual(promised);
  });
});
