import { describe, expect, it } from "@jest/globals";
import { createRegexAdapter } from "@tunewright/sanitizer";
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
    { language: "csharp", text: String.raw`@"a\" + "b\"c" + f // d`, expected: "_ + _ + f _" },
    { language: "lua", text: "--[[ a\n b ]] f('c') -- d", expected: "_ f(_) _" },
    { language: "terraform", text: '# a\nf("b") // c', expected: "_\nf(_) _" },
    { language: "rust", text: "fn f<'a>(x: &'a str) { g('\\'') }", expected: "fn f<'a>(x: &'a str) { g(_) }" },
    { language: "zig", text: "/* a */ f(\"b\", 'c') /***/ // d", expected: "_ f(_, _) _ _" },
  ])("tells comments and strings of $language from code: $text", ({ language, text, expected }) => {
    expect(bare(language, text)).toBe(expected);
  });

  it.each([
    { language: "python", code: "Make = maker()" },
    { language: "python", code: "Make: dict[str, int] = maker()" },
    { language: "python", code: "if (Make := maker()): pass" },
    { language: "python", code: "def run(a, *, Make=None): pass" },
    { language: "python", code: "run(lambda a, Make: a)" },
    { language: "python", code: "import tools as Make" },
    { language: "python", code: "from .tools import (Other, Make)" },
    { language: "python", code: "for Make in all_of(): pass" },
    { language: "csharp", code: "float Make(int a) { return 1; }" },
    { language: "csharp", code: "Dictionary<string, int> Make = x;" },
    { language: "unity", code: "void Run(Rigidbody Make) {}" },
    { language: "java", code: "final List<String> Make;" },
    { language: "cpp", code: "char *Make(int a);" },
    { language: "javascript", code: "const Make = () => 1;" },
    { language: "go", code: "Make := maker()" },
    { language: "rust", code: "let mut Make = 1;" },
    { language: "lua", code: "local Make" },
  ])("sees in $language that a program brings a name itself: $code", ({ language, code }) => {
    expect(defines(language, code)).toBe(true);
  });

  it.each([
    { language: "python", code: "run(a, # why\n  Make=1)" },
    { language: "python", code: "from tools import Make" },
    { language: "python", code: "x = Make == 1" },
    { language: "python", code: "x = {Make: f(a=1)}" },
    { language: "python", code: "x.Make = 1" },
    { language: "csharp", code: "return Make(1);" },
    { language: "csharp", code: "var x = await Make();" },
    { language: "csharp", code: "// what it needs\nMake();" },
    { language: "csharp", code: "else Make();" },
    { language: "unity", code: "public static Make label;" },
    { language: "java", code: "private final Make label;" },
    { language: "cpp", code: "x = new Make();" },
    { language: "javascript", code: "x = Make => 1;" },
    { language: "terraform", code: "Make = 1" },
  ])("sees in $language that it does not: $code", ({ language, code }) => {
    expect(defines(language, code)).toBe(false);
  });
});

it("can be told of a program's own modules, as the guide says", () => {
  const own = String.raw`\bfrom\s+house[\w.]*\s+import(?:[\s\w,(]*[,(])?`;
  expect(defines("python", "from house.doors import Open, Make", own)).toBe(true);
  expect(defines("python", "from house.doors import (\n    Make)", own)).toBe(true);
  expect(defines("python", "from horse import Make", own)).toBe(false);
});

/** Whether code defines `Make`, as a pack with the look of its language reads it. */
function defines(language: string, code: string, more = "(?!)"): boolean {
  const { comment, string, definition, assignment } = lookOf(language);
  const adapter = createRegexAdapter({
    id: language,
    fences: [language],
    comment: new RegExp(comment),
    string: new RegExp(string),
    definition: new RegExp(`(?:${more}|${definition})\\s*$`),
    ...(assignment === undefined ? {} : { assignment: new RegExp(`^\\s*(?:${assignment})`) }),
  });
  return adapter.view(code).defines("Make");
}
