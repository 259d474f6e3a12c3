import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { type JsonlItem, readBatches, readJsonl } from "../index.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tunewright-jsonl-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function collect(source: string | AsyncIterable<Uint8Array>, options = {}): Promise<JsonlItem[]> {
  const items: JsonlItem[] = [];
  for await (const item of readJsonl(source, options)) items.push(item);
  return items;
}

function show(items: readonly JsonlItem[]): string[] {
  return items.map((item) =>
    item.kind === "record"
      ? `${item.line} ${JSON.stringify(item.value)}`
      : `${item.line} ${item.issues.map((issue) => issue.code).join()}`,
  );
}

describe("readJsonl()", () => {
  it.each([
    ["LF", '{"a":1}\n{"b":2}\n', ['1 {"a":1}', '2 {"b":2}']],
    ["CRLF", '{"a":1}\r\n{"b":2}\r\n', ['1 {"a":1}', '2 {"b":2}']],
    ["no last line end", '{"a":1}\n{"b":2}', ['1 {"a":1}', '2 {"b":2}']],
    ["a blank line", "1\n\n2\n", ["1 1", "2 blank-line", "3 2"]],
    ["a broken line", '1\n{"a":\n2\n', ["1 1", "2 invalid-json", "3 2"]],
    ["separators that are not line ends", '"a\u2028b\u2029c"\n', [`1 ${JSON.stringify("a\u2028b\u2029c")}`]],
    ["nothing", "", []],
  ])("reads %s", async (_name, text, expected) => {
    expect(show(await collect(pieces(Buffer.from(text), 3)))).toEqual(expected);
  });

  it.each([
    { title: "UTF-16", bytes: Buffer.from("\ufeff{}\n", "utf16le"), message: "The file is UTF-16; save" },
    { title: "a JSON list over lines", bytes: Buffer.from("[\n{},\n{}]"), message: "tunewright convert" },
    { title: "an object over lines", bytes: Buffer.from('{\n"a": 1\n}'), message: "tunewright convert" },
  ])("says what to do about $title, on its first line", async ({ bytes, message }) => {
    const [first, second] = (await collect(pieces(bytes, 4))).map(({ issues }) => issues[0]?.message ?? "");
    expect(first).toContain(message);
    expect(second).not.toContain(message);
  });

  it("reports a byte order mark and reads the record all the same", async () => {
    const items = await collect(pieces(Buffer.from("\ufeff{}\n"), 100));
    expect(items.map(({ kind, issues }) => [kind, issues.map((issue) => issue.code)])).toEqual([
      ["record", ["byte-order-mark"]],
    ]);
  });

  it("reports bytes that are not UTF-8 and keeps them", async () => {
    const bytes = Buffer.from([0x22, 0xff, 0x22, 0x0a]);
    const [item] = await collect(pieces(bytes, 1));
    expect(item?.issues.map((issue) => issue.code)).toEqual(["invalid-utf8"]);
    expect(item?.bytes).toEqual(bytes);
  });

  it.each([
    ["gzip", gzipSync, "data.jsonl.gz"],
    ["zstd", zstdCompressSync, "data.jsonl.zst"],
    ["gzip under a plain name", gzipSync, "data.jsonl"],
  ])("unpacks %s", async (_name, pack, name) => {
    const path = join(folder, name);
    await writeFile(path, pack(Buffer.from("1\n2\n")));
    expect(show(await collect(path))).toEqual(["1 1", "2 2"]);
  });

  it("says in one line that a packed file is cut short", async () => {
    const path = join(folder, "cut.jsonl.gz");
    await writeFile(path, gzipSync(Buffer.from('{"a":1}\n'.repeat(1000))).subarray(0, 40));
    await expect(collect(path)).rejects.toMatchObject({
      code: "INPUT_UNREADABLE",
      message: `Cannot unpack ${path}: the compressed data is damaged or cut short.`,
    });
  });

  it("reports a record over the limit and goes on", async () => {
    const text = `1\n"${"x".repeat(5000)}"\n2\n`;
    const items = await collect(pieces(Buffer.from(text), 100), { maxRecordBytes: 1000 });
    expect(show(items)).toEqual(["1 1", "2 record-too-large", "3 2"]);
    const last = await collect(pieces(Buffer.from(`1\n"${"x".repeat(5000)}"`), 100), { maxRecordBytes: 1000 });
    expect(show(last)).toEqual(["1 1", "2 record-too-large"]);
  });

  it.each([1, 7, 64, 1000])("holds every line against the limit, in pieces of %i bytes and in a file", async (size) => {
    const text = [
      `"${"a".repeat(8)}"`,
      `"${"b".repeat(9)}"`,
      "1",
      `"${"c".repeat(99)}"`,
      `"${"d".repeat(20)}"`,
      "2",
    ].join("\n");
    const path = join(folder, "limit.jsonl");
    await writeFile(path, text);
    const expected = ['1 "aaaaaaaa"', "2 record-too-large", "3 1", "4 record-too-large", "5 record-too-large", "6 2"];
    for (const source of [pieces(Buffer.from(text), size), path]) {
      const items = await collect(source, { maxRecordBytes: 10, chunkBytes: size });
      expect(show(items)).toEqual(expected);
    }
  });

  it.each([
    ["a missing file", "INPUT_NOT_FOUND", "missing.jsonl"],
    ["a folder", "INPUT_UNREADABLE", "."],
  ])("names %s", async (_name, code, name) => {
    await expect(collect(join(folder, name))).rejects.toMatchObject({ code });
  });

  it("stops at an abort", async () => {
    const signal = AbortSignal.abort();
    await expect(collect(pieces(Buffer.from("1\n2\n"), 1), { signal })).rejects.toMatchObject({ name: "AbortError" });
  });

  it("gives the same lines for any chunking, and all bytes back", async () => {
    const line = fc.string({ unit: "grapheme", maxLength: 12 }).map((text) => text.replace(/[\r\n]/g, "|"));
    const file = fc.array(fc.tuple(line, fc.constantFrom("\n", "\r\n")), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(file, line, fc.integer({ min: 1, max: 9 }), async (lines, tail, size) => {
        const bytes = Buffer.from(lines.flat().join("") + tail);
        const items = await collect(pieces(bytes, size));
        expect(Buffer.concat(items.map((item) => item.bytes))).toEqual(bytes);
        expect(items.map((item) => item.line)).toEqual(items.map((_item, index) => index + 1));
        expect(items).toHaveLength(lines.length + (tail === "" ? 0 : 1));
      }),
    );
  });
});

describe("readBatches()", () => {
  it("numbers lines and offsets across batches", async () => {
    const bytes = Buffer.from("a\nbb\nccc\ndddd\n");
    const seen: string[] = [];
    for await (const batch of readBatches(pieces(bytes, 4))) {
      if ("kind" in batch) throw new Error("No line is too long here.");
      seen.push(`${batch.firstLine}@${batch.offset}:${batch.bytes.toString()}`);
    }
    expect(seen).toEqual(["1@0:a\n", "2@2:bb\n", "3@5:ccc\n", "4@9:dddd\n"]);
  });
});
