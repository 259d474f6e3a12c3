import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { datasetDiffSchema, splitManifestSchema, verificationSchema } from "@tunewright/schema";
import { makeSampleFolder } from "../testing/sample-folder.ts";
import { type CliRun, runCli } from "../testing/run-cli.ts";
import { chat, lines } from "../testing/chat-lines.ts";

let cwd: string;
beforeAll(async () => {
  cwd = await makeSampleFolder();
});
afterAll(() => rm(cwd, { recursive: true }));

const run = (...argv: string[]) => runCli(argv, { cwd });

describe("tunewright split, verify and diff", () => {
  it("splits, makes the split again, and compares two versions", async () => {
    const sides = ["--train", "v1/train.jsonl", "--validation", "v1/validation.jsonl"];
    const made = await run(
      "split",
      "raw/one.jsonl",
      ...sides,
      "--validation-count",
      "4",
      "--manifest",
      "v1/manifest.json",
    );
    expect(made).toEqual({
      code: 0,
      stdout: "v1/train.jsonl: 16 records\nv1/validation.jsonl: 4 records\n  one: 16 train, 4 validation\n",
      stderr: "20 records in 20 clusters. Manifest: v1/manifest.json.\n",
    });
    const manifest = splitManifestSchema.parse(JSON.parse(await readFile(join(cwd, "v1/manifest.json"), "utf8")));
    expect(manifest.inputs[0]?.path).toBe("../raw/one.jsonl");
    const verified = await run("verify", "v1/manifest.json", "--json");
    expect(verified.code).toBe(0);
    expect(verificationSchema.parse(JSON.parse(verified.stdout))).toMatchObject({ reproduced: true, records: 20 });

    const more = [...lines.slice(1), chat("a wholly new question", "with its answer")];
    await writeFile(join(cwd, "more.jsonl"), `${more.join("\n")}\n`);
    const next = ["--train", "v2/train.jsonl", "--validation", "v2/validation.jsonl", "--manifest", "v2/manifest.json"];
    const kept = ["--keep-from", "v1/manifest.json", "--validation-count", "4"];
    expect(await run("split", "more.jsonl", ...next, ...kept)).toMatchObject({ code: 0 });
    const diff = await run("diff", "v1/manifest.json", "v2/manifest.json", "--json");
    expect(datasetDiffSchema.parse(JSON.parse(diff.stdout))).toMatchObject({
      from: "v1",
      to: "v2",
      unchanged: 19,
      added: [{ line: 20 }],
      removed: [{ line: 1 }],
      changed: [],
      moved: [],
    });

    await writeFile(join(cwd, "v1/train.jsonl"), "");
    expect(await run("verify", "v1/manifest.json")).toMatchObject({
      code: 1,
      stdout: "train.jsonl: output-changed: The output has other bytes than the manifest says.\n",
    });
  });

  it("shows and stops leaks against a suite's prompts", async () => {
    await writeFile(join(cwd, "suite.yaml"), "cases:\n  - id: a\n    prompt: question 5 of its own\n");
    const out = ["--train", "t.jsonl", "--validation", "v.jsonl", "--against", "suite.yaml"];
    const shown = await run("split", "raw/one.jsonl", ...out);
    expect(shown.code).toBe(0);
    expect(shown.stdout).toMatch(/^leak prompt 1 \((?:train|validation)\): raw\/one\.jsonl:6 and suite\.yaml:1$/m);
    const stopped = await run("split", "raw/one.jsonl", ...out, "--leaks", "fail");
    expect(stopped).toMatchObject({ code: 1, stdout: "" });
    await writeFile(join(cwd, "bad.yaml"), "cases: []\n");
    const bad = await run("split", "raw/one.jsonl", "--train", "t", "--validation", "v", "--against", "bad.yaml");
    expect(bad).toMatchObject({ code: 2, stdout: "" });
  });

  it("sees what a suite asks that it extends, and the suites of a folder", async () => {
    const head = (id: string): string => `version: 1\nid: ${id}\ntitle: T\n`;
    const item = (id: string, prompt: string): string =>
      `cases: [{ id: ${id}, category: c, prompt: ${prompt}, checks: [code] }]\n`;
    await mkdir(join(cwd, "suites"));
    await writeFile(
      join(cwd, "suites/base.yaml"),
      `${head("base")}categories: { c: C }\n${item("a", "question 5 of its own")}`,
    );
    await writeFile(
      join(cwd, "suites/more.yaml"),
      `${head("more")}extends: base.yaml\n${item("b", "question 3 of its own")}`,
    );
    const against = (...names: readonly string[]): Promise<CliRun> =>
      run("split", "raw/one.jsonl", "--train", "t.jsonl", "--validation", "v.jsonl", "--against", ...names);
    const leaks = ({ stdout }: CliRun): readonly string[] =>
      [...stdout.matchAll(/^leak .*: (\S+) and (\S+)$/gm)].map(([, record, asked]) => `${record} ${asked}`);
    const extended = await against("suites/more.yaml");
    expect(leaks(extended)).toEqual(["raw/one.jsonl:4 suites/more.yaml:2", "raw/one.jsonl:6 suites/more.yaml:1"]);
    expect(leaks(await against("suites"))).toEqual(expect.arrayContaining(["raw/one.jsonl:6 suites/base.yaml:1"]));
    await mkdir(join(cwd, "nothing"));
    expect(await against("nothing")).toMatchObject({
      code: 2,
      stderr:
        "error: Cannot read nothing: the folder holds neither a suite nor a JSONL file. Suites end in .yaml; dataset files end in .jsonl, .jsonl.gz or .jsonl.zst.\n",
    });
  });

  it.each([
    ["a ratio above 1", ["--validation-ratio", "1.5"], 2],
    ["a ratio of 0", ["--validation-ratio", "0"], 2],
    ["a count that is no number", ["--validation-count", "many"], 2],
    ["more validation than records", ["--validation-count", "20"], 1],
    ["a pattern that is none", ["--category", "x=("], 2],
    ["a version that is not there", ["--keep-from", "nowhere.json"], 2],
  ])("ends with one clear line on %s", async (_name, options, code) => {
    const result = await run("split", "raw/one.jsonl", "--train", "t.jsonl", "--validation", "v.jsonl", ...options);
    expect(result).toMatchObject({ code, stdout: "" });
    expect(result.stderr).toMatch(/^error: /);
  });

  it("does not write over what it reads", async () => {
    const file = "raw/one.jsonl";
    expect(await run("split", file, "--train", file, "--validation", "v.jsonl")).toMatchObject({ code: 2 });
    expect(await run("split", file, "--train", "same.jsonl", "--validation", "same.jsonl")).toMatchObject({ code: 2 });
  });
});
