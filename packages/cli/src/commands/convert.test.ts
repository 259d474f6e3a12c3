import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { runCli } from "../testing/run-cli.ts";

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), "tunewright-convert-"));
});
afterEach(() => rm(cwd, { recursive: true }));

const alpaca = '[\n  {"instruction": "a", "output": "b"},\n  {"instruction": "c"}\n]\n';
const asked = '{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]}\n';

describe("tunewright convert", () => {
  it("makes JSONL of a list, keeps what it cannot convert, and ends with 1 for it", async () => {
    await writeFile(join(cwd, "alpaca.json"), alpaca);
    const run = await runCli(["convert", "alpaca.json", "--out", "train.jsonl", "--json"], { cwd });
    expect(run.code).toBe(1);
    expect(JSON.parse(run.stdout)).toEqual({
      version: 1,
      converted: 1,
      kept: 0,
      rejected: 1,
      formats: { alpaca: 1 },
      output: "train.jsonl",
    });
    expect(await readFile(join(cwd, "train.jsonl"), "utf8")).toBe(asked);
    expect(JSON.parse(await readFile(join(cwd, "train.jsonl.rejects.jsonl"), "utf8"))).toMatchObject({
      file: "alpaca.json",
      line: 3,
      issues: [{ code: "not-convertible" }],
      record: '{"instruction": "c"}',
    });
  });

  it("leaves right records and long numbers as they were", async () => {
    const kept = `${asked.slice(0, -2)},"id":12345678901234567890}\n`;
    const foreign = '{"prompt":"a","completion":"b","id":12345678901234567890}\n';
    expect(await runCli(["convert", "-", "--out", "-"], { cwd, stdin: kept + foreign })).toEqual({
      code: 0,
      stdout: kept + kept,
      stderr: "1 record converted (1 prompt-completion), 1 kept as they were.\n",
    });
    expect(await readdir(cwd)).toEqual([]);
  });

  it("refuses what would not be valid afterwards, what hides a key, and what is nested without end", async () => {
    const deep = `{"prompt":"a","completion":"b","x":${"[".repeat(50_000)}${"]".repeat(50_000)}}\n`;
    const lines = ['{"prompt":"a","completion":" "}\n', '{"prompt":"a","prompt":"z","completion":"b"}\n', deep];
    const run = await runCli(["convert", "-", "--out", "out.jsonl"], { cwd, stdin: lines.join("") });
    expect(run).toMatchObject({ code: 1, stdout: "" });
    const rejects = (await readFile(join(cwd, "out.jsonl.rejects.jsonl"), "utf8")).trim().split("\n");
    expect(rejects.map((reject) => JSON.parse(reject).issues[0].code)).toEqual([
      "whitespace-content",
      "duplicate-key",
      "invalid-json",
    ]);
  });
});
