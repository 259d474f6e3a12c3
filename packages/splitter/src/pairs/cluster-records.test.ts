import { describe, expect, it } from "@jest/globals";
import type { RecordTable } from "../records/record-table.ts";
import { chat } from "../testing/chat-lines.ts";
import { tableOf } from "../testing/some-units.ts";
import { clusterRecords, type Clusters, distinctRecords, findExact } from "./cluster-records.ts";
import { searchNothing } from "./find-pairs.ts";
import type { SimilarPair } from "./pair-search.ts";

type Pairs = readonly (readonly [a: number, b: number, score: number])[];

function cluster(table: RecordTable, pairs: Pairs = []): Clusters {
  const found = {
    ...searchNothing({ threshold: 0.8, floor: 0.8 }),
    pairs: pairs.map(([a, b, score]): SimilarPair => ({ a, b, score })),
  };
  return clusterRecords(table, found, findExact(table), { threshold: 0.8 });
}

/** Answers that are long enough to tell something where two share one. */
const long = (name: string): string => `${name} ${"and so it goes on in the same way for quite a while ".repeat(5)}`;
const strangers = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => chat(`q${index}`, `a${index}`));

describe("clusterRecords(), near-duplicates", () => {
  it.each<[string, Pairs, readonly number[], number]>([
    ["joins a pair at the threshold", [[0, 2, 0.8]], [0, 1, 0, 3], 0],
    ["does not join one below it", [[0, 2, 0.79]], [0, 1, 2, 3], 0],
    [
      "counts no chain where each resembles each",
      [
        [0, 1, 0.9],
        [1, 2, 0.9],
        [0, 2, 0.9],
      ],
      [0, 0, 0, 3],
      0,
    ],
    [
      "counts a chain where the ends do not resemble each other",
      [
        [0, 1, 0.9],
        [1, 2, 0.9],
        [0, 2, 0.79],
      ],
      [0, 0, 0, 3],
      1,
    ],
    [
      "counts no chain in two pairs",
      [
        [0, 1, 0.9],
        [2, 3, 0.9],
      ],
      [0, 0, 2, 2],
      0,
    ],
  ])("%s", async (_name, pairs, clusterOf, chained) => {
    const clusters = cluster(await tableOf(strangers(4)), pairs);
    expect([...clusters.clusterOf]).toEqual(clusterOf);
    expect(clusters.chained).toBe(chained);
    expect([...clusters.ties()]).toEqual(pairs.filter(([, , score]) => score >= 0.8).map(([a, b]) => [a, b]));
  });
});

describe("clusterRecords(), groups", () => {
  it("joins copies, and has nothing to tell of them", async () => {
    const clusters = cluster(await tableOf([chat("q", "a"), chat("other", "b"), chat("q", "a")]));
    expect([...clusters.clusterOf]).toEqual([0, 1, 0]);
    expect([0, 1, 2].map((record) => clusters.sameAs.at(record))).toEqual([0, 1, 0]);
    expect(clusters.hazards).toEqual([]);
  });

  it("joins and names what shares a question, a long answer or a field", async () => {
    const table = await tableOf([
      chat("one", "first"),
      chat("two", long("x")),
      chat("three", long("x")),
      chat("one", "second"),
      chat("four", "short"),
      chat("five", "short"),
    ]);
    const { clusterOf, hazards, ties } = cluster(table);
    expect([...clusterOf].slice(0, 4)).toEqual([0, 1, 1, 0]);
    expect(hazards.slice(0, 2)).toEqual([
      { code: "same-prompt", size: 2, records: [table.placeOf(0), table.placeOf(3)], kept: "together" },
      { code: "same-answer", size: 2, records: [table.placeOf(1), table.placeOf(2)], kept: "together" },
    ]);
    expect([...ties()].slice(0, 2)).toEqual([
      [0, 3],
      [1, 2],
    ]);
  });

  it("counts copies once in a group", async () => {
    const table = await tableOf([chat("q", "a"), chat("q", "a"), chat("q", "b")]);
    expect(cluster(table).hazards).toEqual([
      { code: "same-prompt", size: 2, records: [table.placeOf(0), table.placeOf(2)], kept: "together" },
    ]);
  });

  it("finds pieces of a conversation by a turn that they share, and names each set of them once", async () => {
    const turn = (user: string, assistant: string) => [
      { role: "user", content: user },
      { role: "assistant", content: assistant },
    ];
    const piece = (...turns: readonly object[]): string => JSON.stringify({ messages: turns });
    const [a, b, c, d] = [turn("A", long("1")), turn("B", long("2")), turn("C", long("3")), turn("D", long("4"))];
    const table = await tableOf([
      piece(...turn("X", "0"), ...a, ...b),
      piece(...turn("Y", "9"), ...a, ...b, ...a),
      piece(...c, ...c),
      piece(...d),
    ]);
    const { clusterOf, hazards } = cluster(table);
    expect([...clusterOf]).toEqual([0, 0, 2, 3]);
    expect(hazards.map(({ code, size }) => [code, size])).toEqual([["conversation-piece", 2]]);
  });

  it("keeps a question apart that more than fifty records share, and lists twenty of them", async () => {
    const asked = (count: number): string[] => Array.from({ length: count }, (_, index) => chat("same", `a${index}`));
    const fifty = cluster(await tableOf([...strangers(9), ...asked(50)]));
    expect(new Set(fifty.clusterOf.subarray(9))).toEqual(new Set([9]));
    expect(fifty.hazards).toMatchObject([{ size: 50, kept: "together" }]);
    const table = await tableOf([...strangers(9), ...asked(51)]);
    const more = cluster(table);
    expect(new Set(more.clusterOf).size).toBe(60);
    expect(more.hazards).toEqual([
      {
        code: "same-prompt",
        size: 51,
        records: Array.from({ length: 20 }, (_, index) => table.placeOf(9 + index)),
        kept: "apart",
        reason: "More than 50 records share it, so it tells little about each.",
      },
    ]);
    expect([...more.ties()]).toEqual([]);
  });

  it("joins a question of up to a fiftieth of many records", async () => {
    const asked = Array.from({ length: 52 }, (_, index) => chat("same", `b${index}`));
    expect(cluster(await tableOf([...strangers(2548), ...asked])).hazards).toMatchObject([
      { size: 52, kept: "together" },
    ]);
    expect(cluster(await tableOf([...strangers(2547), ...asked])).hazards).toMatchObject([{ size: 52, kept: "apart" }]);
  });

  it("names a thousand groups, and joins all", async () => {
    const lines = Array.from({ length: 2002 }, (_, index) => chat(`q${index >> 1}`, `a${index}`));
    const { clusterOf, hazards } = cluster(await tableOf(lines));
    expect(hazards).toHaveLength(1000);
    expect(new Set(clusterOf).size).toBe(1001);
  });
});

it("distinctRecords() gives the first of each content by its id, whatever the order of the input", async () => {
  const lines = [...strangers(8), ...strangers(3)];
  const idsOf = async (list: readonly string[]): Promise<string[]> => {
    const table = await tableOf(list);
    return [...distinctRecords(table, findExact(table))].map((record) => table.idOf(record));
  };
  const ids = await idsOf(lines);
  expect(ids).toHaveLength(8);
  expect(ids).toEqual(ids.toSorted());
  expect(await idsOf(lines.toReversed())).toEqual(ids);
});
