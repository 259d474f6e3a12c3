import { existsSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { dedupeReportSchema } from "@tunewright/schema";
import { makeSampleFolder } from "../testing/sample-folder.ts";
import { runCli } from "../testing/run-cli.ts";
import { chat, lines } from "../testing/chat-lines.ts";

let cwd: string;
beforeAll(async () => {
  cwd = await makeSampleFolder();
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
