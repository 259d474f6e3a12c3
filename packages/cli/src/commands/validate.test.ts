import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { validationReportSchema } from "@tunewright/schema";
import { runCli } from "../testing/run-cli.ts";

const good = JSON.stringify({
  messages: [
    { role: "user", content: "a" },
    { role: "assistant", content: "b" },
  ],
});
let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "tunewright-validate-"));
  await mkdir(join(cwd, "raw"));
  await mkdir(join(cwd, "empty"));
  await writeFile(join(cwd, "raw", "b.jsonl"), `${good}\n${good}\n`);
  await writeFile(join(cwd, "raw", "a.jsonl"), `${good}\n{"messages":[\n`);
});
afterAll(() => rm(cwd, { recursive: true }));

describe("tunewright validate", () => {
  it("prints the contract's JSON and ends with 1 on an error", async () => {
    const run = await runCli(["validate", "raw", "--json"], { cwd });
    expect(run).toMatchObject({ code: 1, stderr: "" });
    const report = validationReportSchema.parse(JSON.parse(run.stdout));
    expect(report.files.map(({ path, format, records, invalid }) => ({ path, format, records, invalid }))).toEqual([
      { path: "raw/a.jsonl", format: "chat", records: 2, invalid: 1 },
      { path: "raw/b.jsonl", format: "chat", records: 2, invalid: 0 },
    ]);
    expect(report.files[0]?.issues.map(({ line, code }) => ({ line, code }))).toEqual([
      { line: 2, code: "invalid-json" },
    ]);
  });

  it("reads standard input", async () => {
    expect(await runCli(["validate", "-"], { cwd, stdin: `${good}\n` })).toEqual({
      code: 0,
      stdout: "",
      stderr: "1 records in 1 file, 0 invalid.\n",
    });
  });

  it.each([
    ["a missing file", ["validate", "nope.jsonl"], "error: Cannot read nope.jsonl: there is no such file."],
    ["a glob without a match", ["validate", "raw/*.txt"], "error: Cannot read raw/*.txt: no file matches."],
    ["a folder without JSONL", ["validate", "empty"], "error: Cannot read empty: the folder holds no JSONL file."],
    [
      "a wrong format",
      ["validate", "raw", "--format", "xml"],
      "error: option '--format <format>' argument 'xml' is invalid.",
    ],
    ["an unknown command", ["validat", "raw"], "error: unknown command 'validat'"],
    ["no file at all", ["validate"], "error: missing required argument 'files'"],
  ])("ends with 2 and one clear line on %s", async (_name, argv, line) => {
    const run = await runCli(argv, { cwd });
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr.split("\n")[0]).toContain(line);
  });

  it("documents the exit codes", async () => {
    const run = await runCli(["--help"], { cwd });
    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(/130\s+interrupted/);
  });
});
