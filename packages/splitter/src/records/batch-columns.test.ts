import { createHash } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import { BatchColumns } from "./batch-columns.ts";
import type { HashedText } from "./example-content.ts";

const sha = (text: string): string => createHash("sha256").update(text).digest("hex");
/** So many words of a hash, as numbers. */
const words = (hash: string, count: number): number[] =>
  Array.from({ length: count }, (_, word) => Number.parseInt(hash.slice(word * 8, word * 8 + 8), 16));
const text = (of: string, length = of.length): HashedText => ({ text: of, sha256: sha(of), length });

describe("BatchColumns", () => {
  it("keeps the keys of a record, and none of what tells nothing", () => {
    const columns = new BatchColumns();
    const [question, again, telling, short] = [text("q"), text("r"), text("a", 80), text("b", 79)];
    columns.add(3, {
      canonical: "{}",
      user: [question, again],
      assistant: [telling],
      turns: [{ user: question, assistant: telling }],
    });
    columns.add(4, {
      canonical: "[]",
      user: [text("")],
      assistant: [short],
      turns: [{ user: text(""), assistant: short }],
    });
    columns.group("g");
    columns.group(undefined);
    const batch = columns.finish();
    expect(batch.records).toBe(2);
    expect([...batch.lines]).toEqual([3, 4]);
    expect([...batch.ids]).toEqual([...words(sha("{}"), 4), ...words(sha("[]"), 4)]);
    expect([...batch.prompts]).toEqual([...words(sha("q"), 2), 0, 0]);
    expect([...batch.questions]).toEqual([...words(sha(`${sha("q")},${sha("r")}`), 2), ...words(sha(""), 2)]);
    expect([...batch.answers]).toEqual([...words(sha("a"), 2), 0, 0]);
    expect([...batch.groups]).toEqual([...words(sha("g"), 2), 0, 0]);
    expect([...batch.turnCounts]).toEqual([1, 0]);
    expect(batch.turns).toHaveLength(2);
  });

  it("numbers names in the order of the batch, and begins anew with the next", () => {
    const columns = new BatchColumns();
    for (const name of ["b", undefined, "a", "b"]) columns.category(name);
    columns.symbols([1, 0], ["X", "Y"]);
    columns.symbols([], []);
    columns.symbolCodes(Uint32Array.of(columns.symbolCode("X"), columns.symbolCode("Z")));
    columns.shingles(Uint32Array.of(5, 6));
    columns.shingles(new Uint32Array());
    columns.rejected.push({ line: 1, issues: [] });
    const batch = columns.finish();
    expect([...batch.categories]).toEqual([1, 0, 2, 1]);
    expect(batch.categoryNames).toEqual(["b", "a"]);
    expect([...batch.symbolCounts]).toEqual([2, 0, 2]);
    expect([...batch.symbols].map((symbol) => batch.symbolNames[symbol])).toEqual(["Y", "X", "X", "Z"]);
    expect([[...batch.shingleCounts], [...batch.shingles]]).toEqual([
      [2, 0],
      [5, 6],
    ]);
    expect(batch.rejected).toHaveLength(1);
    columns.category("a");
    columns.symbols([0], ["X"]);
    const next = columns.finish();
    expect([next.categoryNames, [...next.categories]]).toEqual([["a"], [1]]);
    expect([next.symbolNames, [...next.symbols]]).toEqual([["X"], [0]]);
    expect([next.records, next.rejected, next.shingles.length]).toEqual([0, [], 0]);
  });

  it("takes a record of which only the signature is known", () => {
    const columns = new BatchColumns();
    const [id, prompt, turn] = [sha("id").slice(0, 32), sha("p").slice(0, 16), sha("t").slice(0, 16)];
    columns.addSigned(
      { line: 9, id, prompt, answer: null, group: sha("g"), turns: [turn] } as never,
      Uint32Array.of(8),
    );
    const batch = columns.finish();
    expect([batch.records, [...batch.lines], [...batch.ids]]).toEqual([1, [9], words(id, 4)]);
    expect([[...batch.prompts], [...batch.questions], [...batch.answers]]).toEqual([words(prompt, 2), [0, 0], [0, 0]]);
    expect([[...batch.groups], [...batch.turnCounts], [...batch.turns]]).toEqual([
      words(sha("g"), 2),
      [1],
      words(turn, 2),
    ]);
    expect([[...batch.categories], [...batch.symbolCounts], [...batch.shingles]]).toEqual([[0], [0], [8]]);
  });
});
