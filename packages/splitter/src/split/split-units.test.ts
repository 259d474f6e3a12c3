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

  it("holds the records of each cluster together, without what is left out", async () => {
    const { units } = await made();
    expect(units.length).toBe(3);
    expect([...units.sizes]).toEqual([2, 2, 1]);
    expect([0, 1, 2].map((unit) => [...units.membersOf(unit)])).toEqual([[0, 2], [1, 3], [5]]);
    expect([0, 1, 2, 3, 5].map((record) => units.unitOf[record])).toEqual([0, 1, 0, 1, 2]);
  });

  it("takes the smallest id for the key of a cluster, and places it by that", async () => {
    const { table, units } = await made(7);
    const keys = [[0, 2], [1, 3], [5]].map((records) => records.map((record) => table.idOf(record)).sort()[0] ?? "");
    expect([0, 1, 2].map((unit) => units.keyOf(unit))).toEqual(keys);
    expect([...units.positions]).toEqual(keys.map((key) => splitPosition(key, 7)));
    const order = units.byPosition();
    expect(new Set(order)).toEqual(new Set([0, 1, 2]));
    const positions = order.map((unit) => units.positions[unit] ?? 0);
    expect(positions).toEqual(positions.toSorted((left, right) => left - right));
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
