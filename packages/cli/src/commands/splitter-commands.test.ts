import { existsSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import {
  datasetDiffSchema,
  dedupeReportSchema,
  splitManifestSchema,
  tokenReportSchema,
  verificationSchema,
} from "@tunewright/schema";
import { type CliRun, runCli } from "../testing/run-cli.ts";

const config = fileURLToPath(new URL("../../../../data/tunewright.yaml", import.meta.url));
const chat = (user: string, assistant: string): string =>
  JSON.stringify({
    messages: [
      { role: "user", content: user },
      { role: "assistant", content: assistant },
    ],
  });
const lines = Array.from({ length: 20 }, (_, index) =>
  chat(`question ${index} of its own`, `answer ${index * 7} here`),
);

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "tunewright-split-"));
  await mkdir(join(cwd, "raw"));
  await writeFile(join(cwd, "raw", "one.jsonl"), `${lines.join("\n")}\n`);
  await writeFile(join(cwd, "raw", "two.jsonl"), `${lines[3]}\n`);
});
afterAll(() => rm(cwd, { recursive: true }));

const run = (...argv: string[]) => runCli(argv, { cwd });

describe("tunewright dedupe", () => {
  it("names copies with partner and score, and writes the rest and the report", async () => {
    const result = await run("dedupe", "raw", "--out", "unique.jsonl", "--report", "dedupe.json");
    expect(result).toEqual({
      code: 0,
      stdout: "raw/two.jsonl:1: exact 1 raw/one.jsonl:4\n",
      stderr: "21 records: 1 exact duplicate dropped, 0 near-duplicates dropped, 20 kept.\n",
    });
    expect(await readFile(join(cwd, "unique.jsonl"), "utf8")).toBe(`${lines.join("\n")}\n`);
    const report = dedupeReportSchema.parse(JSON.parse(await readFile(join(cwd, "dedupe.json"), "utf8")));
    expect(report.outputs).toMatchObject([{ path: "unique.jsonl" }]);
    const printed = await run("dedupe", "raw", "--json");
    expect(dedupeReportSchema.parse(JSON.parse(printed.stdout))).toEqual({ ...report, outputs: [] });
  });

  it("writes a file for each input into a folder that is there, and calls it so in the report", async () => {
    await mkdir(join(cwd, "parts"));
    expect(await run("dedupe", "raw", "--out", "parts", "--report", "parts.json")).toMatchObject({ code: 0 });
    expect(await readFile(join(cwd, "parts/one.jsonl"), "utf8")).toBe(`${lines.join("\n")}\n`);
    const { outputs } = dedupeReportSchema.parse(JSON.parse(await readFile(join(cwd, "parts.json"), "utf8")));
    expect(outputs).toMatchObject([{ path: "parts/one.jsonl" }, { path: "parts/two.jsonl" }]);
  });

  it.each([
    ["dedupe bad.jsonl --out kept.jsonl", "kept.jsonl.rejects.jsonl"],
    ["split bad.jsonl --train t.jsonl --validation v.jsonl", "t.jsonl.rejects.jsonl"],
    ["sanitize bad.jsonl --rules rule.yaml --out clean.jsonl", "clean.jsonl.rejects.jsonl"],
    ["convert bad.jsonl --out chat.jsonl", "chat.jsonl.rejects.jsonl"],
  ])("%s says where its rejects are, and takes them away once there are none", async (command, rejects) => {
    await writeFile(
      join(cwd, "rule.yaml"),
      "version: 1\npack: x\nrules:\n  - {id: x, message: m, nowhere: true, match: {kind: call, name: Xyz}, examples: [{report: Xyz();}, {keep: a}]}\n",
    );
    const path = join(cwd, "bad.jsonl");
    await writeFile(path, `${lines.join("\n")}\n{broken\n`);
    expect((await run(...command.split(" "))).stderr).toContain(rejects);
    expect(await readFile(join(cwd, rejects), "utf8")).toContain("{broken");
    await writeFile(path, `${lines.join("\n")}\n`);
    await run(...command.split(" "));
    expect(existsSync(join(cwd, rejects))).toBe(false);
  });

  it("finds the same under any limit of memory", async () => {
    await run("dedupe", "raw", "--near", "off", "--out", "held.jsonl");
    const limited = await run("dedupe", "raw", "--near", "off", "--out", "limited.jsonl", "--memory-limit", "1MB");
    expect(limited).toMatchObject({ code: 0, stdout: "raw/two.jsonl:1: exact 1 raw/one.jsonl:4\n" });
    expect(await readFile(join(cwd, "limited.jsonl"), "utf8")).toBe(await readFile(join(cwd, "held.jsonl"), "utf8"));
    expect(await run("dedupe", "raw", "--out", "x", "--memory-limit", "much")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("It must be a number of bytes, as 512MB or 2GiB."),
    });
  });

  it("reads standard input and tells what it cannot do", async () => {
    const input = `${lines[0]}\n${lines[0]}\n`;
    const piped = await runCli(["dedupe", "-", "--out", "piped.jsonl"], { cwd, stdin: input });
    expect(piped).toMatchObject({ code: 0, stdout: "-:2: exact 1 -:1\n" });
    expect(await run("dedupe", "raw")).toMatchObject({ code: 2 });
    expect(await run("dedupe", "raw", "--out", "x", "--threshold", "2")).toMatchObject({ code: 2 });
  });
});

describe("tunewright dedupe to standard output", () => {
  it("prints the records alone, and names the duplicates beside them", async () => {
    const input = `${lines[0]}\r\n${lines[0]}\n${lines[1]}\n`;
    const options = ["--out", "-", "--report", "piped.json"];
    expect(await runCli(["dedupe", "-", ...options], { cwd, stdin: input })).toEqual({
      code: 0,
      stdout: `${lines[0]}\r\n${lines[1]}\n`,
      stderr: "-:2: exact 1 -:1\n3 records: 1 exact duplicate dropped, 0 near-duplicates dropped, 2 kept.\n",
    });
    const report = dedupeReportSchema.parse(JSON.parse(await readFile(join(cwd, "piped.json"), "utf8")));
    expect(report.outputs).toMatchObject([{ path: "-" }]);
  });

  it("prints the report alone", async () => {
    const printed = await run("dedupe", "raw", "--report", "-");
    expect(printed.stdout).toBe((await run("dedupe", "raw", "--json")).stdout);
    expect(await run("dedupe", "raw", "--out", "-", "--json")).toMatchObject({ code: 2, stdout: "" });
  });

  it("does not write over what it reads", async () => {
    expect(await run("dedupe", "raw/one.jsonl", "--out", "raw/one.jsonl")).toMatchObject({ code: 2 });
    expect(await run("dedupe", "raw", "--out", "raw/")).toMatchObject({ code: 2 });
    expect(await readFile(join(cwd, "raw", "one.jsonl"), "utf8")).toBe(`${lines.join("\n")}\n`);
  });

  it("reads pipes, which give their bytes only once", async () => {
    const pipe = join(cwd, "pipe.jsonl");
    execFileSync("mkfifo", [pipe]);
    const deduping = run("dedupe", "pipe.jsonl", "raw/two.jsonl", "--out", "from-pipe.jsonl");
    await writeFile(pipe, `${lines[3]}\n${lines[4]}\n`);
    expect(await deduping).toMatchObject({ code: 0, stdout: "raw/two.jsonl:1: exact 1 pipe.jsonl:1\n" });
    expect(await readFile(join(cwd, "from-pipe.jsonl"), "utf8")).toBe(`${lines[3]}\n${lines[4]}\n`);
    await rm(pipe);
  });
});

describe("tunewright dedupe by signatures and by an earlier report", () => {
  const answer = Array.from({ length: 60 }, (_, index) => `word${(index * 7919) % 977}`).join(" ");
  const original = chat("how is it done", answer);
  const copy = chat("how is it done", `${answer} indeed`);

  it("gives the same bytes from signatures of each file as from the files", async () => {
    await writeFile(join(cwd, "near-a.jsonl"), `${original}\n${lines[0]}\n`);
    await writeFile(join(cwd, "near-b.jsonl"), `${copy}\n${lines[0]}\n`);
    const direct = await run("dedupe", "near-a.jsonl", "near-b.jsonl", "--out", "direct.jsonl", "--report", "d.json");
    expect(direct.stderr).toContain("4 records: 1 exact duplicate dropped, 1 near-duplicate dropped, 2 kept.");
    for (const name of ["near-a", "near-b"]) {
      const signed = await run("dedupe", `${name}.jsonl`, "--emit-signatures", `${name}.sig.jsonl`);
      expect(signed).toEqual({
        code: 0,
        stdout: "",
        stderr: "2 records signed; two that share 2 keys are worth a comparison.\n",
      });
      const printed = await run("dedupe", `${name}.jsonl`, "--emit-signatures", "-");
      expect(printed.stdout).toBe(await readFile(join(cwd, `${name}.sig.jsonl`), "utf8"));
    }
    const signatures = ["--from-signatures", "near-b.sig.jsonl", "near-a.sig.jsonl"];
    const joined = await run("dedupe", "near-*b.jsonl", "near-a.jsonl", ...signatures, "--out", "joined.jsonl");
    expect(joined).toEqual(direct);
    expect(await readFile(join(cwd, "joined.jsonl"), "utf8")).toBe(await readFile(join(cwd, "direct.jsonl"), "utf8"));
    const looked = dedupeReportSchema.parse(JSON.parse((await run("dedupe", ...signatures, "--json")).stdout));
    const report = dedupeReportSchema.parse(JSON.parse(await readFile(join(cwd, "d.json"), "utf8")));
    expect(looked).toEqual({ ...report, outputs: [] });
  });

  it("takes another threshold from a report", async () => {
    const files = ["near-a.jsonl", "near-b.jsonl"];
    const stricter = await run("dedupe", ...files, "--from-report", "d.json", "--threshold", "1", "--json");
    expect(dedupeReportSchema.parse(JSON.parse(stricter.stdout))).toMatchObject({ threshold: 1, near: 0, exact: 1 });
    expect(await run("dedupe", ...files, "--from-report", "d.json", "--threshold", "0.3", "--json")).toMatchObject({
      code: 1,
      stdout: "",
    });
  });

  it("refuses what makes no sense", async () => {
    expect(await run("dedupe", "--out", "x.jsonl")).toMatchObject({ code: 2 });
    expect(await run("dedupe", "--from-signatures", "near-a.sig.jsonl", "--out", "x.jsonl")).toMatchObject({ code: 2 });
    expect(await run("dedupe", "near-a.jsonl", "--emit-signatures", "-", "--json")).toMatchObject({ code: 2 });
    expect(await run("dedupe", "--from-signatures", "near-a.jsonl", "--json")).toMatchObject({ code: 1, stdout: "" });
  });
});

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

describe("tunewright tokens", () => {
  it("knows prices and limits without a config, from the tables of the release", async () => {
    const { code, stdout, stderr } = await run("tokens", "raw/one.jsonl", "--model", "gpt-4o-mini", "--json");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(JSON.parse(stdout)).toMatchObject({ known: true, limit: 65_536, price: { perMillion: 3 } });
    // What the table says of the project that it was made for concerns no other.
    expect((await run("tokens", "raw/one.jsonl", "--model", "gpt-4o-mini")).stdout).not.toContain("2.80");
  });

  it("prints the count, the price with its source, and the inference prices of both models", async () => {
    const { code, stdout } = await run("tokens", "raw/one.jsonl", "--config", config, "--epochs", "3");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^3 epochs \(as given\): [\d,]+ trained tokens$/m);
    expect(stdout).toMatch(/3\.00 per million tokens \(.*2026-11-23\)/);
    expect(stdout).toContain("~$2.80");
    expect(stdout).toContain("0.30 input, 1.20 output per million; on its base: 0.15 and 0.60");
  });

  it("prints one JSON object", async () => {
    const { stdout, stderr } = await run("tokens", "raw", "--model", "gpt-4o", "--config", config, "--json");
    expect(stderr).toBe("");
    expect(tokenReportSchema.parse(JSON.parse(stdout))).toMatchObject({ records: 21, baseModel: "gpt-4o-2024-08-06" });
  });

  it("counts without a config, and says what it does not know", async () => {
    const { code, stderr } = await run("tokens", "raw/one.jsonl", "--model", "gpt-9");
    expect(code).toBe(0);
    expect(stderr).toContain("the model table does not know gpt-9");
  });
});
