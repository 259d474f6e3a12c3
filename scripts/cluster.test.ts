/**
 * Runs the engines of the cluster guide over the JSONL filter, where they are installed (Debian: `parallel`, `python3-distributed`),
 * and compares the bytes with those of one process. Where one is not installed its test says so and passes.
 */
import { spawnSync } from "node:child_process";
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { guideBlocks, installForGuides, typeCommands } from "./guide-shell.ts";

let folder: string;
let project: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tunewright-cluster-"));
  installForGuides(folder);
  project = join(folder, "project");
  mkdirSync(project);
  expect(typeCommands(folder, project, "tunewright init . --language python")).toEqual({ status: 0, stderr: "" });
  // What makes parts differ from the whole if anything does: letters of several bytes at the cuts, and a line that is no record.
  const data = join(project, "raw", "examples.jsonl");
  const lines = readFileSync(data, "utf8");
  for (const mark of ["Größe", "サイズ", "\u{1F514}"]) appendFileSync(data, lines.replaceAll("the ", `the ${mark} `));
  appendFileSync(data, "no record\n");
  writeFileSync(join(project, "raw", "more.jsonl"), lines.replaceAll("door", "gate"));
  expect(typeCommands(folder, project, "tunewright sanitize raw/examples.jsonl --out whole.jsonl")).toEqual({
    status: 0,
    stderr: "",
  });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

const hasParallel =
  spawnSync("parallel", ["--version"], { encoding: "utf8" }).stdout?.startsWith("GNU parallel") ?? false;
const python = ["python3", "/usr/bin/python3"].find(
  (name) => spawnSync(name, ["-c", "import dask.bytes, distributed"], { stdio: "ignore" }).status === 0,
);
const hint = (installed: boolean): string => (installed ? "" : " (not installed here, so nothing is compared)");

/** Whole records that went aside, over all parts. */
function rejected(): number {
  const files = readdirSync(project).filter((name) => /^rejects-\d+\.jsonl$/.test(name));
  const count = files.map((name) => readFileSync(join(project, name), "utf8").trimEnd().split("\n").length);
  for (const name of files) rmSync(join(project, name));
  return count.reduce((sum, lines) => sum + lines, 0);
}

describe("the JSONL filter under an engine gives the bytes of one process", () => {
  it(`GNU parallel, one file in blocks and many files${hint(hasParallel)}`, () => {
    if (!hasParallel) return;
    const [block = ""] = guideBlocks("cluster.md", "parallel");
    expect(typeCommands(folder, project, block)).toEqual({ status: 0, stderr: "" });
    const whole = readFileSync(join(project, "whole.jsonl"));
    expect(readFileSync(join(project, "joined.jsonl")).equals(whole)).toBe(true);
    expect(rejected()).toBe(1);
    expect(readFileSync(join(project, "clean", "examples.jsonl")).equals(whole)).toBe(true);
    expect(readdirSync(join(project, "clean"))).toContain("more.jsonl");
  }, 180_000);

  it(`Dask distributed, two workers${hint(python !== undefined)}`, () => {
    if (python === undefined) return;
    const [program = ""] = guideBlocks("cluster.md", "python");
    writeFileSync(join(project, "filter.py"), program);
    const command = `${python} filter.py raw/examples.jsonl dask.jsonl 3000`;
    expect(typeCommands(folder, project, command)).toEqual({ status: 0, stderr: "" });
    expect(readFileSync(join(project, "dask.jsonl")).equals(readFileSync(join(project, "whole.jsonl")))).toBe(true);
    expect(rejected()).toBe(1);
  }, 180_000);
});
