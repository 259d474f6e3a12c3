import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { BufferPool, DigestThread } from "@tunewright/jsonl";
import { rulePackSchema, sanitizeReportSchema } from "@tunewright/schema";
import { cleanBatches } from "./clean-batches.ts";
import { parseRulePack } from "../rules/load-rule-pack.ts";
import type { SanitizedBatch } from "../records/sanitize-batch.ts";
import { sanitizeFiles, type SanitizeTarget } from "./sanitize-files.ts";
import { sanitizeJsonl } from "./sanitize-jsonl.ts";
import { callRule } from "../testing/rule-table-fixture.ts";

const pack = rulePackSchema.parse({
  version: 1,
  pack: "test",
  rules: [callRule("RandomFloat", "GetRandomFloat"), callRule("KillEntity"), callRule("Unused", "GetRandomInt")],
});
const loaded = {
  ...parseRulePack(
    "version: 1\npack: x\nrules:\n  - {id: x, message: m, match: {kind: call, name: X}, examples: [{keep: a}]}\n",
    "x.yaml",
  ),
  pack,
};
const record = (index: number, more = ""): string => {
  const content = `float f${index} = RandomFloat(0.0, 1.0);
KillEntity(5); // é
${more}`;
  return `${index % 7 === 3 ? "{broken" : JSON.stringify({ messages: [{ role: "assistant", content }] })}
`;
};
let folder: string;
let big: string;
const padding = "// a line that says nothing\n".repeat(40);
const text = Array.from({ length: 4000 }, (_, index) => record(index, padding)).join("");
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tunewright-sanitize-"));
  big = join(folder, "big.jsonl");
  await writeFile(big, text);
});
afterAll(() => rm(folder, { recursive: true }));

const collect = async (source: Parameters<typeof sanitizeJsonl>[0], threads: number): Promise<SanitizedBatch[]> => {
  const batches: SanitizedBatch[] = [];
  for await (const { batch } of cleanBatches(source, [pack], { threads, gate: { isOpen: true, note: () => {} } }))
    batches.push(batch);
  return batches;
};

describe("cleanBatches()", () => {
  it("gives the same for any number of threads", async () => {
    const [one, two, three] = [await collect(big, 1), await collect(big, 2), await collect(big, 3)];
    const plain = (batches: SanitizedBatch[]): string[] =>
      batches.map((batch) =>
        JSON.stringify({
          ...batch,
          bytes: Buffer.from(batch.bytes).toString(),
          rejects: batch.rejects.map((reject) => ({ ...reject, bytes: Buffer.from(reject.bytes).toString() })),
        }),
      );
    expect(one.length).toBeGreaterThan(3);
    expect(plain(two).join() === plain(one).join()).toBe(true);
    expect(plain(three).join() === plain(one).join()).toBe(true);
    const out = one.map(({ bytes }) => Buffer.from(bytes).toString()).join("");
    expect(out === text.replaceAll("{broken\n", "").replaceAll("RandomFloat", "GetRandomFloat")).toBe(true);
  });

  it("hashes and gives back memory that threads look at, too", async () => {
    const memory = new BufferPool({ shared: true });
    const thread = new DigestThread();
    const [before, after] = [thread.begin(), thread.begin()];
    const options = { threads: 3, gate: { isOpen: true, note: () => {} }, memory, inputDigest: before };
    let out = "";
    for await (const { batch, release } of cleanBatches(big, [pack], options)) {
      out += Buffer.from(batch.bytes).toString();
      memory.share(batch.bytes);
      after.update(batch.bytes, () => memory.give(batch.bytes));
      release();
    }
    const sha256 = (bytes: string): string => createHash("sha256").update(bytes).digest("hex");
    expect(await before.hex()).toBe(sha256(text));
    expect(await after.hex()).toBe(sha256(out));
    expect(out === text.replaceAll("{broken\n", "").replaceAll("RandomFloat", "GetRandomFloat")).toBe(true);
    await thread.close();
  });
});

describe("sanitizeJsonl()", () => {
  it("stops when it is told to", async () => {
    const run = new AbortController();
    const reading = (async () => {
      for await (const _batch of sanitizeJsonl(big, [pack], { threads: 2, signal: run.signal })) run.abort();
    })();
    await expect(reading).rejects.toThrow();
  });

  it("refuses a rule with an unknown detector before anything is read", async () => {
    const wrong = rulePackSchema.parse({
      version: 1,
      pack: "wrong",
      rules: [{ id: "x", message: "m", match: { kind: "detector", detector: "psychic" }, examples: [{ keep: "" }] }],
    });
    await expect(sanitizeJsonl("/does/not/exist", [wrong]).next()).rejects.toMatchObject({ code: "RULE_PACK_INVALID" });
  });
});

describe("sanitizeFiles()", () => {
  const run = (names: readonly string[], target: SanitizeTarget, rejects?: string) =>
    sanitizeFiles(
      names.map((name) => ({ name, path: join(folder, name) })),
      [loaded],
      { target, rejects, threads: 1 },
    );

  it("writes one file, a report and the rejects", async () => {
    await writeFile(join(folder, "a.jsonl"), record(0) + record(3));
    await writeFile(join(folder, "b.jsonl"), record(1));
    const report = await run(
      ["a.jsonl", "b.jsonl"],
      { kind: "file", path: join(folder, "out.jsonl"), name: "out.jsonl" },
      join(folder, "rejects.jsonl"),
    );
    expect(sanitizeReportSchema.parse(report)).toEqual(report);
    expect(report).toMatchObject({
      records: 2,
      changedRecords: 2,
      replacements: 2,
      rejected: 1,
      rules: [
        { id: "randomfloat", replacements: 2, records: 2 },
        { id: "killentity", replacements: 0, records: 0 },
        { id: "unused", replacements: 0, records: 0 },
      ],
      unused: ["unused"],
      changes: [
        {
          file: "a.jsonl",
          line: 1,
          message: 0,
          path: "messages[0].content",
          start: 11,
          end: 22,
          rule: "randomfloat",
          before: "RandomFloat",
          after: "GetRandomFloat",
        },
        {
          file: "b.jsonl",
          line: 1,
          message: 0,
          path: "messages[0].content",
          start: 11,
          end: 22,
          rule: "randomfloat",
          before: "RandomFloat",
          after: "GetRandomFloat",
        },
      ],
      findings: [
        { file: "a.jsonl", line: 1, rule: "killentity", severity: "error", code: "reported" },
        { file: "b.jsonl", line: 1, rule: "killentity", severity: "error", code: "reported" },
      ],
    });
    expect(await readFile(join(folder, "out.jsonl"), "utf8")).toBe(
      (record(0) + record(1)).replaceAll("Random", "GetRandom"),
    );
    expect(JSON.parse(await readFile(join(folder, "rejects.jsonl"), "utf8"))).toMatchObject({
      file: "a.jsonl",
      line: 2,
      record: "{broken",
    });
  });

  it.each([
    ["a last line without an end", record(0).trimEnd(), record(1), `${record(0)}${record(1)}`],
    ["a last line without an end in the last input", record(0), record(1).trimEnd(), record(0) + record(1).trimEnd()],
    ["an empty second input", record(0).trimEnd(), "", record(0).trimEnd()],
    ["a second input that is all rejected", record(0).trimEnd(), record(3), record(0).trimEnd()],
    ["byte order marks", `\ufeff${record(0)}`, `\ufeff${record(1)}`, `\ufeff${record(0)}${record(1)}`],
  ])("joins inputs record by record: %s", async (_name, first, second, joined) => {
    await writeFile(join(folder, "j1.jsonl"), first);
    await writeFile(join(folder, "j2.jsonl"), second);
    const out = join(folder, "joined.jsonl");
    const written: Uint8Array[] = [];
    const file = await run(["j1.jsonl", "j2.jsonl"], { kind: "file", path: out, name: "joined.jsonl" });
    const sink = await run(["j1.jsonl", "j2.jsonl"], {
      kind: "sink",
      name: "-",
      write: async (bytes) => void written.push(Uint8Array.from(bytes)),
    });
    const expected = Buffer.from(joined.replaceAll("Random", "GetRandom"));
    expect(await readFile(out)).toEqual(expected);
    expect(Buffer.concat(written)).toEqual(expected);
    const sha256 = createHash("sha256").update(expected).digest("hex");
    expect([file.output?.sha256, sink.output?.sha256]).toEqual([sha256, sha256]);
  });

  it("unpacks and packs by the file name", async () => {
    await writeFile(join(folder, "p.jsonl.gz"), gzipSync(record(0)));
    await run(["p.jsonl.gz"], { kind: "file", path: join(folder, "q.jsonl.gz"), name: "q" });
    expect(gunzipSync(await readFile(join(folder, "q.jsonl.gz"))).toString()).toBe(
      record(0).replace("Random", "GetRandom"),
    );
  });

  it("keeps the old file beside one that it changes in place", async () => {
    await writeFile(join(folder, "i.jsonl"), record(0));
    await run(["i.jsonl"], { kind: "in-place" });
    expect(await readFile(join(folder, "i.jsonl.bak"), "utf8")).toBe(record(0));
    expect(await readFile(join(folder, "i.jsonl"), "utf8")).toBe(record(0).replace("Random", "GetRandom"));
  });

  it("leaves a file that needs no change alone in place, and the backup of an earlier run with it", async () => {
    const path = join(folder, "twice.jsonl");
    await writeFile(path, record(0) + record(1));
    await run(["twice.jsonl"], { kind: "in-place" });
    const cleaned = await stat(path);
    await run(["twice.jsonl"], { kind: "in-place" });
    expect((await stat(path)).ino).toBe(cleaned.ino);
    expect(await readFile(`${path}.bak`, "utf8")).toBe(record(0) + record(1));
    expect((await readdir(folder)).filter((name) => name.includes("twice"))).toEqual([
      "twice.jsonl",
      "twice.jsonl.bak",
    ]);
    await writeFile(path, `${record(2)}{broken\n`);
    await run(["twice.jsonl"], { kind: "in-place" });
    expect(await readFile(`${path}.bak`, "utf8")).toBe(`${record(2)}{broken\n`);
  });

  it("leaves nothing behind when an input is missing", async () => {
    const before = await readdir(folder);
    const target = { kind: "file", path: join(folder, "never.jsonl"), name: "never" } as const;
    await expect(run(["b.jsonl", "missing.jsonl"], target)).rejects.toMatchObject({ code: "INPUT_NOT_FOUND" });
    expect(await readdir(folder)).toEqual(before);
  });

  it("refuses two inputs of one name for a folder", async () => {
    const target = { kind: "folder", path: folder, name: "x" } as const;
    await expect(run(["x/a.jsonl", "y/a.jsonl"], target)).rejects.toMatchObject({ code: "USAGE" });
  });
});
