import { describe, expect, it } from "@jest/globals";
import { lookOf } from "./language-looks.ts";

/** What of a text is neither comment nor string. */
function bare(language: string, text: string): string {
  const { comment, string } = lookOf(language);
  return text.replaceAll(new RegExp(`${comment}|${string}`, "g"), "_");
}

describe("lookOf()", () => {
  it.each([
    { language: "python", text: 'x = """a "b" ""c\nd""" + f', expected: "x = _ + f" },
    { language: "python", text: "x = '''it's''' + '' + f # g", expected: "x = _ + _ + f _" },
    { language: "python", text: String.raw`x = "a\"b" + f`, expected: "x = _ + f" },
    { language: "javascript", text: "/** a * b **/ f(`x\n${'y'} \\` z`) // g", expected: "_ f(_) _" },
    { language: "sql", text: "SELECT f('it''s', 1) -- g\n/* h\n*/", expected: "SELECT f(_, 1) _\n_" },
    { language: "zig", text: "/* a */ f(\"b\", 'c') /***/ // d", expected: "_ f(_, _) _ _" },
  ])("tells comments and strings of $language from code: $text", ({ language, text, expected }) => {
    expect(bare(language, text)).toBe(expected);
  });
});
