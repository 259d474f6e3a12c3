import { describe, expect, it } from "@jest/globals";
import { joinNeighbours } from "./join-neighbours.ts";
import { UnionFind } from "./union-find.ts";

const BANDS = 4;

interface Given {
  /** The keys of each record, one for each band. */
  readonly keys: readonly (readonly number[])[];
  readonly members?: readonly number[];
  /** Pairs that hold together already. */
  readonly joined?: readonly (readonly [number, number])[];
  /** Whether two records are similar; left out, none are. */
  readonly alike?: (left: number, right: number) => boolean;
}

/** What is compared, in order, and which records may miss something. */
function join({ keys, members, joined = [], alike = () => false }: Given): { compared: string[]; cut: number[] } {
  const sets = new UnionFind(keys.length);
  for (const [a, b] of joined) sets.join(a, b);
  const columns = new Uint32Array(keys.length * BANDS);
  for (const [place, own] of keys.entries())
    for (const [band, key] of own.entries()) columns[band * keys.length + place] = key;
  const compared: string[] = [];
  const cut = new Set<number>();
  joinNeighbours({
    members: Uint32Array.from(members ?? keys.keys()),
    keys: columns,
    bands: BANDS,
    sets,
    arrange: (bucket) => bucket.slice().sort(),
    compare: (left, right) => {
      compared.push(`${left} ${right}`);
      const isAlike = alike(left, right);
      if (isAlike) sets.join(left, right);
      return isAlike;
    },
    cut: (place) => cut.add(place),
  });
  return { compared, cut: [...cut] };
}

describe("joinNeighbours()", () => {
  it("compares those that share the keys of two bands in a row, the last with the first as well", () => {
    const keys = [
      [1, 2, 10, 11],
      [1, 2, 20, 21],
      [1, 3, 30, 31],
      [5, 6, 7, 8],
      [5, 60, 70, 8],
    ];
    expect(join({ keys }).compared).toEqual(["0 1", "3 4"]);
  });

  it("leaves alone what is no member, and what holds together already", () => {
    const keys = [1, 2, 3].map((own) => [1, 2, own * 10, own * 11]);
    expect(join({ keys, members: [0, 2] }).compared).toEqual(["0 2"]);
    expect(join({ keys, joined: [[0, 2]] }).compared).toEqual(["0 1", "1 2"]);
  });

  it("compares with one record of each set, the one that was met last", () => {
    const keys = [1, 2, 3, 4].map((own) => [1, 2, own * 10, own * 11]);
    const joined = [
      [0, 1],
      [1, 2],
    ] as const;
    expect(join({ keys, joined })).toEqual({ compared: ["2 3"], cut: [] });
  });

  it("stops at what is similar, and compares it no more once it is joined", () => {
    const keys = [1, 2, 3].map(() => [1, 2, 3, 4]);
    const { compared, cut } = join({ keys, alike: (left, right) => right - left === 1 });
    expect(compared).toEqual(["0 1", "1 2"]);
    expect(cut).toEqual([]);
  });

  it("tells of those that were not compared with every set: beyond sixteen, or out of patience", () => {
    const bucket = Array.from({ length: 18 }, (_, own) => [1, 2, 100 + own, 200 + own]);
    // The record with the number sixteen meets as many; what comes after it no longer sees the first.
    expect(join({ keys: bucket }).cut).toEqual([17]);
    const everywhere = Array.from({ length: 17 }, () => [1, 2, 3, 4]);
    // Four bands of sixteen comparisons are more than 48 for the last, and so are 4 × 13 for the one with the number thirteen.
    expect(join({ keys: everywhere }).cut).toEqual(expect.arrayContaining([13, 16]));
    expect(join({ keys: everywhere }).cut).not.toContain(12);
  });
});
