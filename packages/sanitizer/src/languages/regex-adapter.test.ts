import { describe, expect, it } from "@jest/globals";
import { rulePackSchema } from "@tunewright/schema";
import { createRegexAdapter } from "./regex-adapter.ts";
import { compileRules } from "../rules/rule-table.ts";
import { sanitizeText } from "../texts/sanitize-text.ts";

const python = createRegexAdapter({
  id: "python",
  fences: ["python", "py"],
  comment: /#[^\n]*/,
  string: /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/,
  definition: /\b(?:def|class)\s+$/,
  assignment: /^\s*=(?!=)/,
});
const pack = rulePackSchema.parse({
  version: 1,
  pack: "python",
  language: "python",
  rules: [
    {
      id: "open-file",
      message: "It is open.",
      match: { kind: "call", name: "open_file", where: [{ count: 1 }] },
      fix: "open",
      examples: [{ keep: "" }],
    },
    {
      id: "mode",
      message: "It is rb.",
      match: { kind: "string", name: "br", in: [{ call: "open", argument: 2 }] },
      fix: "rb",
      examples: [{ keep: "" }],
    },
    {
      id: "read-csv",
      message: "It is read_csv.",
      match: { kind: "member", of: ["pd", "lib.tables"], name: "load_csv" },
      fix: "read_csv",
      examples: [{ keep: "" }],
    },
  ],
});
const table = compileRules([pack], { languages: [python] });
const run = (code: string): string => sanitizeText(`\`\`\`py\n${code}\n\`\`\``, table).text.slice(6, -4);

describe("createRegexAdapter()", () => {
  it.each([
    ["a call", 'f = open_file("a")', 'f = open("a")'],
    ["a call with a bracket in a string", 'f = open_file("a)")', 'f = open("a)")'],
    ["a call with another count of arguments", "f = open_file(a, b)", "f = open_file(a, b)"],
    [
      "a function of that name",
      "def open_file(a):\n    pass\nopen_file(1)",
      "def open_file(a):\n    pass\nopen_file(1)",
    ],
    ["a name that the code assigns to", "open_file = own(a)\nopen_file(1)", "open_file = own(a)\nopen_file(1)"],
    ["an argument of that name", "run(x, # y)\n  open_file=open_file(1))", "run(x, # y)\n  open_file=open(1))"],
    ["a comparison", "open_file == x\nopen_file(1)", "open_file == x\nopen(1)"],
    ["a call with a type", "f = open_file<List<int>>(a)", "f = open<List<int>>(a)"],
    ["a call with a type and another count of arguments", "f = open_file<T>(a, b)", "f = open_file<T>(a, b)"],
    ["a comparison with what stands in brackets", "f = open_file < (a)", "f = open_file < (a)"],
    ["a method of that name", "x.open_file(1)", "x.open_file(1)"],
    ["a name in a comment", "# open_file(a)", "# open_file(a)"],
    ["a member of a name", "df = pd.load_csv(a)", "df = pd.read_csv(a)"],
    ["a member that is not called", "f = pd.load_csv", "f = pd.read_csv"],
    ["a member on the next line", "df = (pd\n    .load_csv(a))", "df = (pd\n    .read_csv(a))"],
    ["a member of a member", "lib.tables.load_csv(a)", "lib.tables.read_csv(a)"],
    ["a member of a member of that name", "self.pd.load_csv(a)", "self.pd.load_csv(a)"],
    ["a member of another name", "db.load_csv(a)", "db.load_csv(a)"],
    ["a member of what a call gives", "pd().load_csv(a)", "pd().load_csv(a)"],
    ["a member of a string", "pd, 'pd'.load_csv(a)", "pd, 'pd'.load_csv(a)"],
    ["a function with the name of a member", "load_csv(a)", "load_csv(a)"],
    ["a string as the right argument", "open(name, 'br')", "open(name, 'rb')"],
    ["a string as another argument", "open('br', x)", "open('br', x)"],
    [
      "a fallback",
      "try:\n  f = open(a)\nexcept NameError:\n  f = open_file(a)",
      "try:\n  f = open(a)\nexcept NameError:\n  f = open_file(a)",
    ],
    [
      "what is tried",
      "try:\n  f = open_file(a)\nexcept NameError:\n  pass",
      "try:\n  f = open(a)\nexcept NameError:\n  pass",
    ],
    ["a remark on what it raises", "open_file(a)  # NameError", "open_file(a)  # NameError"],
    ["a remark that it is gone", "open_file(a)  # removed in 2.0", "open_file(a)  # removed in 2.0"],
    ["a remark on its argument", "open_file(a)  # ValueError if a is empty", "open(a)  # ValueError if a is empty"],
    [
      "a traceback",
      "f = open_file(a)\nNameError: name 'open_file' is not defined",
      "f = open_file(a)\nNameError: name 'open_file' is not defined",
    ],
    ["a bad example", "open_file(a)  # wrong", "open_file(a)  # wrong"],
  ])("sees %s", (_name, before, after) => {
    expect(run(before)).toBe(after);
  });

  it("leaves fences of other languages alone", () => {
    const text = "```sourcepawn\nopen_file(a);\n```";
    expect(sanitizeText(text, table).text).toBe(text);
  });
});

describe("the view of a described language", () => {
  /** The argument lists of the first call of `f`, as they are written. */
  function argumentsOf(code: string): string[] | undefined {
    const view = python.view(code);
    const index = view.tokens.find(({ value }) => value === "f")?.index ?? -1;
    return view.callAt(index)?.arguments.map(({ start, end }) => code.slice(start, end));
  }

  it.each([
    ["f(a, b)", ["a", "b"]],
    ["f( a ,\n  b )", ["a", "b"]],
    ["f()", []],
    ["f( )", []],
    ["f(a,)", ["a"]],
    ["f(g(a, b), [c, d], {e: f, g: h})", ["g(a, b)", "[c, d]", "{e: f, g: h}"]],
    ["f(')', \"a, b\", c)", ["')'", '"a, b"', "c"]],
    ["f(a, # one, two)\n  b)", ["a", "# one, two)\n  b"]],
    ["f (a)", ["a"]],
    ["f(a, b", ["a"]],
    ["x = f", undefined],
    ["f[a]", undefined],
  ])("reads the arguments of %j", (code, expected) => {
    expect(argumentsOf(code)).toEqual(expected);
  });

  it("tells where a call opens and closes, the end of the code where it does not", () => {
    expect(python.view("x = f(a)").callAt(1)).toMatchObject({ callee: "f", open: 5, close: 7 });
    expect(python.view("f(a").callAt(0)).toMatchObject({ open: 1, close: 3 });
    expect(python.view("f(a)").callAt(7)).toBeUndefined();
  });

  it.each([
    ["f(a, 'b')", "b", ["f", 2]],
    ["f(g(1, 2), 'b')", "b", ["f", 2]],
    ["f(g('b'))", "b", ["g", 1]],
    ["f('b' + x)", "b", undefined],
    ["'b'", "b", undefined],
    ["f(x); 'b'", "b", undefined],
  ])("finds the call that %j hands a string to", (code, value, expected) => {
    const view = python.view(code);
    const index = view.tokens.find((token) => token.kind === "string" && token.value === value)?.index ?? -1;
    const [found] = view.argumentsAt(index);
    expect(found === undefined ? undefined : [found.call.callee, found.position]).toEqual(expected);
  });

  it.each([
    ["pd.load()", "load", "pd"],
    ["a.b . c.load()", "load", "a.b.c"],
    ["load()", "load", undefined],
    ["f().load()", "load", undefined],
    ["'s'.load()", "load", undefined],
    ["pd, load()", "load", undefined],
    ["x[0].load()", "load", undefined],
  ])("tells what stands before the dot in %j", (code, name, expected) => {
    const view = python.view(code);
    expect(view.receiverAt(view.tokens.find(({ value }) => value === name)?.index ?? -1)).toBe(expected);
  });

  it("tells how names are used, and what comments and definitions there are", () => {
    const code = "def f(a):  # one\n  return g (a) + x.f\n# two\nclass  C:\n  pass";
    const view = python.view(code);
    const uses = view.tokens.map(({ value, index }) => `${value} ${view.use(index)}`);
    expect(uses).toEqual([
      "def value",
      "f definition",
      "a value",
      "return value",
      "g call",
      "a value",
      "x value",
      "f member",
      "class value",
      "C definition",
      "pass value",
    ]);
    expect(view.comments.map(({ value }) => value)).toEqual(["# one", "# two"]);
    const at = code.indexOf("# one");
    expect(view.commentAt(at)?.value).toBe("# one");
    expect(view.commentAt(at + 4)?.value).toBe("# one");
    expect([view.commentAt(at - 1), view.commentAt(at + 5), view.commentAt(code.length)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(["f", "C", "g", "a"].map((name) => view.defines(name))).toEqual([true, true, false, false]);
    // The second answer is kept.
    expect(view.defines("f")).toBe(true);
    expect(view.use(99)).toBe("value");
  });
});
