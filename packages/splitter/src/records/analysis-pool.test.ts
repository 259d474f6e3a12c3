import { expect, it } from "@jest/globals";
import { strangers } from "../testing/chat-lines.ts";
import { AnalysisPool } from "./analysis-pool.ts";
import { BatchReader } from "./batch-reader.ts";

const settings = { near: true, notesSymbols: true };
/** Batches of some lines each, and what a reader in this thread makes of them. */
const batches = Array.from({ length: 9 }, (_, index) => Buffer.from(strangers(index + 1, index).join("\n")));

it("gives what a reader gives, each batch to whom it belongs, from memory of any kind", async () => {
  const pool = new AnalysisPool(2, settings);
  try {
    const given = batches.map((batch, index) => {
      // Shared memory; memory of its own; a part of a larger one, which must stay as it is.
      if (index % 3 === 0) {
        const shared = Buffer.from(new SharedArrayBuffer(batch.length));
        batch.copy(shared);
        return shared;
      }
      return index % 3 === 1
        ? Buffer.from(Uint8Array.from(batch).buffer)
        : Buffer.concat([Buffer.alloc(8), batch]).subarray(8);
    });
    const kept = given.map((batch) => Buffer.from(batch));
    const results = await Promise.all(given.map((batch, index) => pool.read(batch, 10 * index + 1)));
    for (const [index, batch] of batches.entries()) {
      const expected = await new BatchReader(settings).read(batch, 10 * index + 1);
      expect({ ...results[index], ids: [...(results[index]?.ids ?? [])] }).toEqual({
        ...expected,
        ids: [...expected.ids],
      });
      if (index % 3 === 1) expect(given[index]?.buffer.byteLength).toBe(0);
      else expect(given[index]).toEqual(kept[index]);
    }
  } finally {
    await pool.close();
  }
});

it("fails where a thread does", async () => {
  const pool = new AnalysisPool(1, { near: false, categoryRules: [{ category: "broken", pattern: "(" }] });
  try {
    await expect(pool.read(Buffer.from("{}\n"), 1)).rejects.toThrow("Invalid regular expression");
  } finally {
    await pool.close();
  }
});
