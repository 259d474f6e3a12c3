import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { ArrangedTokens } from "./arranged-tokens.ts";

/** The index of the nth token that is written so. */
function indexOf(tokens: ArrangedTokens, text: string, nth = 0): number {
  let left = nth;
  for (let index = 0; index < tokens.count; index += 1) {
    if (!tokens.is(index, text)) continue;
    if (left === 0) return index;
    left -= 1;
  }
  return -1;
}

const texts = (tokens: ArrangedTokens): string[] =>
  Array.from({ length: tokens.count }, (_, index) => tokens.text(index));

describe("ArrangedTokens", () => {
  it("leaves out comments and the lines of directives, but for #define", () => {
    const tokens = new ArrangedTokens(
      "#include <a>\n#define X 1 // one\n/* two */ int y;\n#pragma z w\n#if v\n#endif\nu",
    );
    expect(texts(tokens)).toEqual(["#define", "X", "1", "int", "y", ";", "u"]);
    expect([0, 1, 2, 3].map((index) => tokens.isInDirective(index))).toEqual([true, true, true, false]);
    expect([0, 1, 3].map((index) => tokens.isDefine(index))).toEqual([true, false, false]);
    // A comment is not the first of its line.
    expect([0, 1, 3, 4, 6].map((index) => tokens.beginsLine(index))).toEqual([true, false, true, false, true]);
  });

  it("has nothing beyond both ends, whatever the code before had there", () => {
    new ArrangedTokens("((((((a))))))".repeat(20)).release();
    const tokens = new ArrangedTokens("a b");
    for (const index of [-1, 2, 99]) {
      expect([tokens.kind(index), tokens.text(index), tokens.parent(index), tokens.partner(index)]).toEqual([
        -1,
        "",
        -1,
        -1,
      ]);
      expect([tokens.is(index, ""), tokens.beginsLine(index), tokens.isInDirective(index)]).toEqual([
        false,
        false,
        false,
      ]);
    }
  });

  it("tells offsets, and whether two tokens touch", () => {
    const tokens = new ArrangedTokens("ab(c d)");
    expect([0, 1, 2, 3, 4].map((index) => [tokens.startOf(index), tokens.endOf(index)])).toEqual([
      [0, 2],
      [2, 3],
      [3, 4],
      [5, 6],
      [6, 7],
    ]);
    expect([0, 1, 2, 3].map((index) => tokens.touches(index))).toEqual([true, true, false, true]);
  });

  it("reads a window with the offsets of the whole", () => {
    const tokens = new ArrangedTokens("int a;\nint b;\nint c;", { start: 7, end: 14 });
    expect(texts(tokens)).toEqual(["int", "b", ";"]);
    expect(tokens.startOf(1)).toBe(11);
    expect(tokens.occurrences("a")).toEqual([]);
  });

  it("pairs brackets, and tells the one around", () => {
    const tokens = new ArrangedTokens("a(b[c], {d}) e");
    const open = indexOf(tokens, "(");
    expect(tokens.partner(open)).toBe(indexOf(tokens, ")"));
    expect(tokens.partner(indexOf(tokens, ")"))).toBe(open);
    expect(tokens.parent(indexOf(tokens, "b"))).toBe(open);
    expect(tokens.parent(indexOf(tokens, "c"))).toBe(indexOf(tokens, "["));
    expect(tokens.parent(indexOf(tokens, "d"))).toBe(indexOf(tokens, "{"));
    expect([tokens.parent(open), tokens.parent(indexOf(tokens, ")")), tokens.parent(indexOf(tokens, "e"))]).toEqual([
      -1, -1, -1,
    ]);
    expect(tokens.partner(indexOf(tokens, "b"))).toBe(-1);
  });

  it("pairs the brackets of both branches of a condition", () => {
    const tokens = new ArrangedTokens(
      "void F()\n#if A\n{ if (a) {\n#elseif B\n{ if (b) {\n#else\n{ if (c) {\n#endif\nd; }\n}\nint e;",
    );
    for (const name of ["a", "b", "c"]) expect(tokens.text(tokens.parent(indexOf(tokens, name)))).toBe("(");
    // The branch that is read last goes on below.
    expect(tokens.functionAt(indexOf(tokens, "d"))).toBe(indexOf(tokens, "{", 4));
    expect(tokens.functionAt(indexOf(tokens, "e"))).toBe(-1);
    expect(tokens.partner(indexOf(tokens, "{", 4))).toBe(indexOf(tokens, "}", 1));
  });

  it("goes on behind nested conditions with what was open before them", () => {
    const tokens = new ArrangedTokens("void F() {\n#if A\n#if B\n(\n#endif\n#else\na\n#endif\nb\n}\nc");
    expect(tokens.parent(indexOf(tokens, "a"))).toBe(indexOf(tokens, "{"));
    expect(tokens.parent(indexOf(tokens, "b"))).toBe(indexOf(tokens, "{"));
    expect(tokens.parent(indexOf(tokens, "c"))).toBe(-1);
  });

  it("takes a bracket in a #define for that line alone", () => {
    const tokens = new ArrangedTokens("void F() {\n#define OPEN ( {\n#define MORE }\na; }\nb");
    expect(tokens.parent(indexOf(tokens, "a"))).toBe(indexOf(tokens, "{"));
    expect(tokens.parent(indexOf(tokens, "b"))).toBe(-1);
    expect(tokens.partner(indexOf(tokens, "{"))).toBe(indexOf(tokens, "}", 1));
  });

  it("bears brackets that belong to none", () => {
    const tokens = new ArrangedTokens(") a ( b } c");
    expect(tokens.partner(0)).toBe(-1);
    expect(tokens.parent(indexOf(tokens, "a"))).toBe(-1);
    expect(tokens.parent(indexOf(tokens, "b"))).toBe(indexOf(tokens, "("));
  });

  it("tells the function around, and its end", () => {
    const tokens = new ArrangedTokens("int a(int b) { if (c) { d; } }\nint e = f(g);\nvoid H() { i;");
    const [first, last] = [indexOf(tokens, "{"), indexOf(tokens, "{", 2)];
    expect(["c", "d", "}"].map((name) => tokens.functionAt(indexOf(tokens, name)))).toEqual([first, first, first]);
    expect(["a", "b", "e", "g"].map((name) => tokens.functionAt(indexOf(tokens, name)))).toEqual([-1, -1, -1, -1]);
    expect(tokens.functionAt(indexOf(tokens, "i"))).toBe(last);
    expect(tokens.functionEnd(first)).toBe(indexOf(tokens, "}", 1));
    expect([tokens.functionEnd(last), tokens.functionEnd(-1)]).toEqual([tokens.count, tokens.count]);
  });

  it("passes the brackets behind a name", () => {
    const tokens = new ArrangedTokens("a[1][b[2]] c");
    const end = indexOf(tokens, "c") - 1;
    expect(tokens.beforeBrackets(end)).toBe(indexOf(tokens, "a"));
    expect(tokens.beforeBrackets(indexOf(tokens, "b"))).toBe(indexOf(tokens, "b"));
  });

  it.each([
    ["int a; int ^b;", "int"],
    ["int a, ^b;", "int"],
    ["f(int a, ^b);", "int"],
    ["x(1); y(2, ^b);", "2"],
    ["{ c; } d ^b;", "d"],
    ["int a[] = {1, 2}, ^b;", "int"],
    ["for (int i = 0; ^b; i++)", "b"],
    ["#define A 1\nint ^b;", "int"],
    ["int a;\n#define A ^b", "A"],
    ["new x = 1,\n\ty = 2, ^b;", "new"],
  ])("finds where the statement of a name begins: %s", (marked, expected) => {
    const at = marked.indexOf("^");
    const tokens = new ArrangedTokens(marked.replace("^", ""));
    let index = 0;
    while (tokens.startOf(index) < at) index += 1;
    expect(tokens.text(tokens.statementStart(index))).toBe(expected);
  });

  it("finds every place of each of many names, in order", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(900), { minLength: 1, maxLength: 3000 }), (numbers) => {
        const names = numbers.map((number) => `name${number}`);
        const tokens = new ArrangedTokens(names.join(" "));
        expect(tokens.count).toBe(names.length);
        for (const name of new Set(names.slice(0, 50))) {
          expect(tokens.occurrences(name)).toEqual(names.flatMap((other, index) => (other === name ? [index] : [])));
        }
        expect(tokens.occurrences("name")).toEqual([]);
        tokens.release();
      }),
      { numRuns: 30 },
    );
  });

  it("uses its memory again with nothing left of the code before", () => {
    const long = new ArrangedTokens("(".repeat(700) + ")".repeat(700));
    expect(long.partner(0)).toBe(1399);
    long.release();
    const next = new ArrangedTokens("a ( b");
    expect([next.partner(0), next.partner(1), next.parent(0), next.parent(2)]).toEqual([-1, -1, -1, 1]);
    expect(next.code).toBe("a ( b");
    const beside = new ArrangedTokens(") c");
    expect([next.text(2), beside.text(1)]).toEqual(["b", "c"]);
  });
});
