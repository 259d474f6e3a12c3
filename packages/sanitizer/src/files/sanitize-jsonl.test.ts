import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { BufferPool, DigestThread } from "@tunewright/jsonl";
import { rulePackSchema } from "@tunewright/schema";
import { cleanBatches } from "./clean-batches.ts";
import type { SanitizedBatch } from "../records/sanitize-batch.ts";
import { sanitizeJsonl } from "./sanitize-jsonl.ts";
import { callRule } from "../testing/rule-table-fixture.ts";

const pack = rulePackSchema.parse({
  version: 1,
  pack: "test",
  rules: [callRule("RandomFloat", "GetRandomFloat"), callRule("KillEntity"), callRule("Unused", "GetRandomInt")],
});
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
