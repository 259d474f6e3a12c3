import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { hashOfName, NameTable } from "./name-table.ts";

describe("hashOfName()", () => {
  // Published test vectors of 32-bit FNV-1a (Landon Curt Noll's reference code).
  it.each([
    ["", 0x811c9dc5],
    ["a", 0xe40c292c],
    ["foobar", 0xbf9cf968],
  ])("of %j is FNV-1a", (name, hash) => {
    expect(hashOfName(name) >>> 0).toBe(hash);
  });
});

describe("NameTable", () => {
  it("numbers names in the order in which they come, each once, wherever they stand in a text", () => {
    const name = fc.string({ minLength: 1, maxLength: 3, unit: fc.constantFrom("a", "b", "c") });
    fc.assert(
      fc.property(fc.array(name), (names) => {
        const table = new NameTable();
        const distinct = [...new Set(names)];
        for (const one of names) {
          const text = `<${one}>`;
          expect(table.intern(text, 1, 1 + one.length, hashOfName(one))).toBe(distinct.indexOf(one));
        }
        expect(table.names).toEqual(distinct);
        expect(table.find("ab?", 0, 3, hashOfName("ab?"))).toBe(-1);
      }),
    );
  });

  it("grows, and finds all that it knew", () => {
    const names = Array.from({ length: 3000 }, (_, index) => `name${index}`);
    const table = new NameTable(names);
    expect(names.map((name) => table.find(name, 0, name.length, hashOfName(name)))).toEqual([...names.keys()]);
    expect(table.find("name3000", 0, 8, hashOfName("name3000"))).toBe(-1);
  });

  it("tells names of one hash apart by their letters and their length", () => {
    const table = new NameTable();
    const intern = (name: string): number => table.intern(name, 0, name.length, 5);
    expect(["ab", "abc", "b", "ab", "b", "abc"].map(intern)).toEqual([0, 1, 2, 0, 2, 1]);
    expect(table.find("xab", 1, 3, 5)).toBe(0);
    expect(table.find("xab", 0, 2, 5)).toBe(-1);
  });
});
