import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { Boilerplate } from "./boilerplate.ts";
import { OwnShingles } from "./own-shingles.ts";
import { Scratch } from "../scratch/scratch.ts";
import { ShingleStore } from "./shingle-store.ts";

/** Batches of records, each a list of shingles. */
const batches = fc.array(fc.array(fc.array(fc.nat(0xffff), { maxLength: 6 }), { maxLength: 5 }), { maxLength: 6 });

function fill(store: ShingleStore, lists: readonly (readonly (readonly number[])[])[]): void {
  for (const batch of lists)
    store.append(
      Uint32Array.from(batch, (set) => set.length),
      Uint32Array.from(batch.flat()),
    );
}

describe("ShingleStore", () => {
  it("gives back every record, by its number and in order, whatever is in memory and on disk", () => {
    fc.assert(
      fc.property(batches, fc.constantFrom(0, 8, 40, 1_000_000), (lists, memoryBytes) => {
        using store = new ShingleStore({ memoryBytes });
        fill(store, lists);
        const records = lists.flat();
        expect(store.length).toBe(records.length);
        expect(records.map((_, record) => [...store.read(record)])).toEqual(records);
        const visited: number[][] = [];
        store.forEach((record, shingles) => {
          expect(record).toBe(visited.length);
          visited.push([...shingles]);
        });
        expect(visited).toEqual(records);
      }),
    );
  });

  it("holds what fits into the memory that it may use, and nothing after the first that did not", () => {
    using store = new ShingleStore({ memoryBytes: 16 });
    fill(store, [[[1, 2]], [[3, 4]], [[5]], [[]]]);
    expect([0, 1, 2, 3].map((record) => store.isHeld(record))).toEqual([true, true, false, false]);
    using exact = new ShingleStore({ memoryBytes: 8 });
    fill(exact, [[[1, 2]]]);
    expect(exact.isHeld(0)).toBe(true);
    using large = new ShingleStore({ memoryBytes: 12 });
    fill(large, [[[1, 2]], [[3, 4]], [[5]]]);
    expect([0, 1, 2].map((record) => large.isHeld(record))).toEqual([true, false, false]);
  });

  it("has nothing for a record that is not there", () => {
    using store = new ShingleStore();
    expect(store.read(0)).toHaveLength(0);
    expect(store.isHeld(0)).toBe(false);
  });

  it("leaves no file behind", () => {
    const folder = mkdtempSync(join(tmpdir(), "tunewright-store-"));
    try {
      using scratch = new Scratch({ folder });
      using store = new ShingleStore({ memoryBytes: 0, scratch });
      fill(store, [[[1, 2], [3]]]);
      // Where the system allows it, not even while it is used.
      if (process.platform !== "win32") expect(readdirSync(folder)).toEqual([]);
      store[Symbol.dispose]();
      scratch[Symbol.dispose]();
      expect(readdirSync(folder)).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("OwnShingles", () => {
  it.each([
    ["in memory", 1_000_000],
    ["on disk", 0],
  ])("gives a record's own shingles sorted, as often as it is asked, %s", (_name, memoryBytes) => {
    using store = new ShingleStore({ memoryBytes });
    // Twenty records share 7 and 8, so those are nobody's own.
    fill(store, [Array.from({ length: 20 }, (_, record) => [50 - record, 7, 900 + record, 8, 3 + record * 100])]);
    const own = new OwnShingles(
      store,
      Boilerplate.find(
        store,
        Uint32Array.from({ length: 20 }, (_, index) => index),
      ),
    );
    const expected = (record: number): number[] =>
      [50 - record, 900 + record, 3 + record * 100].sort((left, right) => left - right);
    for (const record of [4, 4, 0, 19, 4]) expect([...own.of(record)]).toEqual(expected(record));
    const visited: number[][] = [];
    own.forEach((record, shingles) => {
      expect(record).toBe(visited.length);
      visited.push([...shingles].sort((left, right) => left - right));
    });
    expect(visited).toEqual(Array.from({ length: 20 }, (_, record) => expected(record)));
  });

  it("gives nothing for a record without shingles", () => {
    using store = new ShingleStore();
    fill(store, [[[], [1]]]);
    const own = new OwnShingles(store, Boilerplate.find(store, Uint32Array.of(0, 1)));
    expect([[...own.of(0)], [...own.of(0)], [...own.of(1)]]).toEqual([[], [], [1]]);
  });
});
