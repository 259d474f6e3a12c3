import { describe, expect, it } from "@jest/globals";
import { SourcePawnView } from "./sourcepawn-view.ts";

/** The calls that the string `"pounce"` comes to, as `callee:position`. */
function callsOf(code: string): string[] {
  const view = new SourcePawnView(code);
  const token = view.strings().find(({ value }) => value === "pounce");
  return view.argumentsAt(token?.index ?? -1).map(({ call, position }) => `${call.callee}:${position}`);
}

const body = (code: string): string => `void F()\n{\n\tchar n[32];\n\t${code}\n}`;

describe("argumentsAt()", () => {
  it.each([
    ["a call", 'HookEvent("pounce", G);', ["HookEvent:1"]],
    ["another argument", 'Show(1, "pounce");', ["Show:2"]],
    ["an argument behind calls and lists", 'Show(Max(1, 2), x[3, 4], "pounce");', ["Show:3"]],
    ["the inner of two calls", 'Show(1, Find("pounce"));', ["Find:1"]],
    ["one side of a choice", 'HookEvent(b ? "pounce" : "x", G);', ["HookEvent:1"]],
    ["the other side of a choice", 'HookEvent(b ? "x" : "pounce", G);', ["HookEvent:1"]],
    ["a parameter by its name", 'GetEntProp(client, Prop_Send, .prop = "pounce");', ["GetEntProp:3"]],
    ["a parameter by its name, before others", 'HookEvent(.callback = G, .name = "pounce");', ["HookEvent:1"]],
    ["a variable", 'n = "pounce"; HookEvent(n, G);', ["HookEvent:1"]],
    ["a copy", 'strcopy(n, sizeof(n), "pounce"); HookEvent(n, G);', ["strcopy:3", "HookEvent:1"]],
    ["a copy by its format", 'Format(n, sizeof(n), "pounce"); HookEvent(n, G);', ["Format:3", "HookEvent:1"]],
    ["a field", 'hook.name = "pounce"; HookEvent(hook.name, G);', ["HookEvent:1"]],
    ["a field of an element", 'hooks[0].name = "pounce"; HookEvent(hooks[i].name, G);', ["HookEvent:1"]],
  ])("follows a string to %s", (_name, code, expected) => {
    expect(callsOf(body(code))).toEqual(expected);
  });

  it.each([
    ["a part of an argument", 'Show("pounce" + x);', []],
    ["a part of an argument, behind", 'Show(x + "pounce");', []],
    ["an argument of no call", 'if ("pounce") {}', []],
    ["an element of a list", 'Show({"pounce"});', []],
    ["a parameter that the function does not have", 'HookEvent(.what = "pounce");', []],
    ["a variable that is used before", 'HookEvent(n, G); n = "pounce";', []],
    ["a variable of the same name as a field", 'hook.name = "pounce"; HookEvent(name, G);', []],
    ["a field of another variable", 'hook.name = "pounce"; HookEvent(other.name, G);', []],
    ["a copy as the target", 'strcopy("pounce", n); HookEvent(n, G);', ["strcopy:1"]],
    ["what is no copy", 'Show(n, sizeof(n), "pounce"); HookEvent(n, G);', ["Show:3"]],
  ])("follows it no further: %s", (_name, code, expected) => {
    expect(callsOf(body(code))).toEqual(expected);
  });

  it.each([
    ["a define", `#define E "pounce"\n${body("HookEvent(E, G);")}`, ["HookEvent:1"]],
    ["a constant", `const char[] E = "pounce";\n${body("HookEvent(E, G);")}`, ["HookEvent:1"]],
    ["an array", `char E[] = "pounce";\n${body("HookEvent(E, G);")}`, ["HookEvent:1"]],
    ["the first of a list", `char E[][] = { "pounce", "x" };\n${body("HookEvent(E[i], G);")}`, ["HookEvent:1"]],
    ["the last of a list", `char E[][] = { "x", "pounce" };\n${body("HookEvent(E[i], G);")}`, ["HookEvent:1"]],
    ["another constant", `const char[] E = "pounce";\n${body("HookEvent(D, G);")}`, []],
    [
      "the wrapper of a function",
      `void Hook(const char[] name, int x = 1) { HookEvent(name, G); }\n${body('Hook("pounce");')}`,
      ["Hook:1", "HookEvent:1"],
    ],
    [
      "the wrapper of a wrapper",
      `void In(int x, const char[] a) { HookEvent(a, G); }\nvoid Out(const char[] b) { In(1, b); }\n${body('Out("pounce");')}`,
      ["Out:1", "HookEvent:1"],
    ],
    [
      "a wrapper of another argument",
      `void Hook(int x, char[] n) { HookEvent(n, G); }\n${body('Hook("pounce");')}`,
      ["Hook:1"],
    ],
    ["a wrapper that calls itself", `void Hook(char[] n) { Hook(n); }\n${body('Hook("pounce");')}`, ["Hook:1"]],
    ["a call that the code breaks off in", 'void F() { HookEvent("pounce"', ["HookEvent:1"]],
    ["a variable of another function", `${body('n = "pounce";')}\n${body("HookEvent(n, G);")}`, []],
  ])("knows the constants and functions around: %s", (_name, code, expected) => {
    expect(callsOf(code)).toEqual(expected);
  });

  it("answers for a window with what stands outside of it", () => {
    const code = `void Hook(const char[] name) { HookEvent(name, G); }\n${body('Hook("pounce");')}`;
    const view = new SourcePawnView(code, { start: code.indexOf("void F"), end: code.length });
    const index = view.strings()[0]?.index ?? -1;
    expect(view.argumentsAt(index).map(({ call }) => call.callee)).toEqual(["Hook", "HookEvent"]);
  });
});

describe("SourcePawnView", () => {
  const code = [
    "#include <sourcemod>",
    '#include "mine.inc"',
    "// first",
    "void F(int client) // second",
    "{",
    '\tint x = G(client, "a\\"b"); /* third */',
    "\tnew Thing(x); object.G(1); Type::G(2); Float:G(3);",
    '\tPrint("never closed',
    "}",
  ].join("\n");
  const view = new SourcePawnView(code);
  const use = (name: string): string[] => view.occurrences(name).map((index) => view.use(index));

  it("tells names and strings, in order, with their places and without the quotes", () => {
    const found = view.tokens.slice(0, 6).map(({ kind, value, start, end }) => [kind, value, code.slice(start, end)]);
    expect(found).toEqual([
      ["identifier", "F", "F"],
      ["identifier", "client", "client"],
      ["identifier", "x", "x"],
      ["identifier", "G", "G"],
      ["identifier", "client", "client"],
      ["string", 'a\\"b', '"a\\"b"'],
    ]);
    expect(view.strings().map(({ value }) => value)).toEqual(['a\\"b', "never closed"]);
  });

  it("tells comments, and which stands at an offset", () => {
    expect(view.comments.map(({ value }) => value)).toEqual(["// first", "// second", "/* third */"]);
    const start = code.indexOf("/* third */");
    expect(view.commentAt(start)?.value).toBe("/* third */");
    expect(view.commentAt(start + 10)?.end).toBe(start + 11);
    expect(view.commentAt(start - 1)).toBeUndefined();
    expect(view.commentAt(start + 11)).toBeUndefined();
    expect(view.commentAt(code.length + 5)).toBeUndefined();
  });

  it("tells how a name is used", () => {
    expect(use("F")).toEqual(["definition"]);
    expect(use("G")).toEqual(["call", "member", "member", "call"]);
    expect(use("client")).toEqual(["definition", "value"]);
    expect(use("Thing")).toEqual(["value"]);
  });

  it("tells what is included", () => {
    expect(view.includes).toEqual(["sourcemod", "mine.inc"]);
  });

  it("tells the calls of some functions, but not where they are declared", () => {
    const found = view.calls(["F", "G"]).map(({ call }) => call);
    expect(found.map(({ callee }) => callee)).toEqual(["G", "G", "G", "G"]);
    expect(found[0]?.arguments.map(({ start, end }) => code.slice(start, end))).toEqual(["client", '"a\\"b"']);
    expect(code.slice(found[0]?.open, (found[0]?.close ?? 0) + 1)).toBe('(client, "a\\"b")');
    expect(view.calls(["Thing", "x"]).map(({ call }) => call.callee)).toEqual(["Thing"]);
  });

  it("finds the call of a name only where a bracket follows", () => {
    const [declared, first] = view.occurrences("G");
    expect(view.callAt(first ?? -1)?.callee).toBe("G");
    expect(view.callAt(declared ?? -1)?.arguments).toHaveLength(2);
    expect(view.callAt(view.occurrences("x")[0] ?? -1)).toBeUndefined();
  });

  it.each([
    ['CreateNative("Mine", Native_Mine);', true],
    ['CreateNative("Other", Native_Mine);', false],
    ['CreateForward("Mine", Native_Mine);', false],
    ['MarkNativeAsOptional("Mine");', true],
    ['MarkNativeAsOptional("Other");', false],
    ['if (GetFeatureStatus(FeatureType_Native, "Mine") == FeatureStatus_Available) Use();', true],
    ['RequireFeature(FeatureType_Native, "Mine", "It is missing.");', true],
    ['RequireFeature(FeatureType_Native, "Other", "Mine");', false],
    ["int Mine;", true],
    ["object.Mine = 1;", false],
    ["Mine(1);", false],
  ])("knows what a plugin defines: %s", (line, expected) => {
    expect(new SourcePawnView(`public void OnPluginStart() { ${line} }`).defines("Mine")).toBe(expected);
  });

  it("knows of a window what is defined outside of it", () => {
    const whole = "int Mine;\nvoid F() { Mine = 1; }\nvoid G() { Other = 1; }\nint Other;";
    const window = { start: whole.indexOf("void F"), end: whole.indexOf("\nint Other") };
    const part = new SourcePawnView(whole, window);
    expect(part.tokens.map(({ value }) => value)).toEqual(["F", "Mine", "G", "Other"]);
    expect([part.defines("Mine"), part.defines("Other"), part.defines("F"), part.defines("Missing")]).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect([part.handsOn("Mine"), part.handsOn("F")]).toEqual([true, undefined]);
  });

  it.each([
    ["the callback of a hook", "Hook(Run);", true],
    ["a function that nobody names", "Hook(Other);", false],
  ])("knows in a whole plugin who is handed on: %s", (_name, line, expected) => {
    const plugin = `public void OnPluginStart() { ${line} }\npublic void Run() {}`;
    expect(new SourcePawnView(plugin).handsOn("Run")).toBe(expected);
    const part = plugin.replace("OnPluginStart", "Start");
    expect(new SourcePawnView(part).handsOn("Run")).toBe(expected ? true : undefined);
  });
});
