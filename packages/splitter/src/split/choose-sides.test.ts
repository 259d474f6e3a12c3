// Over 300 lines: one table of cases for each step of the choice.
import { describe, expect, it } from "@jest/globals";
import { splitSides } from "@tunewright/schema";
import { type SomeCluster, unitsOf } from "../testing/some-units.ts";
import { assignSplit } from "./assign-split.ts";
import { checkSizes, chooseSides, type ChooseSidesOptions, type ChosenSides, type SideSizes } from "./choose-sides.ts";

const NONE = 255;

/** Deals out clusters that stand at the middles of as many equal parts; every function that they call counts for coverage. */
async function choose(clusters: readonly SomeCluster[], options: Partial<ChooseSidesOptions>): Promise<ChosenSides> {
  const { units, table } = await unitsOf(clusters);
  return chooseSides(units, { symbols: new Uint8Array(table.symbolNames.length).fill(1), ...options });
}

const ones = (count: number): SomeCluster[] => Array.from({ length: count }, () => ({}));
const sized = (...sizes: readonly number[]): SomeCluster[] => sizes.map((size) => ({ size }));
const calling = (...calls: readonly string[]): SomeCluster[] =>
  calls.map((names) => ({ calls: names.split("").map((name) => `Call${name}`) }));

describe("checkSizes()", () => {
  it.each<[SideSizes]>([
    [{}],
    [{ validationRatio: 0.001 }],
    [{ validationRatio: 0.5, testRatio: 0.499 }],
    [{ testRatio: 0.999 }],
    [{ validationCount: 1 }],
    [{ byKey: true, validationRatio: 0.1 }],
    [{ byKey: false, validationCount: 3 }],
  ])("takes %j", (sizes) => {
    expect(() => checkSizes(sizes)).not.toThrow();
  });

  it.each<[SideSizes, string]>([
    [{ validationRatio: 0 }, "both excluded"],
    [{ validationRatio: 1 }, "both excluded"],
    [{ validationRatio: Number.NaN }, "both excluded"],
    [{ testRatio: 0 }, "both excluded"],
    [{ testRatio: 1 }, "both excluded"],
    [{ validationRatio: 0.5, testRatio: 0.5 }, "leave nothing for training"],
    [{ validationRatio: 0.75, testRatio: 0.75 }, "leave nothing for training"],
    [{ validationCount: 0 }, "a whole number from 1"],
    [{ validationCount: 1.5 }, "a whole number from 1"],
    [{ byKey: true, validationCount: 3 }, "by keys alone"],
  ])("refuses %j", (sizes, reason) => {
    expect(() => checkSizes(sizes)).toThrow(RangeError);
    expect(() => checkSizes(sizes)).toThrow(reason);
  });
});

describe("chooseSides(), sizes", () => {
  it.each<[string, SideSizes, readonly number[]]>([
    ["a tenth where nothing is asked for", {}, [1, 0, 0, 0, 0, 0, 0, 0, 0, 0]],
    ["a count", { validationCount: 3 }, [1, 1, 1, 0, 0, 0, 0, 0, 0, 0]],
    ["a ratio, to whole records", { validationRatio: 0.25 }, [1, 1, 1, 0, 0, 0, 0, 0, 0, 0]],
    ["one record at least", { validationRatio: 0.01, testRatio: 0.01 }, [1, 0, 0, 0, 0, 0, 0, 0, 0, 2]],
    ["the smaller of ratio and count", { validationRatio: 0.2, validationCount: 4 }, [1, 1, 0, 0, 0, 0, 0, 0, 0, 0]],
    ["the smaller of count and ratio", { validationRatio: 0.4, validationCount: 2 }, [1, 1, 0, 0, 0, 0, 0, 0, 0, 0]],
    ["test from the other end", { validationCount: 1, testRatio: 0.3 }, [1, 0, 0, 0, 0, 0, 0, 2, 2, 2]],
  ])("takes %s", async (_name, sizes, expected) => {
    const { sides, notes } = await choose(ones(10), sizes);
    expect([...sides]).toEqual(expected);
    expect(notes).toEqual([]);
  });

  it.each<[string, SomeCluster[], number, readonly number[]]>([
    ["passes over a cluster that is larger than what is missing", sized(3, 1, 1, 1), 2, [0, 1, 1, 0]],
    ["gives back what does not add up to the count", sized(3, 2, 2), 4, [0, 1, 1]],
    ["keeps of what it had chosen what the sum can use", sized(1, 4, 4, 2, 2), 3, [1, 0, 0, 1, 0]],
    ["takes a large cluster alone", sized(1, 1, 4, 5), 4, [0, 0, 1, 0]],
  ])("%s", async (_name, clusters, validationCount, expected) => {
    const { sides, notes } = await choose(clusters, { validationCount });
    expect([...sides]).toEqual(expected);
    expect(notes).toEqual([]);
  });

  it("takes the nearest sum where none meets the count, and says so", async () => {
    const message = "Validation has 3 records, not 2: clusters may not be parted, and no choice of them adds up to it.";
    expect(await choose(sized(3, 3), { validationCount: 2 })).toEqual({
      sides: Uint8Array.of(1, 0),
      notes: [{ code: "count-not-met", message }],
    });
    const { notes } = await choose(sized(1, 4, 4, 4), { validationCount: 1, testRatio: 0.2 });
    expect(notes).toEqual([
      {
        code: "count-not-met",
        message: message.replace("Validation", "Test").replace("3", "4").replace("not 2", "not 3"),
      },
    ]);
  });

  it("splits two records where nothing is asked for", async () => {
    expect([...(await choose(ones(2), {})).sides]).toEqual([1, 0]);
  });

  it.each<[string, SomeCluster[], SideSizes, string]>([
    ["one record", ones(1), {}, "Cannot split one record: each side needs at least one."],
    ["as many as there are", ones(3), { validationCount: 3 }, "3 validation records of 3 leave nothing for training."],
    ["one cluster", sized(3), { validationCount: 2 }, "all 3 records are one cluster of copies and near-copies"],
  ])("refuses %s", async (_name, clusters, sizes, reason) => {
    await expect(choose(clusters, sizes)).rejects.toMatchObject({
      code: "SPLIT_IMPOSSIBLE",
      message: expect.stringContaining(reason),
    });
  });

  it("refuses to leave nothing for training", async () => {
    await expect(choose(ones(2), { validationCount: 1, testRatio: 0.4 })).rejects.toMatchObject({
      code: "SPLIT_IMPOSSIBLE",
      message: "Cannot split: no record is left for training.",
      hint: "Raise the threshold, or ask for other sizes.",
    });
  });
});

describe("chooseSides(), strata", () => {
  const of = (...categories: readonly string[]): SomeCluster[] => categories.map((category) => ({ category }));

  it("takes of each category its share, the first ones", async () => {
    const { sides } = await choose(of("a", "a", "a", "a", "b", "b", "b", "b"), { validationCount: 4 });
    expect([...sides]).toEqual([1, 1, 0, 0, 1, 1, 0, 0]);
  });

  it("counts what an earlier version took of a category", async () => {
    const kept = Uint8Array.of(NONE, NONE, NONE, 1, NONE, NONE, NONE, NONE);
    const { sides } = await choose(of("a", "a", "a", "a", "b", "b", "b", "b"), { validationCount: 2, kept });
    expect([...sides]).toEqual([0, 0, 0, 1, 1, 0, 0, 0]);
  });

  it("takes a cluster of several records only where its category has room for all of them", async () => {
    const clusters = [{ size: 3, category: "a" }, ...of("a"), { size: 2, category: "b" }, ...of("b", "b")];
    // Of 4 and 4 records 2 are due; the first cluster has 3.
    expect([...(await choose(clusters, { validationCount: 4 })).sides]).toEqual([0, 1, 1, 1, 0]);
  });
});

describe("chooseSides(), coverage", () => {
  it.each<[string, SomeCluster[], number, readonly number[]]>([
    ["keeps in training what alone shows a symbol", calling("A", "", ""), 1, [0, 1, 0]],
    ["takes one of two that show it, not both", calling("A", "A", "", ""), 2, [1, 0, 1, 0]],
    ["puts the count first, and takes where the fewest symbols are lost", calling("AB", "C"), 1, [0, 1]],
    ["takes the first of those that lose as many", calling("AB", "C", "D"), 1, [0, 1, 0]],
    [
      "keeps a cluster whose records show it and no other does",
      [{ size: 2, calls: ["CallA"] }, ...ones(3)],
      2,
      [0, 1, 1, 0],
    ],
    [
      "takes such a cluster where another shows it, too",
      [{ size: 2, calls: ["CallA"] }, ...calling("A"), ...ones(2)],
      2,
      [1, 0, 0, 0],
    ],
    [
      "keeps a cluster one of whose records alone shows it",
      [{ size: 2, firstCalls: ["CallA"] }, ...ones(3)],
      2,
      [0, 1, 1, 0],
    ],
  ])("%s", async (_name, clusters, validationCount, expected) => {
    const { sides, notes } = await choose(clusters, { validationCount });
    expect([...sides]).toEqual(expected);
    expect(notes).toEqual([]);
  });

  it("gives up symbols for a sum, where only that meets the count", async () => {
    const clusters = [3, 2, 2].map((size, index) => ({ size, calls: [`Call${index}`] }));
    const { sides, notes } = await choose(clusters, { validationCount: 4 });
    expect([...sides]).toEqual([0, 1, 1]);
    expect(notes).toEqual([]);
  });

  it("does not look at names that do not count", async () => {
    const { sides } = await choose(calling("A", "", ""), { validationCount: 1, symbols: new Uint8Array(1) });
    expect([...sides]).toEqual([1, 0, 0]);
    const pair = [{ size: 2, calls: ["CallA"] }, ...ones(2)];
    expect([...(await choose(pair, { validationCount: 2, symbols: new Uint8Array(1) })).sides]).toEqual([1, 0, 0]);
  });

  it("meets the count by other sizes before it gives up a symbol", async () => {
    // 1 and 3 are met only by the cluster of 4 beside them, or by what alone shows A.
    const clusters = [...sized(3, 4), { size: 1, calls: ["CallA"] }, ...sized(5)];
    expect([...(await choose(clusters, { validationCount: 4 })).sides]).toEqual([0, 1, 0, 0]);
  });
});

describe("chooseSides(), by key", () => {
  it("takes the clusters below the ratio for validation, those above what is left for test", async () => {
    const clusters = ones(5);
    expect([...(await choose(clusters, { byKey: true, validationRatio: 0.4, testRatio: 0.2 })).sides]).toEqual([
      1, 1, 0, 0, 2,
    ]);
    expect([...(await choose(clusters, { byKey: true, validationRatio: 0.2, testRatio: 0.6 })).sides]).toEqual([
      1, 0, 2, 2, 2,
    ]);
    expect([...(await choose(ones(10), { byKey: true })).sides]).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it("decides as assignSplit() does, also for a cluster that stands right at a border", async () => {
    const { units, table } = await unitsOf(ones(5));
    const [second, fourth] = [units.positionOf(1), units.positionOf(3)];
    const ratios = { validationRatio: second, testRatio: 1 - fourth };
    const { sides } = chooseSides(units, { byKey: true, ...ratios, symbols: new Uint8Array() });
    expect([...sides]).toEqual([1, 0, 0, 2, 2]);
    for (const [unit, side] of sides.entries()) {
      expect(assignSplit(table.idOf(units.clusterOf(unit)), { ...ratios, seed: 42 })).toBe(splitSides[side]);
    }
  });

  it("leaves in training what is larger than the whole side should be, and says so", async () => {
    // The first three stand below 0.6; of 9 records that is 5.
    const { sides, notes } = await choose(sized(1, 6, 1, 1, 1), { byKey: true, validationRatio: 0.59 });
    expect([...sides]).toEqual([1, 0, 1, 0, 0]);
    const message = "1 cluster is larger than the whole side should be and went to training.";
    expect(notes).toEqual([{ code: "cluster-too-large", message }]);
  });

  it("takes what is just as large as the side should be", async () => {
    const { sides, notes } = await choose(sized(2, 1, 1, 1), { byKey: true, validationRatio: 0.4 });
    expect([...sides]).toEqual([1, 1, 0, 0]);
    expect(notes).toEqual([]);
  });

  it("sends the last of those back that alone show a symbol", async () => {
    const { sides } = await choose(calling("A", "A", "", "", ""), { byKey: true, validationRatio: 0.6 });
    expect([...sides]).toEqual([1, 0, 1, 0, 0]);
  });

  // The first of five stands above 0.04.
  it.each<[string, SomeCluster[], readonly number[]]>([
    ["the next cluster that training can spare", calling("A", "", "", "", ""), [0, 1, 0, 0, 0]],
    ["the next that is no larger than the side should be", sized(2, 1, 1, 1, 1), [0, 1, 0, 0, 0]],
    ["the smallest, where all are larger", sized(4, 3, 2, 2, 3), [0, 0, 1, 0, 0]],
  ])("takes %s rather than leave the side empty", async (_name, clusters, expected) => {
    const { sides, notes } = await choose(clusters, { byKey: true, validationRatio: 0.04 });
    expect([...sides]).toEqual(expected);
    expect(notes).toEqual([]);
  });
});

describe("chooseSides(), sides that are kept", () => {
  it("moves none of them, and fills up from the others", async () => {
    const kept = Uint8Array.of(0, NONE, 2, 1, NONE);
    const { sides, notes } = await choose(ones(5), { validationCount: 2, testRatio: 0.2, kept });
    expect([...sides]).toEqual([0, 1, 2, 1, 0]);
    expect(notes).toEqual([]);
  });

  it("moves none of them by key either", async () => {
    const kept = Uint8Array.of(0, NONE, 1, NONE, NONE);
    const { sides } = await choose(ones(5), { byKey: true, validationRatio: 0.4, kept });
    expect([...sides]).toEqual([0, 1, 1, 0, 0]);
  });

  it("keeps what shows a symbol in validation where an earlier version put it", async () => {
    const kept = Uint8Array.of(NONE, NONE, NONE, NONE, 1);
    const { sides } = await choose(calling("", "", "", "", "A"), { byKey: true, validationRatio: 0.04, kept });
    expect([...sides]).toEqual([0, 0, 0, 0, 1]);
  });

  it("says why the count is not met: the earlier version holds more, or the clusters do not add up", async () => {
    const many = await choose(ones(4), { validationCount: 1, kept: Uint8Array.of(1, 1, NONE, NONE) });
    expect([...many.sides]).toEqual([1, 1, 0, 0]);
    expect(many.notes).toEqual([
      {
        code: "count-not-met",
        message: "Validation has 2 records, not 1: the version whose membership is kept already holds so many.",
      },
    ]);
    const uneven = await choose(sized(1, 3, 3), { validationCount: 3, kept: Uint8Array.of(1, NONE, NONE) });
    expect([...uneven.sides]).toEqual([1, 1, 0]);
    expect(uneven.notes).toMatchObject([{ message: expect.stringContaining("4 records, not 3: clusters may not be") }]);
  });

  it("refuses a side for which it leaves nothing", async () => {
    await expect(choose(ones(2), { validationCount: 1, kept: Uint8Array.of(1, 1) })).rejects.toMatchObject({
      code: "SPLIT_IMPOSSIBLE",
      message:
        "Cannot split: no record is left for training: the version whose membership is kept holds them on the other side.",
      hint: "Add records, or split anew.",
    });
    await expect(choose(ones(2), { validationCount: 1, kept: Uint8Array.of(0, 0) })).rejects.toMatchObject({
      message: expect.stringContaining("no record is left for validation"),
    });
  });
});
