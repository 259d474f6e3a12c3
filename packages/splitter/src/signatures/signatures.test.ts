import { readFile, writeFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type RecordSignature, signatureLineSchema } from "@tunewright/schema";
import { dedupeFiles, type DedupeFilesOptions } from "../dedupe/dedupe-files.ts";
import { signFiles } from "./sign-files.ts";
import { chat, seededRandom, someWords, strangers, TestFolder } from "../testing/chat-lines.ts";

const folder = new TestFolder();
const words = someWords(seededRandom(1), 42);
const original = chat("how do I do this", words);
const nearCopy = chat("how do I do this", words.replace(/ \S+$/, " other"));
const files = { "a.jsonl": [...strangers(6), original, "{", original], "b.jsonl": [nearCopy, ...strangers(3, 7)] };
const inputs = Object.keys(files).map((name) => ({ name, path: "" }));

beforeAll(async () => {
  await folder.open();
  for (const [index, [name, lines]] of Object.entries(files).entries()) {
    inputs[index] = { name, path: await folder.write(name, lines) };
  }
});
afterAll(() => folder.close());

const dedupe = (options: Partial<DedupeFilesOptions>) =>
  dedupeFiles({ inputs, out: { file: folder.at("out.jsonl") }, threads: 1, ...options });
const read = (name: string): Promise<string> => readFile(folder.at(name), "utf8");
const records = async (name: string): Promise<RecordSignature[]> =>
  (await read(name))
    .trim()
    .split("\n")
    .map((line) => signatureLineSchema.parse(JSON.parse(line)))
    .filter((line) => line.kind === "record");

describe("signFiles()", () => {
  it("signs each record by itself, so that shares of a dataset can be signed apart", async () => {
    const whole = await signFiles({ inputs, out: folder.at("all.jsonl"), threads: 1 });
    expect(whole).toEqual({ records: 12, rejected: 1, least: 2 });
    for (const input of inputs) await signFiles({ inputs: [input], out: folder.at(`${input.name}.sig`), threads: 1 });
    expect((await read("a.jsonl.sig")) + (await read("b.jsonl.sig"))).toBe(await read("all.jsonl"));
  });

  it("gives near-copies keys to be joined by, and strangers none", async () => {
    await signFiles({ inputs, out: folder.at("all.jsonl"), threads: 1 });
    const signed = await records("all.jsonl");
    const keysAt = (file: string, line: number): Set<string> =>
      new Set(signed.find((record) => record.file === file && record.line === line)?.keys);
    const shared = (left: Set<string>, right: Set<string>): number => [...left].filter((key) => right.has(key)).length;
    expect(shared(keysAt("a.jsonl", 7), keysAt("b.jsonl", 1))).toBeGreaterThanOrEqual(2);
    expect(shared(keysAt("a.jsonl", 1), keysAt("a.jsonl", 2))).toBe(0);
  });
});

describe("dedupeFiles() from signatures", () => {
  it("finds, reports and writes what it does from the files, whatever the order of the signatures", async () => {
    const fresh = await dedupe({});
    const freshOutput = await read("out.jsonl");
    for (const input of inputs) await signFiles({ inputs: [input], out: folder.at(`${input.name}.sig`), threads: 1 });
    const signaturesFrom = [folder.at("b.jsonl.sig"), folder.at("a.jsonl.sig")];
    const joined = await dedupe({ signaturesFrom });
    expect(joined.report).toEqual(fresh.report);
    expect([...joined.duplicates()]).toEqual([...fresh.duplicates()]);
    expect(await read("out.jsonl")).toBe(freshOutput);
    const looked = await dedupeFiles({ signaturesFrom, inputs: [] });
    expect(looked.report).toEqual({ ...fresh.report, outputs: [] });
  });

  it("lets an engine propose the pairs, and decides by exact similarity", async () => {
    await signFiles({ inputs, out: folder.at("all.jsonl"), threads: 1 });
    const signed = await records("all.jsonl");
    // The join of an engine, in its plainest form: every pair that shares a key, and one that shares none.
    const lines = [{ a: signed[0]?.id, b: signed[1]?.id }];
    for (const [index, a] of signed.entries()) {
      for (const b of signed.slice(index + 1)) {
        if (a.keys.some((key) => b.keys.includes(key))) lines.push({ a: a.id, b: b.id });
      }
    }
    await writeFile(folder.at("pairs.jsonl"), lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
    const fresh = await dedupe({});
    const joined = await dedupe({ signaturesFrom: [folder.at("all.jsonl")], candidates: folder.at("pairs.jsonl") });
    expect([...joined.duplicates()]).toEqual([...fresh.duplicates()]);
    expect([...joined.pairs()]).toEqual([...fresh.pairs()]);
  });

  it.each([
    {
      what: "cut short",
      edit: (text: string) => text.split("\n").slice(0, 4).join("\n"),
      says: "ends before the last",
    },
    { what: "out of order", edit: (text: string) => text.split("\n").reverse().join("\n"), says: "line 1: it is no" },
    { what: "no JSON", edit: (text: string) => `{${text}`, says: "it is no signature" },
    { what: "another number of records", edit: (text: string) => text.replace(/^.*\n/, ""), says: "counts 8 records" },
    {
      what: "broken shingles",
      edit: (text: string) => text.replace(/"shingles":"[^"]{8}/, '"shingles":"'),
      says: "not sorted",
    },
  ])("refuses signatures that are $what", async ({ edit, says }) => {
    const path = folder.at("broken.jsonl");
    await signFiles({ inputs, out: path, threads: 1 });
    await writeFile(path, edit(await readFile(path, "utf8")));
    const run = dedupe({ signaturesFrom: [path] });
    await expect(run).rejects.toMatchObject({ code: "DATASET_INVALID", message: expect.stringContaining(says) });
  });

  it("refuses files that were changed after they were signed, and files of other names", async () => {
    await signFiles({ inputs, out: folder.at("all.jsonl"), threads: 1 });
    const changed = [...inputs.slice(1), { name: "a.jsonl", path: await folder.write("other.jsonl", strangers(9)) }];
    const signaturesFrom = [folder.at("all.jsonl")];
    await expect(dedupe({ signaturesFrom, inputs: changed })).rejects.toMatchObject({ code: "INPUT_UNREADABLE" });
    const renamed = inputs.map((input) => ({ ...input, name: `x/${input.name}` }));
    await expect(dedupe({ signaturesFrom, inputs: renamed })).rejects.toMatchObject({ code: "DATASET_INVALID" });
  });

  it("refuses a candidate that is no pair of known records", async () => {
    await writeFile(folder.at("pairs.jsonl"), '{"a": "0", "b": "1"}\n');
    await expect(dedupe({ candidates: folder.at("pairs.jsonl") })).rejects.toMatchObject({
      code: "DATASET_INVALID",
      message: expect.stringContaining("line 1"),
    });
  });
});
