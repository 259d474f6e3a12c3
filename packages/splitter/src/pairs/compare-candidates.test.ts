import { writeFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { RecordTable } from "../records/record-table.ts";
import { chat, seededRandom, someWords, TestFolder } from "../testing/chat-lines.ts";
import { tableOf } from "../testing/some-units.ts";
import { distinctRecords, findExact } from "./cluster-records.ts";
import { compareCandidates } from "./compare-candidates.ts";
import type { FoundPairs } from "./find-pairs.ts";

const folder = new TestFolder();
beforeAll(() => folder.open());
afterAll(() => folder.close());

/**
 * Answers of 42 words are 40 shingles; each question is one. Two answers that differ in their last word share 39 of 41, in
 * their last two 38 of 42.
 */
async function table(): Promise<RecordTable> {
  const words = someWords(seededRandom(5), 42).split(" ");
  const answers = [words, words.with(41, "one"), words.with(40, "two").with(41, "two"), ["nothing", "alike", "here"]];
  return tableOf(
    answers.map((answer, index) => chat(`question${index}`, answer.join(" "))),
    { near: true },
  );
}

async function compare(lines: (table: RecordTable) => readonly object[], floor = 0.8): Promise<FoundPairs> {
  const records = await table();
  const path = folder.at("pairs.jsonl");
  await writeFile(
    path,
    lines(records)
      .map((line) => `${JSON.stringify(line)}\n`)
      .join(""),
  );
  return compareCandidates(records, distinctRecords(records, findExact(records)), { path, threshold: 0.8, floor });
}

/** The ids of two records, by their numbers. */
const pair = (records: RecordTable, a: number, b: number): object => ({ a: records.idOf(a), b: records.idOf(b) });

describe("compareCandidates()", () => {
  it("gives the exact similarity of what is proposed, in the order of the input, and counts it", async () => {
    const { pairs, bins, search } = await compare((records) => [
      pair(records, 2, 0),
      pair(records, 1, 0),
      pair(records, 0, 3),
    ]);
    expect(pairs).toEqual([
      { a: 0, b: 1, score: 39 / 41 },
      { a: 0, b: 2, score: 38 / 42 },
    ]);
    // Fifty bins: 39/41 is 0.951, 38/42 is 0.905.
    expect([...bins.entries()].filter(([, count]) => count > 0)).toEqual([
      [0, 1],
      [45, 1],
      [47, 1],
    ]);
    expect(search).toMatchObject({ compared: 3, capped: 0 });
  });

  it("compares a pair once however often it is proposed, and no record with itself", async () => {
    const { pairs, search } = await compare((records) => [
      pair(records, 0, 1),
      pair(records, 1, 0),
      pair(records, 2, 2),
    ]);
    expect(pairs).toHaveLength(1);
    expect(search.compared).toBe(1);
  });

  it("keeps what is at the floor, and nothing below it", async () => {
    const proposed = (records: RecordTable): readonly object[] => [pair(records, 0, 1), pair(records, 0, 2)];
    expect((await compare(proposed, 38 / 42)).pairs).toHaveLength(2);
    expect((await compare(proposed, 39 / 41)).pairs).toHaveLength(1);
  });

  it("puts a pair of one answer into the last bin", async () => {
    const words = someWords(seededRandom(6), 30);
    const records = await tableOf([chat("a", words), chat("b", words)], { near: true });
    await writeFile(folder.at("same.jsonl"), `${JSON.stringify(pair(records, 0, 1))}\n`);
    const options = { path: folder.at("same.jsonl"), threshold: 0.8, floor: 0.8 };
    const { bins, pairs } = await compareCandidates(records, Uint32Array.of(0, 1), options);
    expect(pairs).toEqual([{ a: 0, b: 1, score: 1 }]);
    expect(bins.indexOf(1)).toBe(49);
  });

  it.each<[string, (records: RecordTable) => object]>([
    ["an unknown first id", (records) => ({ a: "0".repeat(32), b: records.idOf(0) })],
    ["an unknown second id", (records) => ({ a: records.idOf(0), b: "0".repeat(32) })],
    ["no pair", () => [1, 2]],
  ])("refuses %s, with its line", async (_name, line) => {
    await expect(compare((records) => [pair(records, 0, 1), line(records)])).rejects.toMatchObject({
      code: "DATASET_INVALID",
      details: { path: folder.at("pairs.jsonl"), line: 2 },
    });
  });

  it("ends when it is told to", async () => {
    const records = await table();
    await writeFile(folder.at("ended.jsonl"), `${JSON.stringify(pair(records, 0, 1))}\n`);
    const signal = AbortSignal.abort(new Error("enough"));
    const options = { path: folder.at("ended.jsonl"), threshold: 0.8, floor: 0.8, signal };
    await expect(compareCandidates(records, Uint32Array.of(0, 1), options)).rejects.toThrow("enough");
  });
});
