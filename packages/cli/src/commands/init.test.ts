import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { main } from "../main.ts";
import { runCli } from "../testing/run-cli.ts";
import { spawnCli } from "../testing/spawn-cli.ts";

/** An API index of SourcePawn that knows no name at all. */
const indexWithoutNames = {
  version: 1,
  name: "none",
  game: "none",
  sourcemod: "1.12",
  sources: [],
  includes: {},
  functions: [],
  forwards: [],
  types: [],
  members: [],
  constants: [],
  events: [],
  netprops: [],
};

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), "tunewright-init-"));
});
afterEach(() => rm(cwd, { recursive: true }));

describe("tunewright init", () => {
  it.each([
    "sourcepawn",
    "python",
    "javascript",
    "sql",
    "c#",
    "cpp",
    "go",
    "java",
    "lua",
    "rust",
    "terraform",
    "unity",
    "zig",
  ])("starts a project in %s whose rules are sound", async (language) => {
    expect(await runCli(["init", "house", "--language", language], { cwd })).toMatchObject({ code: 0 });
    const folder = join(cwd, "house");
    const check = await runCli(["rules", "check"], { cwd: folder });
    expect({ code: check.code, stdout: check.stdout }).toEqual({ code: 0, stdout: "1 rule in 1 pack is sound.\n" });
    const fixed = await runCli(["sanitize", "raw", "--dry-run", "--json"], { cwd: folder });
    expect(JSON.parse(fixed.stdout)).toMatchObject({ records: 12, replacements: 1 });
    // An API index holds names of SourcePawn; elsewhere none is missed.
    expect(fixed.stderr.includes("No API index is named")).toBe(language === "sourcepawn");
  });

  it("tells a next command that can be typed, whatever the folder's name", async () => {
    const { code, stderr } = await runCli(["init", "my model", "--language", "python"], { cwd });
    expect(code).toBe(0);
    expect(stderr).toContain("tunewright run --config 'my model/tunewright.yaml' --version v1");
  });

  it("makes a project that goes the whole way as it is, on the local provider", async () => {
    await runCli(["init", ".", "--name", "house"], { cwd });
    const { code, stdout, stderr } = await spawnCli(["run", "--version", "v1", "--json"], { cwd });
    expect(code).toBe(0);
    expect(stderr.match(/No API index is named/g)).toHaveLength(1);
    expect(JSON.parse(stdout)).toMatchObject({
      record: { version: "v1", status: "succeeded" },
      evaluation: { total: 2 },
    });
  });

  it("makes rules that the API index of another language, in a project around it, does not refuse", async () => {
    await runCli(["init", "inner", "--language", "python"], { cwd });
    await writeFile(join(cwd, "api.json"), JSON.stringify(indexWithoutNames));
    await writeFile(join(cwd, "tunewright.yaml"), "version: 1\nraw: [inner/raw]\napi: api.json\ntrain: { model: m }\n");
    const argv = ["sanitize", "inner/raw", "--rules", "inner/rules", "--dry-run", "--json"];
    const { code, stdout } = await runCli(argv, { cwd });
    expect({ code, report: JSON.parse(stdout) }).toMatchObject({ code: 0, report: { replacements: 1 } });
  });

  it("names a run that works from where it was called", async () => {
    const { stderr } = await runCli(["init", "inner", "--language", "python"], { cwd });
    expect(stderr).toBe("\nTry it: tunewright run --config inner/tunewright.yaml --version v1\n");
  });

  it("writes nothing where a file is there already", async () => {
    await writeFile(join(cwd, "tunewright.yaml"), "mine");
    const { code, stderr } = await runCli(["init"], { cwd });
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining("it has tunewright.yaml already") });
    expect(await readdir(cwd)).toEqual(["tunewright.yaml"]);
    expect(await readFile(join(cwd, "tunewright.yaml"), "utf8")).toBe("mine");
  });

  it("refuses a name that no provider takes", async () => {
    expect(await runCli(["init", "--name", "My Model!"], { cwd })).toMatchObject({ code: 2, stdout: "" });
  });
});

describe("tunewright init in a terminal", () => {
  /** Answers each question as it comes, and gives the exit code and what was shown. */
  async function typed(argv: readonly string[], answers: readonly string[]): Promise<{ code: number; shown: string }> {
    const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => stdin });
    const stderr = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
    const left = [...answers];
    let shown = "";
    stderr.on("data", (piece: Buffer) => {
      shown += piece.toString();
      if (/\[[^\]]+\] /.test(piece.toString())) stdin.write(left.shift() ?? "\u0004");
    });
    const { signal } = new AbortController();
    const code = await main(argv, { cwd, env: {}, stdin, stdout: new PassThrough(), stderr, signal });
    return { code, shown };
  }

  it("asks for what is not given, and takes the default for an empty line", async () => {
    const { code, shown } = await typed(["init", "house", "--model", "m"], ["\r", "python\r"]);
    expect(code).toBe(0);
    expect(shown).not.toContain("Base model");
    expect(await readdir(join(cwd, "house", "rules"))).toEqual(["house.yaml"]);
    expect(await readFile(join(cwd, "house", "rules", "house.yaml"), "utf8")).toContain('language: "python"');
  });

  it.each([
    { key: "Ctrl-C", typed: "\u0003" },
    { key: "Ctrl-D", typed: "\u0004" },
  ])("stops on $key with 130, and nothing is written", async ({ typed: key }) => {
    const { code, shown } = await typed(["init", "house"], ["house\r", key]);
    expect({ code, said: shown.split("\n").at(-2) }).toEqual({
      code: 130,
      said: expect.stringContaining("error: Stopped at the question; nothing was done."),
    });
    expect(await readdir(cwd)).toEqual([]);
  });

  it("asks nothing where a project is already", async () => {
    await writeFile(join(cwd, "tunewright.yaml"), "version: 1\n");
    const { code, shown } = await typed(["init"], []);
    expect({ code, shown }).toEqual({
      code: 2,
      shown: "error: Cannot start a project in .: it has tunewright.yaml already. Name an empty folder.\n",
    });
  });
});
