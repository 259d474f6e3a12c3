import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { preferenceExampleSchema, sanitizeReportSchema } from "@tunewright/schema";
import { runCli } from "../testing/run-cli.ts";

const rules = `version: 1
pack: test
rules:
  - id: get-random-float
    message: It is GetRandomFloat.
    match: {kind: call, name: RandomFloat}
    fix: GetRandomFloat
    examples:
      - before: "RandomFloat(1.0);"
        after: "GetRandomFloat(1.0);"
      - keep: "GetRandomFloat(1.0);"
  - id: no-kill-entity
    message: There is no KillEntity.
    match: {kind: call, name: KillEntity}
    examples:
      - report: "KillEntity(1);"
      - keep: "RemoveEntity(1);"
`;
const line = (content: string): string =>
  `${JSON.stringify({
    messages: [
      { role: "user", content: "a" },
      { role: "assistant", content },
    ],
  })}\n`;
const dirty = line("```sp\nfloat f = RandomFloat(1.0, 2.0);\nKillEntity(5);\n```\n");
const clean = dirty.replace("RandomFloat", "GetRandomFloat");
let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "tunewright-cli-sanitize-"));
  await mkdir(join(cwd, "rules"));
  await writeFile(join(cwd, "rules", "a.yaml"), rules);
  await writeFile(join(cwd, "bad.yaml"), rules.replace("fix: GetRandomFloat", "fix: [1]"));
  await writeFile(join(cwd, "wrong.yaml"), rules.replace('after: "GetRandomFloat(1.0);"', 'after: "Nothing(1.0);"'));
  await writeFile(join(cwd, "train.jsonl"), `${dirty}{broken\n${line("fine")}`);
});
afterAll(() => rm(cwd, { recursive: true }));
const run = (argv: readonly string[], stdin?: string) =>
  runCli(argv, { cwd, ...(stdin === undefined ? {} : { stdin }) });
const read = (name: string): Promise<string> => readFile(join(cwd, name), "utf8");

describe("tunewright sanitize", () => {
  it("writes the output, the report and the rejects", async () => {
    const result = await run([
      "sanitize",
      "train.jsonl",
      "--rules",
      "rules",
      "--out",
      "out.jsonl",
      "--report",
      "report.json",
      "--json",
    ]);
    expect(result.code).toBe(0);
    const report = sanitizeReportSchema.parse(JSON.parse(result.stdout));
    expect(report).toMatchObject({ version: 1, records: 2, changedRecords: 1, replacements: 1, rejected: 1 });
    expect(report.changes).toEqual([
      {
        file: "train.jsonl",
        line: 1,
        message: 1,
        path: "messages[1].content",
        start: 16,
        end: 27,
        rule: "get-random-float",
        before: "RandomFloat",
        after: "GetRandomFloat",
      },
    ]);
    expect(report.findings).toMatchObject([{ line: 1, rule: "no-kill-entity", severity: "error", code: "reported" }]);
    expect(report.output).toMatchObject({ path: "out.jsonl" });
    expect(JSON.parse(await read("report.json"))).toEqual(report);
    expect(await read("out.jsonl")).toBe(clean + line("fine"));
    expect(JSON.parse(await read("out.jsonl.rejects.jsonl"))).toMatchObject({
      file: "train.jsonl",
      line: 2,
      record: "{broken",
    });
    expect(result.stderr).toContain("2 records, 1 replacement in 1 record, 1 finding, 1 rejected.");
  });

  it("is a filter for pipes", async () => {
    const result = await run(["sanitize", "-", "--rules", "rules", "--out", "-"], dirty);
    expect(result).toMatchObject({ code: 0, stdout: clean });
  });

  it("takes the dataset behind the rules for what it is", async () => {
    const result = await run(["sanitize", "--rules", "rules", "train.jsonl", "--dry-run", "--json"]);
    expect(JSON.parse(result.stdout)).toMatchObject({ replacements: 1, output: null });
  });

  it("goes on past a record that it cannot read, and says where it is", async () => {
    const result = await run(["sanitize", "train.jsonl", "--rules", "rules", "--out", "read.jsonl"]);
    expect(result.code).toBe(0);
    expect(result.stderr).toContain("read.jsonl.rejects.jsonl");
  });

  it("ends with 1 under --check where only a record would be rejected", async () => {
    const result = await run(["sanitize", "-", "--rules", "rules", "--check"], `${clean}{broken\n`);
    expect(result.code).toBe(1);
    expect(result.stderr).toContain("0 replacements in 0 records, 1 finding, 1 rejected.");
  });

  it("ends with 1 under --check when anything would change, and writes nothing", async () => {
    expect((await run(["sanitize", "-", "--rules", "rules", "--check"], dirty)).code).toBe(1);
    expect((await run(["sanitize", "-", "--rules", "rules", "--check"], clean)).code).toBe(0);
  });

  it("prints a unified diff of the decoded text", async () => {
    const { stdout } = await run(["sanitize", "-", "--rules", "rules", "--diff"], dirty);
    expect(stdout).toBe(
      "--- a/-:1 messages[1].content\n+++ b/-:1 messages[1].content\n@@ -1,4 +1,4 @@\n ```sp\n-float f = RandomFloat(1.0, 2.0);\n+float f = GetRandomFloat(1.0, 2.0);\n KillEntity(5);\n ```\n",
    );
  });

  it("prints annotations for GitHub", async () => {
    const { stdout } = await run(["sanitize", "-", "--rules", "rules", "--dry-run", "--format", "github"], dirty);
    expect(stdout).toBe(
      "::error file=-,line=1,title=get-random-float::messages[1].content: RandomFloat → GetRandomFloat. It is GetRandomFloat.\n" +
        "::error file=-,line=1,title=no-kill-entity::messages[1].content: reported. There is no KillEntity.\n",
    );
  });

  it("prints SARIF", async () => {
    const { stdout } = await run(["sanitize", "-", "--rules", "rules", "--dry-run", "--format", "sarif"], dirty);
    expect(JSON.parse(stdout)).toMatchObject({
      version: "2.1.0",
      runs: [
        {
          tool: { driver: { name: "tunewright", rules: [{ id: "get-random-float" }, { id: "no-kill-entity" }] } },
          results: [
            { ruleId: "get-random-float", ruleIndex: 0, level: "error" },
            { ruleId: "no-kill-entity", ruleIndex: 1, level: "error" },
          ],
        },
      ],
    });
  });

  it("writes preference pairs of what it repaired", async () => {
    await run(["sanitize", "-", "--rules", "rules", "--out", "x.jsonl", "--emit-preferences", "pairs.jsonl"], dirty);
    const pair = preferenceExampleSchema.parse(JSON.parse(await read("pairs.jsonl")));
    expect(pair.input.messages).toEqual([{ role: "user", content: "a" }]);
    expect(`${JSON.stringify(pair.preferred_output[0])}`).toContain("GetRandomFloat");
    expect(`${JSON.stringify(pair.non_preferred_output[0])}`).toContain(" RandomFloat");
  });

  it.each([
    { title: "over its input", options: ["--out", "train.jsonl"] },
    { title: "into the folder of its input", options: ["--out", "."] },
    { title: "the report over its input", options: ["--out", "new.jsonl", "--report", "train.jsonl"] },
    { title: "the report over the records", options: ["--out", "new.jsonl", "--report", "new.jsonl"] },
  ])("does not write $title", async ({ options }) => {
    const before = await read("train.jsonl");
    const result = await run(["sanitize", "train.jsonl", "--rules", "rules", ...options]);
    expect(result).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining("Cannot write") });
    expect(await read("train.jsonl")).toBe(before);
  });

  it("prints the report where standard output is named for it", async () => {
    const result = await run(["sanitize", "-", "--rules", "rules", "--dry-run", "--report", "-"], dirty);
    expect(sanitizeReportSchema.parse(JSON.parse(result.stdout))).toMatchObject({ replacements: 1 });
  });

  it("keeps a backup when it writes in place", async () => {
    await writeFile(join(cwd, "place.jsonl"), dirty);
    expect((await run(["sanitize", "place.jsonl", "--rules", "rules", "--in-place"])).code).toBe(0);
    expect([await read("place.jsonl"), await read("place.jsonl.bak")]).toEqual([clean, dirty]);
  });

  it.each([
    ["no file", ["sanitize", "--rules", "rules", "--check"], "Cannot sanitize: no file is named."],
    ["no place to write", ["sanitize", "train.jsonl", "--rules", "rules"], "Cannot tell where to write"],
    ["no rules", ["sanitize", "train.jsonl", "--check"], "Cannot tell which rules to apply"],
    ["a missing pack", ["sanitize", "train.jsonl", "--rules", "nope", "--check"], "No rule pack was found at"],
    [
      "a pack of the wrong shape",
      ["sanitize", "train.jsonl", "--rules", "bad.yaml", "--check"],
      "bad.yaml:7:10: rules.0.fix:",
    ],
    [
      "a pack whose example fails",
      ["sanitize", "train.jsonl", "--rules", "wrong.yaml", "--out", "never.jsonl"],
      "wrong.yaml:9:9: get-random-float: example 1 is missing",
    ],
    [
      "threads that are no number",
      ["sanitize", "train.jsonl", "--rules", "rules", "--check", "--threads", "x"],
      "It must be a whole number from 1.",
    ],
  ])("ends with 2 on %s", async (_name, argv, message) => {
    const result = await run(argv);
    expect(result.code).toBe(2);
    expect(result.stderr).toContain(message);
  });
});

describe("tunewright rules", () => {
  it("names the four outcomes and ends with 1 when an example fails", async () => {
    const good = await run(["rules", "test", "--rules", "rules"]);
    expect(good.code).toBe(0);
    expect(good.stdout).toBe(
      "fixed   get-random-float example 1\nkept    get-random-float example 2\nfixed   no-kill-entity example 1\nkept    no-kill-entity example 2\n",
    );
    const bad = await run(["rules", "test", "--rules", "wrong.yaml", "--json"]);
    expect(bad.code).toBe(1);
    expect(JSON.parse(bad.stdout)).toMatchObject({ summary: { fixed: 1, kept: 2, noisy: 0, missing: 1 } });
  });

  it("checks, lists and explains", async () => {
    expect((await run(["rules", "check", "--rules", "rules"])).stdout).toBe("2 rules in 1 pack are sound.\n");
    expect((await run(["rules", "list", "--rules", "rules"])).stdout).toContain(
      "get-random-float  error     fixes    It is GetRandomFloat.",
    );
    const { stdout } = await run(["rules", "explain", "get-random-float", "--rules", "rules"]);
    expect(stdout).toContain("get-random-float (error, wrong-api), rules/a.yaml:4");
    expect(stdout).toContain("after:\n    GetRandomFloat(1.0);");
    expect((await run(["rules", "explain", "nothing", "--rules", "rules"])).code).toBe(2);
  });
});
