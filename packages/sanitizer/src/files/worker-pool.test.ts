import { setImmediate } from "node:timers/promises";
import { BufferPool } from "@tunewright/jsonl";
import { rulePackSchema } from "@tunewright/schema";
import { afterAll, describe, expect, it } from "@jest/globals";
import { compileRules } from "../rules/rule-table.ts";
import { BatchSanitizer, type SanitizedBatch } from "../records/sanitize-batch.ts";
import { createSourcePawnAdapter } from "../languages/sourcepawn-adapter.ts";
import { callRule } from "../testing/rule-table-fixture.ts";
import { WorkerPool } from "./worker-pool.ts";

const pack = rulePackSchema.parse({
  version: 1,
  pack: "test",
  rules: [callRule("RandomFloat", "GetRandomFloat"), callRule("KillEntity")],
});
const settings = { fixDeprecated: false, keepPairs: true };
const local = new BatchSanitizer(compileRules([pack], { languages: [createSourcePawnAdapter()] }), settings);

const line = (content: string): string => `${JSON.stringify({ messages: [{ role: "assistant", content }] })}\n`;
const changed = line("float x = RandomFloat(0.0, 1.0);\nKillEntity(5); // é") + "{broken\n" + line("KillEntity(1);");
const unchanged = line("int x = 5;");

describe.each([
  ["memory that is moved", false],
  ["memory that threads share", true],
])("WorkerPool with %s", (_name, shared) => {
  const memory = new BufferPool({ shared });
  const pool = new WorkerPool(2, { packs: [pack], settings, names: undefined }, memory);
  afterAll(() => pool.close());

  /** Hands text to a worker as soon as one has started. */
  async function clean(text: string): Promise<SanitizedBatch> {
    for (;;) {
      const block = memory.take(text.length * 2);
      const bytes = block.subarray(0, block.write(text));
      const offered = pool.offer(bytes, 7);
      if (offered !== undefined) return await offered;
      memory.give(block);
      await setImmediate();
    }
  }

  it.each([
    ["changed", changed],
    ["unchanged", unchanged],
    ["long", changed.repeat(3000)],
  ])("gives for %s lines what this thread gives", async (_kind, text) => {
    const printed = (batch: SanitizedBatch): string =>
      JSON.stringify({
        ...batch,
        bytes: Buffer.from(batch.bytes).toString(),
        rejects: batch.rejects.map(({ bytes, ...reject }) => ({ ...reject, bytes: Buffer.from(bytes).toString() })),
      });
    const found = await clean(text);
    expect(printed(found) === printed(local.run(Buffer.from(text), 7))).toBe(true);
    memory.give(found.bytes);
  });
});

describe("WorkerPool whose worker cannot start", () => {
  it("fails for every batch, with the worker's reason, and never waits for it", async () => {
    const unknown = rulePackSchema.parse({
      version: 1,
      pack: "wrong",
      rules: [{ id: "x", message: "m", match: { kind: "detector", detector: "psychic" }, examples: [{ keep: "" }] }],
    });
    const pool = new WorkerPool(1, { packs: [unknown], settings, names: undefined }, new BufferPool());
    const offer = async (): Promise<unknown> => {
      for (;;) {
        const offered = pool.offer(Buffer.from(unchanged), 1);
        if (offered !== undefined) return await offered;
        await setImmediate();
      }
    };
    await expect(offer()).rejects.toThrow("psychic");
    await expect(offer()).rejects.toThrow("psychic");
    await pool.close();
  });
});
