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

describe("signatures of many records", () => {
  it("give the same as the records themselves, over batches and pieces", async () => {
    // More than are read at once, and more text than is written at once; each hundredth repeats its neighbour.
    const lines = Array.from({ length: 4500 }, (_, index) =>
      chat(`question ${index}`, index % 100 === 1 ? "the same" : `answer ${index}`, {
        thread: index % 7 === 0 ? "t" : "",
      }),
    );
    lines.splice(4200, 1, lines[4199] ?? "");
    const many = [{ path: await folder.write("many.jsonl", lines), name: "many.jsonl" }];
    const signed = await signFiles({ inputs: many, out: folder.at("many.sig"), threads: 1 });
    expect(signed).toEqual({ records: 4500, rejected: 0, least: 2 });
    const fresh = await dedupe({ inputs: many });
    const joined = await dedupe({ inputs: many, signaturesFrom: [folder.at("many.sig")] });
    expect(joined.report).toEqual(fresh.report);
    expect(joined.report).toMatchObject({ records: 4500, exact: 1 });
  });

  it("are written piece by piece where no file is named, and read from standard input", async () => {
    const texts: string[] = [];
    const stdin = (async function* () {
      yield Buffer.from(`${strangers(3, 8).join("\n")}\n{\n`);
    })();
    const out = (text: string): Promise<void> => {
      texts.push(text);
      return Promise.resolve();
    };
    const signed = await signFiles({ inputs: [{ path: "-" }], out, stdin, floor: 0.3, threads: 1 });
    // A floor of 0.3 is looked for by one shared key of two rows.
    expect(signed).toEqual({ records: 3, rejected: 1, least: 1 });
    const lines = texts.join("").trim().split("\n");
    expect(lines.map((line) => signatureLineSchema.parse(JSON.parse(line)).kind)).toEqual([
      "record",
      "record",
      "record",
      "file",
    ]);
    expect(JSON.parse(lines[3] ?? "")).toMatchObject({ file: "-", records: 3, rejected: 1, issues: [{ line: 4 }] });
  });

  it("have no key for what a record has not", async () => {
    const lines = [
      chat("a", "short"),
      JSON.stringify({ messages: [{ role: "assistant", content: "x".repeat(90) }], thread: "one" }),
      chat("!", "?"),
    ];
    const path = await folder.write("keys.jsonl", lines);
    await signFiles({ inputs: [{ path, name: "keys.jsonl" }], out: folder.at("keys.sig"), groupField: "thread" });
    const [one, two, three] = await records("keys.sig");
    expect(one).toMatchObject({
      prompt: expect.stringMatching(/^[0-9a-f]{16}$/),
      answer: null,
      group: null,
      turns: [],
    });
    expect(two).toMatchObject({ prompt: null, answer: expect.any(String), group: expect.any(String) });
    expect(one?.keys).toHaveLength(32);
    expect(three).toMatchObject({ keys: [], shingles: "" });
  });
});

describe("dedupeFiles() from signatures that do not fit", () => {
  const sign = async (name: string, input: string): Promise<string[]> => {
    await signFiles({ inputs: inputs.filter((each) => each.name === input), out: folder.at(name), threads: 1 });
    return (await read(name)).trimEnd().split("\n");
  };

  it.each<[string, (a: string[], b: string[]) => string[], string]>([
    ["records out of order", ([one = "", two = "", ...rest]) => [two, one, ...rest], "in the order of their lines"],
    ["a record twice", ([one = "", ...rest]) => [one, one, ...rest], "in the order of their lines"],
    ["a file in another", ([one = "", ...rest], [other = ""]) => [one, other, ...rest], "another file begins"],
    ["a file twice", (a) => [...a, ...a], "each once and in one piece"],
    ["files out of order", (a, b) => [...b, ...a], "in the order of their names"],
    ["a line that is no JSON", ([one = "", ...rest]) => [one, "{", ...rest], "line 2: it is no JSON"],
    [
      "shingles that are cut in the middle of a number",
      ([one = "", ...rest]) => [one.replace(/"shingles":"[^"]*"/, '"shingles":"AAAA"'), ...rest],
      "not sorted numbers",
    ],
    [
      "a shingle twice",
      ([one = "", ...rest]) => [one.replace(/"shingles":"[^"]*"/, '"shingles":"AQAAAAEAAAA="'), ...rest],
      "not sorted numbers",
    ],
  ])("refuses %s", async (_name, edit, says) => {
    const lines = edit(await sign("a.sig", "a.jsonl"), await sign("b.sig", "b.jsonl"));
    await folder.write("edited.sig", lines);
    await expect(dedupe({ signaturesFrom: [folder.at("edited.sig")] })).rejects.toMatchObject({
      code: "DATASET_INVALID",
      message: expect.stringContaining(says),
    });
  });

  it("cannot write texts that it does not have", async () => {
    await sign("a.sig", "a.jsonl");
    const run = dedupe({ inputs: [], signaturesFrom: [folder.at("a.sig")] });
    await expect(run).rejects.toMatchObject({ code: "USAGE" });
  });
});
