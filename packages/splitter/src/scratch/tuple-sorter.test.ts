import { readdir } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { PagedColumn } from "./paged-column.ts";
import { Scratch } from "./scratch.ts";
import { sortTuples } from "./sort-tuples.ts";
import { TupleSorter } from "./tuple-sorter.ts";
import { TestFolder } from "../testing/chat-lines.ts";

const folder = new TestFolder();
beforeAll(() => folder.open());
afterAll(() => folder.close());

/** What a comparison of whole keys gives, equal ones as they came. */
function byComparison(tuples: readonly (readonly number[])[], keyWords: number): (readonly number[])[] {
  return tuples.toSorted((left, right) => {
    for (let word = 0; word < keyWords; word += 1) {
      const order = (left[word] ?? 0) - (right[word] ?? 0);
      if (order !== 0) return order;
    }
    return 0;
  });
}

// Few values, so that keys are often equal, and such that differ in one of the three digits alone.
const word = fc.oneof(fc.nat(3), fc.constantFrom(0, 1 << 11, 2 ** 22, 2 ** 32 - 1), fc.nat(2 ** 31));
const tuples = fc.array(fc.tuple(word, word, word), { maxLength: 200 });

describe("sortTuples()", () => {
  it("orders as comparing whole keys does, equal ones as they came", () => {
    fc.assert(
      fc.property(tuples, fc.integer({ min: 1, max: 3 }), (list, keyWords) => {
        const order = sortTuples(Uint32Array.from(list.flat()), list.length, { width: 3, keyWords });
        expect(Array.from(order, (place) => list[place])).toEqual(byComparison(list, keyWords));
      }),
    );
  });

  it("orders many that share the first number of their key by the others", () => {
    const list = Array.from({ length: 100 }, (_, index) => [7, (index * 37) % 100, index]);
    const order = sortTuples(Uint32Array.from(list.flat()), list.length, { width: 3, keyWords: 2 });
    expect(Array.from(order, (place) => list[place]?.[1])).toEqual(Array.from({ length: 100 }, (_, index) => index));
  });
});

describe("TupleSorter", () => {
  it.each([
    ["in memory", 512 * 1024 * 1024],
    ["on disk", 0],
  ])("gives the same %s", async (_, memoryBytes) => {
    using scratch = new Scratch({ memoryBytes, folder: folder.at(".") });
    const sorter = new TupleSorter(scratch, { width: 2, keyWords: 1 });
    // Enough for many runs of the least that a sorter holds: 256 KiB of 24 bytes each.
    const count = 200_000;
    for (let index = 0; index < count; index += 1) {
      const at = sorter.add();
      sorter.words[at] = (index * 7919) % 1000;
      sorter.words[at + 1] = index;
    }
    const sorted = sorter.sorted();
    let before = [-1, -1];
    let seen = 0;
    let isInOrder = true;
    while (sorted.next()) {
      const now = [sorted.words[sorted.offset] ?? 0, sorted.words[sorted.offset + 1] ?? 0];
      // 7919 and 1000 have no common divisor: keys repeat every 1000, and equal ones come in the order of their index.
      isInOrder &&= (before[0] ?? 0) < (now[0] ?? 0) || (before[0] === now[0] && (before[1] ?? 0) < (now[1] ?? 0));
      before = now;
      seen += 1;
    }
    expect({ isInOrder, seen, next: sorted.next() }).toEqual({ isInOrder: true, seen: count, next: false });
    expect(await readdir(folder.at("."))).toEqual([]);
  });

  it("is empty when nothing was added", () => {
    using scratch = new Scratch();
    expect(new TupleSorter(scratch, { width: 3, keyWords: 2 }).sorted().next()).toBe(false);
  });
});

describe("PagedColumn", () => {
  it("gives what was added, from memory and from disk, one by one and in parts", () => {
    const added = fc.array(fc.array(fc.nat(2 ** 32 - 1), { maxLength: 9000 }), { maxLength: 12 });
    fc.assert(
      fc.property(added, fc.constantFrom(0, 131_072, 2 ** 20), fc.nat(), fc.nat(), (parts, memoryBytes, a, b) => {
        using scratch = new Scratch({ memoryBytes, folder: folder.at(".") });
        const column = new PagedColumn(scratch);
        const all: number[] = [];
        for (const part of parts) {
          column.append(Uint32Array.from(part));
          column.push(part.length);
          all.push(...part, part.length);
          expect(column.at(all.length - 1)).toBe(part.length);
          expect(column.at(0)).toBe(all[0]);
        }
        const [start = 0, end = 0] = [a % (all.length + 1), b % (all.length + 1)].sort((left, right) => left - right);
        expect(column.length).toBe(all.length);
        expect([...column.part(start, end)]).toEqual(all.slice(start, end));
        expect(column.at(all.length)).toBe(0);
      }),
      { numRuns: 40 },
    );
  });
});
