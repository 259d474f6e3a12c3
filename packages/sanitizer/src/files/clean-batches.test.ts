import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { BufferPool, localDigest } from "@tunewright/jsonl";
import { rulePackSchema } from "@tunewright/schema";
import { cleanBatches, type CleanBatchesOptions } from "./clean-batches.ts";
import { createRegexAdapter } from "../languages/regex-adapter.ts";
import { callRule } from "../testing/rule-table-fixture.ts";

const pack = rulePackSchema.parse({ version: 1, pack: "test", rules: [callRule("RandomFloat", "GetRandomFloat")] });
const record = (content: string): string => `${JSON.stringify({ messages: [{ role: "assistant", content }] })}\n`;
const text = record("float f = RandomFloat(0.0, 1.0);") + record("int a;") + "{broken\n";
const cleaned = record("float f = GetRandomFloat(0.0, 1.0);") + record("int a;");

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tunewright-clean-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function* pieces(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const piece of texts) yield Buffer.from(piece);
}

interface Cleaned {
  readonly text: string;
  readonly records: number;
  readonly rejects: readonly unknown[];
  readonly pairs: number;
}

async function clean(
  source: Parameters<typeof cleanBatches>[0],
  options: CleanBatchesOptions = {},
  packs = [pack],
): Promise<Cleaned> {
  let [out, records, pairs] = ["", 0, 0];
  const rejects: unknown[] = [];
  for await (const { batch, release } of cleanBatches(source, packs, { threads: 1, ...options })) {
    out += Buffer.from(batch.bytes).toString();
    records += batch.records;
    pairs += batch.pairs.length;
    rejects.push(...batch.rejects.map(({ line, issues }) => [line, issues[0]?.code]));
    release();
  }
  return { text: out, records, rejects, pairs };
}

describe("cleanBatches()", () => {
  it.each([1, 2])("cleans a stream with %i threads allowed", async (threads) => {
    const expected = { text: cleaned, records: 2, rejects: [[3, "invalid-json"]], pairs: 0 };
    expect(await clean(pieces(text.slice(0, 50), text.slice(50)), { threads })).toEqual(expected);
  });

  it("reads a file, a packed file and standard input", async () => {
    const [plain, packed] = [join(folder, "a.jsonl"), join(folder, "a.jsonl.gz")];
    await writeFile(plain, text);
    await writeFile(packed, gzipSync(text));
    for (const threads of [1, 2]) {
      expect((await clean(plain, { threads })).text).toBe(cleaned);
      expect((await clean(packed, { threads })).text).toBe(cleaned);
      expect((await clean("-", { threads, stdin: pieces(text) })).text).toBe(cleaned);
    }
  });

  it.each([1, 2])("goes on behind a record that is too long, with %i threads allowed", async (threads) => {
    const long = record("x".repeat(200));
    const found = await clean(pieces(text + long + text), { threads, maxRecordBytes: 150 });
    expect(found.text).toBe(cleaned + cleaned);
    expect(found.rejects).toEqual([
      [3, "invalid-json"],
      [4, "record-too-large"],
      [7, "invalid-json"],
    ]);
    expect(found.records).toBe(4);
  });

  it("hands on the bytes of the input, for a digest and for whoever asks", async () => {
    for (const threads of [1, 2]) {
      const memory = new BufferPool();
      const inputDigest = localDigest();
      let seen = "";
      const onInput = (bytes: Uint8Array): void => {
        seen += Buffer.from(bytes).toString();
      };
      await clean(pieces(text, text), { threads, memory, inputDigest, onInput });
      expect(seen).toBe(text + text);
      expect(await inputDigest.hex()).toBe(
        createHash("sha256")
          .update(text + text)
          .digest("hex"),
      );
    }
  });

  it("tells what each batch cost, so that more threads can be weighed", async () => {
    const notes: number[] = [];
    const gate = {
      isOpen: false,
      note(bytes: number, milliseconds: number): void {
        notes.push(bytes);
        expect(milliseconds).toBeGreaterThanOrEqual(0);
        expect(milliseconds).toBeLessThan(60_000);
      },
    };
    expect((await clean(pieces(text), { threads: 2, gate })).text).toBe(cleaned);
    expect(notes.reduce((sum, bytes) => sum + bytes, 0)).toBe(Buffer.byteLength(text));
  });

  it("uses its memory again, for the batch before and for its result", async () => {
    const taken: number[] = [];
    let free = 0;
    const memory = new (class extends BufferPool {
      override take(size: number): Buffer {
        taken.push(size);
        return super.take(size);
      }
      override give(block: { readonly buffer: ArrayBufferLike }): void {
        free += 1;
        super.give(block);
      }
    })();
    const file = join(folder, "b.jsonl");
    await writeFile(file, text);
    await clean(file, { memory });
    // For reading, for the result, and for the end of the file, which leaves nothing to give back.
    expect([taken.length, free]).toEqual([3, 2]);
  });

  it("hands changed records back whole where that is asked for", async () => {
    expect((await clean(pieces(text), { keepPairs: true })).pairs).toBe(1);
  });

  it("takes other languages, which stay in this thread", async () => {
    const python = createRegexAdapter({ id: "python", fences: ["py"], comment: /#.*/, string: /"[^"]*"/ });
    const other = rulePackSchema.parse({
      version: 1,
      pack: "p",
      language: "python",
      rules: [{ ...callRule("load", "read"), match: { kind: "call", name: "load" } }],
    });
    const lines = record("```py\nload(1)\n```");
    const gate = { isOpen: true, note: (): void => {} };
    const found = await clean(pieces(lines), { languages: [python], threads: 4, gate }, [other]);
    expect(found.text).toBe(record("```py\nread(1)\n```"));
  });

  it("holds back for an include that the index does not know, unless it is told of it", async () => {
    const lines = record("#include <strange>\nfloat f = RandomFloat(0.0, 1.0);");
    const repaired = lines.replace("RandomFloat", "GetRandomFloat");
    expect((await clean(pieces(lines), { includes: [] })).text).toBe(lines);
    expect((await clean(pieces(lines))).text).toBe(lines);
    expect((await clean(pieces(lines), { includes: ["strange"] })).text).toBe(repaired);
  });

  it("stops at once when it was told to before", async () => {
    await expect(clean(pieces(text), { signal: AbortSignal.abort(new Error("enough")) })).rejects.toThrow("enough");
  });
});
