import { describe, expect, it } from "@jest/globals";
import { runInNewContext } from "node:vm";
import { makeMutants } from "./make-mutants.ts";
import { plantMutants } from "./plant-mutants.ts";

/** The answers of a source, its last expression, with no mutant on and with each. */
function answers(source: string): unknown[] {
  const mutants = makeMutants("a.ts", source);
  const planted = plantMutants(source, mutants, 1);
  return [0, ...mutants.map((_, index) => index + 1)].map((on): unknown =>
    runInNewContext(planted, { $mutant: (id: number) => id === on }),
  );
}

describe("plantMutants()", () => {
  it("writes a switch around the place, and nothing else", () => {
    const source = "const f = (a: 1 | 2) => a === b;\n";
    expect(plantMutants(source, makeMutants("a.ts", source), 5)).toBe(
      "const f = (a: 1 | 2) => ($mutant(5) ? ((a) !== (b)) : (a === b));\n",
    );
  });

  it("runs as it stood with none on, and as changed with one", () => {
    // None; `+ → -`, `7 → 8`, `2 → 3`; and the answer itself left out, where what was declared answers nothing.
    expect(answers("const a = 7 + 2; a;")).toEqual([9, 5, 10, 10, undefined]);
  });

  it("keeps mutants of one place and mutants inside it apart", () => {
    const source = "const b = !(a < 2) ? 'yes' : 'no';";
    const mutants = makeMutants("a.ts", source);
    const planted = plantMutants(source, mutants, 0);
    const run = (on: number): unknown => runInNewContext(`${planted} b`, { a: 1, $mutant: (id: number) => id === on });
    expect(run(-1)).toBe("no");
    expect(mutants.map(({ change }, id) => `${change}: ${String(run(id))}`)).toEqual([
      "!(a < 2) → true: yes",
      "!(a < 2) → false: no",
      "! left out: yes",
      "< → <=: no",
      "2 → 3: no",
    ]);
  });

  it("leaves a statement out, also where it stands without braces before an else", () => {
    const source = "let a = 0; if (b) a += 1; else a += 5; a";
    const mutants = makeMutants("a.ts", source);
    const planted = plantMutants(source, mutants, 0);
    const leftOut = mutants.findIndex(({ change }) => change === "a += 5; left out");
    const run = (on: number, b: boolean): unknown =>
      runInNewContext(planted, { b, $mutant: (id: number) => id === on });
    expect([run(-1, true), run(-1, false), run(leftOut, true), run(leftOut, false)]).toEqual([1, 5, 1, 0]);
  });
});
