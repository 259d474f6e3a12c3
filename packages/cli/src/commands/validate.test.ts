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

  it.each([
    { json: "a list", text: `[\n${`${good},\n`.repeat(20)}${good}\n]\n`, more: 21 },
    { json: "an object", text: JSON.stringify(JSON.parse(good), undefined, 2), more: 11 },
  ])("says of $json over many lines once what it is, and what makes JSONL of it", async ({ text, more }) => {
    const run = await runCli(["validate", "-"], { cwd, stdin: text });
    expect(run.code).toBe(1);
    expect(run.stdout.split("\n")).toEqual([
      expect.stringMatching(
        /^-:1: error invalid-json: .*JSON over many lines.*"tunewright convert" makes JSONL of it\.$/,
      ),
      `-: ${more} more faults of its other lines, for the same reason.`,
      "",
    ]);
    const converted = await runCli(["convert", "-", "--out", "-"], { cwd, stdin: text });
    expect(await runCli(["validate", "-"], { cwd, stdin: converted.stdout })).toMatchObject({ code: 0 });
  });

  it("reads standard input", async () => {
    expect(await runCli(["validate", "-"], { cwd, stdin: `${good}\n` })).toEqual({
      code: 0,
      stdout: "",
      stderr: "1 record in 1 file, 0 invalid.\n",
    });
  });

  it("checks the records for a model: its method and its longest training example", async () => {
    const table = `version: 1
models:
  - model: tiny-2026-01-01
    aliases: [tiny]
    provider: openai
    encoding: o200k_base
    trainingContext: 100
    methods: [supervised]
    date: 2026-11-01
    source: made up
`;
    await writeFile(join(cwd, "models.yaml"), table);
    await writeFile(
      join(cwd, "tunewright.yaml"),
      "version: 1\nraw: [raw/*.jsonl]\nmodels: models.yaml\ntrain: { model: tiny, suffix: x }\n",
    );
    const text = (content: string) => ({ role: "assistant", content });
    // A word and its space are one token of o200k_base, so this is far over a hundred.
    const long = { messages: [{ role: "user", content: "a" }, text("hello ".repeat(200).trim())] };
    const pair = { input: { messages: [{ role: "user", content: "a" }] } };
    const preference = { ...pair, preferred_output: [text("b")], non_preferred_output: [text("c")] };
    await writeFile(join(cwd, "long.jsonl"), `${good}\n${JSON.stringify(long)}\n`);
    await writeFile(join(cwd, "pairs.jsonl"), `${JSON.stringify(preference)}\n`);
    const run = await runCli(["validate", "long.jsonl", "pairs.jsonl", "--model", "tiny", "--json"], { cwd });
    const { files } = validationReportSchema.parse(JSON.parse(run.stdout));
    expect(files.map(({ issues }) => issues.map(({ line, code, severity }) => ({ line, code, severity })))).toEqual([
      [{ line: 2, code: "over-long", severity: "warning" }],
      [{ line: 0, code: "model-method", severity: "error" }],
    ]);
    expect(run).toMatchObject({ code: 1, stderr: "" });

    const unknown = await runCli(["validate", "long.jsonl", "--model", "other"], { cwd });
    expect(unknown).toMatchObject({ code: 0 });
    expect(unknown.stderr).toContain("the model table does not know other");
    const piped = await runCli(["validate", "-", "--model", "tiny"], { cwd, stdin: `${good}\n` });
    expect(piped).toMatchObject({ code: 2, stdout: "" });
    expect(piped.stderr).toContain("Cannot check standard input for a model");
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
