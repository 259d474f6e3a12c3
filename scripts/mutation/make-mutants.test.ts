import { describe, expect, it } from "@jest/globals";
import { makeMutants } from "./make-mutants.ts";

const changes = (source: string): string[] =>
  makeMutants("a.ts", source).map(({ line, change }) => `${line}: ${change}`);

describe("makeMutants()", () => {
  it("moves boundaries, fixes conditions and leaves out what only acts", () => {
    expect(changes("if (a < 2) {\n  b.push(c);\n}")).toEqual([
      "1: a < 2 → true",
      "1: a < 2 → false",
      "1: < → <=",
      "1: 2 → 3",
      "2: b.push(c); left out",
    ]);
  });

  it("keeps the brackets that operands had without writing them", () => {
    expect(makeMutants("a.ts", "x = a && b || c;").map(({ text }) => text)).toEqual([
      "",
      "(a && b) && (c)",
      "(a) || (b)",
    ]);
  });

  it("leaves types, imports, errors, names of properties, stand-ins for elements and calls of a parent class alone", () => {
    expect(changes('import { a } from "b";\ntype T = 1 | true;\nthrow new RangeError("x" + 1);')).toEqual([]);
    expect(changes("x = list[i] ?? 0, y = map.get(k) ?? 0;")).toEqual([
      "1: x = list[i] ?? 0, y = map.get(k) ?? 0; left out",
      "1: 0 → 1",
    ]);
    expect(changes("const { 2: a } = { 1: b };\nclass C extends D { constructor() { super(); } }")).toEqual([]);
  });
});
