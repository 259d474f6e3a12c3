import { describe, expect, it } from "@jest/globals";
import type { RecordTable } from "../records/record-table.ts";
import { chat } from "../testing/chat-lines.ts";
import { tableOf, unitsOf } from "../testing/some-units.ts";
import { splitPosition } from "./assign-split.ts";
import { DROPPED, SplitUnits } from "./split-units.ts";
import { countedSymbols, SymbolCoverage } from "./symbol-coverage.ts";

describe("SplitUnits", () => {
  async function made(seed = 42): Promise<{ table: RecordTable; units: SplitUnits }> {
    const categories = ["a", "b", "a", "b", "c", "b"];
    const table = await tableOf(categories.map((category, index) => chat(`q${index}`, `a${index}`, { category })));
    // Two clusters whose records lie between each other's, one record that is left out, and one cluster that lost its first record.
    const sides = Uint8Array.of(0, 0, 0, 0, DROPPED, 0);
    return { table, units: new SplitUnits(table, { clusterOf: Uint32Array.of(0, 1, 0, 1, 4, 4) }, sides, seed) };
  }

  it("holds the records of each cluster together, without what is left out, in the order of their positions", async () => {
    const { table, units } = await made(7);
    const keyOf = (records: readonly number[]): string => records.map((record) => table.idOf(record)).sort()[0] ?? "";
    const clusters = [[0, 2], [1, 3], [5]].toSorted(
      (left, right) => splitPosition(keyOf(left), 7) - splitPosition(keyOf(right), 7),
    );
    expect([units.length, units.records, units.largest]).toEqual([3, 5, 2]);
    for (const [unit, records] of clusters.entries()) {
      expect(records.map((record) => units.unitOf[record])).toEqual(records.map(() => unit));
      expect(units.sizeOf(unit)).toBe(records.length);
      expect(units.positionOf(unit)).toBe(splitPosition(keyOf(records), 7));
    }
  });

  it("takes the smallest id for the key of a cluster", async () => {
    const { table, units } = await made();
    const smallest = (...records: readonly number[]): string | undefined =>
      records.map((record) => table.idOf(record)).sort()[0];
    const keyOf = units.clusterKeys();
    const [even, odd] = [smallest(0, 2), smallest(1, 3)];
    expect([0, 1, 2, 3, 5].map((record) => keyOf(record))).toEqual([even, odd, even, odd, table.idOf(5)]);
  });

  it("counts the records of a cluster by category", async () => {
    const table = await tableOf(["a", "b", "a"].map((category, index) => chat(`q${index}`, "a", { category })));
    const units = new SplitUnits(table, { clusterOf: Uint32Array.of(0, 0, 0) }, new Uint8Array(3), 42);
    const named = [...units.categoriesOf(0)].map(([category, count]) => [table.categoryNames[category], count]);
    expect(named).toEqual([
      ["a", 2],
      ["b", 1],
    ]);
  });
});

describe("countedSymbols()", () => {
  it("counts without an index what more than one cluster calls, however often one does", async () => {
    const { units, table } = await unitsOf([
      { calls: ["Both"], size: 2 },
      { calls: ["Both", "Own"], size: 3 },
      { calls: ["Later"] },
      { calls: ["Later", "Both"] },
    ]);
    const counted = countedSymbols(units, table.symbolNames.length, { isIndexed: false });
    expect(Object.fromEntries(table.symbolNames.map((name, symbol) => [name, counted[symbol]]))).toEqual({
      Both: 1,
      Own: 0,
      Later: 1,
    });
    expect([...countedSymbols(units, table.symbolNames.length, { isIndexed: true })]).toEqual([1, 1, 1]);
  });
});

describe("SymbolCoverage", () => {
  it("tells what is lost and what is missing while clusters leave training and come back", async () => {
    const { units, table } = await unitsOf([
      { calls: ["One", "Two"] },
      { calls: ["Two"], size: 2 },
      { size: 2, calls: ["Three"], firstCalls: ["One"] },
    ]);
    const coverage = new SymbolCoverage(units, new Uint8Array(table.symbolNames.length).fill(1));
    const losses = (): number[] => [0, 1, 2].map((unit) => coverage.wouldLose(unit));
    expect(losses()).toEqual([0, 0, 1]);
    expect([0, 1, 2].map((unit) => coverage.canSpare(unit))).toEqual([true, true, false]);
    coverage.take(0);
    expect(coverage.isMissing(0)).toBe(false);
    expect(losses().slice(1)).toEqual([1, 2]);
    coverage.take(1);
    expect([0, 1, 2].map((unit) => coverage.isMissing(unit))).toEqual([true, true, false]);
    coverage.give(0);
    coverage.give(1);
    expect(losses()).toEqual([0, 0, 1]);
  });
});
