import { readFile, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { dedupeReportSchema } from "@tunewright/schema";
import { dedupeFiles, type DedupeFilesOptions, type DedupeResult } from "./dedupe-files.ts";
import { chat, seededRandom, someWords, strangers, TestFolder } from "../testing/chat-lines.ts";

const folder = new TestFolder();
beforeAll(() => folder.open());
afterAll(() => folder.close());

async function dedupe(lines: readonly string[], options: Partial<DedupeFilesOptions> = {}): Promise<DedupeResult> {
  const path = await folder.write("in.jsonl", lines);
  return dedupeFiles({
    inputs: [{ path, name: "in.jsonl" }],
    out: { file: folder.at("out.jsonl") },
    threads: 1,
    ...options,
  });
}

const output = (): Promise<string> => readFile(folder.at("out.jsonl"), "utf8");
const shorten = ({ duplicates }: DedupeResult): unknown[] =>
  [...duplicates()].map(({ line, kind, partner, score, dropped }) => [line, kind, partner.line, score, dropped]);

const random = seededRandom(1);
const words = someWords(random, 42);
const original = chat("how do I do this", words);
/** One of 40 three-word shingles of the answer and none of the question is another: 39 shared of 41 in all. */
const nearCopy = chat("how do I do this", words.replace(/ \S+$/, " other"));

describe("dedupeFiles()", () => {
  it("drops exact copies, whatever their key order, Unicode form, line ends and trailing space", async () => {
    const one = { role: "user", content: "caf\u00e9\nx" };
    const two = { role: "assistant", content: "y" };
    const lines = [
      JSON.stringify({ messages: [one, two] }),
      JSON.stringify({ id: 2, messages: [{ content: "cafe\u0301\r\nx  ", role: "user" }, two] }),
      JSON.stringify({ messages: [one, { ...two, content: "z" }] }),
    ];
    const result = await dedupe(lines);
    expect(shorten(result)).toEqual([[2, "exact", 1, 1, true]]);
    expect(await output()).toBe(`${lines[0]}\n${lines[2]}\n`);
    expect(result.report).toMatchObject({ records: 3, kept: 2, exact: 1, near: 0 });
  });

  it("drops near-copies with partner and exact score", async () => {
    const result = await dedupe([...strangers(5), original, nearCopy]);
    // Question 3 shingles, answer 40: (3 + 39) of (3 + 41) together, and 39 of 41 alone.
    expect(shorten(result)).toEqual([[7, "near", 6, Math.round((42 / 44) * 10_000) / 10_000, true]]);
    expect(await output()).not.toContain(nearCopy);
  });

  it("only names near-copies when they are to be grouped", async () => {
    const result = await dedupe([original, original, nearCopy], { near: "group" });
    expect(shorten(result)).toEqual([
      [2, "exact", 1, 1, true],
      [3, "near", 1, 0.9545, false],
    ]);
    expect(await output()).toBe(`${original}\n${nearCopy}\n`);
  });

  it("takes another threshold, and shows what a lower one would add", async () => {
    const result = await dedupe([original, nearCopy], { threshold: 0.99 });
    expect(shorten(result)).toEqual([]);
    expect(result.report.close).toMatchObject([{ a: { line: 1 }, b: { line: 2 }, score: 0.9545 }]);
  });

  it("changes the threshold without a new search, and says when the old one did not look so far", async () => {
    const lines = [original, ...strangers(4, 9), nearCopy, original];
    const report = folder.at("pairs.json");
    await dedupe(lines, { report });
    for (const threshold of [0.64, 0.9545, 0.96, 1]) {
      const fresh = await dedupe(lines, { threshold, floor: 0.64 });
      const freshOutput = await output();
      const again = await dedupe(lines, { threshold, pairsFrom: report });
      // How the search went is the earlier one's.
      expect(again.report).toEqual({ ...fresh.report, search: again.report.search });
      expect([...again.duplicates()]).toEqual([...fresh.duplicates()]);
      expect(await output()).toBe(freshOutput);
    }
    // 42 of 44 shingles are shared: 0.954545…, so a threshold of 0.96 keeps both.
    expect((await dedupe(lines, { threshold: 0.96, pairsFrom: report })).report).toMatchObject({ near: 0, exact: 1 });
    await expect(dedupe(lines, { threshold: 0.5, pairsFrom: report })).rejects.toMatchObject({
      code: "DATASET_INVALID",
      message: expect.stringContaining("from 0.64 up, and 0.5 is asked for"),
    });
    await expect(dedupe([original, nearCopy], { pairsFrom: report })).rejects.toMatchObject({
      code: "DATASET_INVALID",
      message: expect.stringContaining("made of other files"),
    });
  });

  it.each([0, 0.9, -1, Number.NaN])("refuses to look down to %d", async (floor) => {
    await expect(dedupe([original], { floor })).rejects.toThrow(RangeError);
  });

  it("does not drop along a chain", async () => {
    const all = someWords(seededRandom(2), 130).split(" ");
    const piece = (start: number): string => chat("q", all.slice(start, start + 100).join(" "));
    const result = await dedupe([piece(0), piece(8), piece(16)]);
    // 98 shingles and one of the question; 8 words on 91 of 107 are shared, 16 words on 83 of 115.
    expect(shorten(result)).toEqual([[2, "near", 1, 0.8505, true]]);
    expect(result.report.kept).toBe(2);
  });

  it("finds the same whatever the order of the files, and writes one file for each", async () => {
    const a = await folder.write("a.jsonl", [original, ...strangers(3, 4)]);
    const b = await folder.write("b.jsonl", [nearCopy, original]);
    const run = (paths: readonly string[]) =>
      dedupeFiles({ inputs: paths.map((path) => ({ path })), out: { folder: folder.at("each") }, threads: 1 });
    const one = await run([a, b]);
    const other = await run([b, a]);
    expect(other.report).toEqual(one.report);
    expect([...other.duplicates()]).toEqual([...one.duplicates()]);
    expect(one.report.outputs.map(({ path }) => path)).toEqual([folder.at("each/a.jsonl"), folder.at("each/b.jsonl")]);
    expect(await readFile(folder.at("each/b.jsonl"), "utf8")).toBe("");
  });

  it("writes a file for each input by its name without the packing, also for one that holds no record", async () => {
    const packed = folder.at("c.jsonl.gz");
    await writeFile(packed, gzipSync(`${original}\n`));
    const paths = [await folder.write("a.jsonl", strangers(2, 4)), await folder.write("b.jsonl", [""]), packed];
    const { report } = await dedupeFiles({
      inputs: paths.map((path) => ({ path })),
      out: { folder: folder.at("each") },
      threads: 1,
    });
    expect(report.outputs.map(({ path }) => path)).toEqual(
      ["a.jsonl", "b.jsonl", "c.jsonl"].map((name) => folder.at(`each/${name}`)),
    );
    expect(await readFile(folder.at("each/b.jsonl"), "utf8")).toBe("");
    expect(await readFile(folder.at("each/c.jsonl"), "utf8")).toBe(`${original}\n`);
  });

  it("refuses to write two inputs of one name into one folder", async () => {
    const inputs = ["x/a.jsonl", "y/a.jsonl"].map((path) => ({ path }));
    await expect(dedupeFiles({ inputs, out: { folder: folder.at("each") } })).rejects.toMatchObject({
      code: "USAGE",
      message: expect.stringContaining("two of them are called a.jsonl"),
    });
  });

  it("calls its output as it is told, and writes none where none is named", async () => {
    const path = await folder.write("named.jsonl", [original, original]);
    const named = await dedupeFiles({ inputs: [{ path }], out: { file: folder.at("x.tmp"), name: "-" }, threads: 1 });
    expect(named.report.outputs).toMatchObject([{ path: "-" }]);
    for (const name of ["each", "each/"]) {
      const many = await dedupeFiles({ inputs: [{ path }], out: { folder: folder.at("each"), name }, threads: 1 });
      expect(many.report.outputs).toMatchObject([{ path: "each/named.jsonl" }]);
    }
    const looked = await dedupeFiles({ inputs: [{ path }], threads: 1 });
    expect(looked.report).toMatchObject({ outputs: [], kept: 1, exact: 1 });
  });

  it.each([0, -0.1, 1.1, Number.NaN])("refuses a threshold of %d", async (threshold) => {
    await expect(dedupe([original], { threshold })).rejects.toThrow(RangeError);
  });

  it("refuses the pairs of a report that looked for none, and of lines that hold no record", async () => {
    const report = folder.at("off.json");
    await dedupe([original, nearCopy], { report, near: "off" });
    await expect(dedupe([original, nearCopy], { pairsFrom: report })).rejects.toMatchObject({
      message: expect.stringContaining("nobody looked for near-duplicates"),
    });
    await dedupe([original, nearCopy], { report });
    const text = await readFile(report, "utf8");
    for (const line of [0, 3]) {
      await writeFile(report, text.replace(/\[0,1,0,2,/, `[0,1,0,${line},`));
      const run = dedupe([original, nearCopy], { pairsFrom: report });
      await expect(run).rejects.toMatchObject({ code: "DATASET_INVALID" });
    }
  });

  it("changes nothing on its own output", async () => {
    await dedupe([original, nearCopy, original, ...strangers(20, 5)]);
    const once = await output();
    const again = await dedupe(once.split("\n").slice(0, -1));
    expect(await output()).toBe(once);
    expect(again.report).toMatchObject({ exact: 0, near: 0, kept: again.report.records });
  });

  it("writes a report that keeps its contract", async () => {
    const result = await dedupe([original, nearCopy, "{", original], { report: folder.at("report.json") });
    const report = dedupeReportSchema.parse(JSON.parse(await readFile(folder.at("report.json"), "utf8")));
    expect(report).toEqual({ ...result.report, duplicates: [...result.duplicates()], pairs: [...result.pairs()] });
    expect(report).toMatchObject({
      records: 3,
      rejected: 1,
      issues: [{ file: "in.jsonl", issues: [{ line: 3, code: "invalid-json" }] }],
    });
  });

  it("keeps lines that cannot be read, so that nothing is lost", async () => {
    const rejects = folder.at("rejects.jsonl");
    await dedupe([original, "{", "", nearCopy], { rejects, near: "group" });
    const kept = (await readFile(rejects, "utf8")).trim().split("\n");
    expect(kept.map((line) => JSON.parse(line) as unknown)).toMatchObject([{ file: "in.jsonl", line: 2, record: "{" }]);
    expect(await output()).toBe(`${original}\n${nearCopy}\n`);
  });

  it("looks for exact copies alone when told so", async () => {
    const result = await dedupe([original, nearCopy, original], { near: "off" });
    expect(shorten(result)).toEqual([[3, "exact", 1, 1, true]]);
    expect(result.report).toMatchObject({ policy: "off", near: 0, kept: 2 });
  });

  it("lives when all records are equal, and when a great many are", async () => {
    const { report } = await dedupe(Array.from({ length: 20_000 }, () => original));
    expect(report).toMatchObject({ records: 20_000, kept: 1, exact: 19_999, search: { compared: 0 } });
  });

  it("refuses files without a record", async () => {
    await expect(dedupe([])).rejects.toMatchObject({ code: "DATASET_INVALID" });
    await expect(dedupe(["{}"])).rejects.toMatchObject({ code: "DATASET_INVALID" });
  });

  it("stops when it is told to", async () => {
    await expect(dedupe([original], { signal: AbortSignal.abort() })).rejects.toThrow("aborted");
  });
});
