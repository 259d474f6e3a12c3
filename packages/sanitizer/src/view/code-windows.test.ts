import { describe, expect, it } from "@jest/globals";
import { behindBlanks, endOfLine, hasWindows, windowAround } from "./code-windows.ts";

describe("windowAround()", () => {
  const code = "int a;\nvoid F()\n{\n\tx();\n}\nint b;\nvoid G() {\n\ty();\n} // end\nint c;";
  it.each([
    ["a", "int a;\nvoid F()\n{\n\tx();\n}\n"],
    ["x", "int a;\nvoid F()\n{\n\tx();\n}\n"],
    ["b", "int b;\nvoid G() {\n\ty();\n} // end\n"],
    ["y", "int b;\nvoid G() {\n\ty();\n} // end\n"],
    ["c", "int c;"],
  ])("is around %s", (name, expected) => {
    const { start, end } = windowAround(code, code.indexOf(name));
    expect(code.slice(start, end)).toBe(expected);
  });

  it("is all of code without a function that ends in the first column", () => {
    expect(windowAround("void F() { x(); }", 11)).toEqual({ start: 0, end: 17 });
  });
});

describe("hasWindows()", () => {
  it.each([
    "int a;\nvoid F()\n{\n}\n",
    "int a;\r\nint b;\r\n",
    "#define A 1\n#include <b>\n#pragma c\n",
    'x = "a\\n";\n',
    "x = 4 / 2; // one",
    "#",
  ])("holds for %j", (code) => {
    expect(hasWindows(code)).toBe(true);
  });

  it.each([
    "/* one */ int a;",
    "int a;\rint b;",
    "int a;\r\nint b;\r",
    "#define A 1 \\\n2",
    "#define A 1 \\ \t\r\n2",
    'x = "a\\\nb";',
    "#if A\n#endif",
    "#define A 1\n#  \tif A\n#endif",
    "int a; #ifdef A",
  ])("does not hold for %j", (code) => {
    expect(hasWindows(code)).toBe(false);
  });
});

describe("places of a line", () => {
  it("passes blanks, but no line end", () => {
    expect([behindBlanks("a \t b", 1), behindBlanks("a", 0), behindBlanks(" \n", 0), behindBlanks("  ", 0)]).toEqual([
      4, 0, 1, 2,
    ]);
  });

  it("finds what is behind the line feed", () => {
    expect([endOfLine("ab\ncd", 0), endOfLine("ab\ncd", 2), endOfLine("ab\ncd", 3)]).toEqual([3, 3, 5]);
  });
});
