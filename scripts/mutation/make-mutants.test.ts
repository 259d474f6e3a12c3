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

  it("writes the whole file with the change and nothing else", () => {
    const [mutant] = makeMutants("a.ts", "export const f = (a: 1 | 2) => a === b;\n");
    expect(mutant?.source).toBe("export const f = (a: 1 | 2) => a !== b;\n");
  });

  it("leaves types, imports and errors alone", () => {
    expect(changes('import { a } from "b";\ntype T = 1 | true;\nthrow new RangeError("x" + 1);')).toEqual([]);
  });
});
