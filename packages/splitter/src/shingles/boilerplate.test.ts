import { describe, expect, it } from "@jest/globals";
import { Boilerplate } from "./boilerplate.ts";
import { ShingleStore } from "./shingle-store.ts";

/** What is boilerplate in records of which the first `holders` hold the shingle 7 beside one of their own. */
function find(records: number, holders: number): Boilerplate {
  using store = new ShingleStore();
  for (let record = 0; record < records; record += 1) {
    const shingles = record < holders ? [7, 1000 + record] : [1000 + record];
    store.append(Uint32Array.of(shingles.length), Uint32Array.from(shingles));
  }
  return Boilerplate.find(
    store,
    Uint32Array.from({ length: records }, (_, record) => record),
  );
}

describe("Boilerplate", () => {
  it.each([
    [20, 20, 1],
    [19, 19, 0],
    [39, 20, 1],
    [39, 19, 0],
    [40, 20, 1],
    [41, 20, 0],
    [60, 30, 1],
    [60, 29, 0],
  ])(
    "of %d records, %d of which hold a shingle, is %d: half of them, and twenty at least",
    (records, holders, size) => {
      expect(find(records, holders).size).toBe(size);
    },
  );

  it("is left behind what is a record's own", () => {
    const boilerplate = find(20, 20);
    const shingles = Uint32Array.of(7, 3, 7, 4, 5);
    expect(boilerplate.partition(shingles)).toBe(3);
    expect(new Set(shingles.subarray(0, 3))).toEqual(new Set([3, 4, 5]));
    expect([...shingles.subarray(3)]).toEqual([7, 7]);
  });

  it("stays where a record is nothing else, and where there is none", () => {
    expect(find(20, 20).partition(Uint32Array.of(7, 7))).toBe(2);
    expect(find(20, 0).partition(Uint32Array.of(7, 8))).toBe(2);
    expect(find(20, 20).partition(new Uint32Array())).toBe(0);
  });

  it("is counted in the records that are named alone", () => {
    using store = new ShingleStore();
    for (let record = 0; record < 60; record += 1) store.append(Uint32Array.of(1), Uint32Array.of(record < 20 ? 7 : 8));
    const first = Uint32Array.from({ length: 20 }, (_, record) => record);
    expect(Boilerplate.find(store, first).partition(Uint32Array.of(7, 8))).toBe(1);
  });
});
