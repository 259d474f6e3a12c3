import { describe, expect, it } from "@jest/globals";
import { readIncludes } from "./read-includes.ts";

describe("readIncludes()", () => {
  it.each([
    ["both forms", '#include <sdktools>\n#include "mine"\n', ["sdktools", "mine"]],
    ["tryinclude, and blanks", "  # tryinclude  < left4dhooks >\n\t#\tinclude <sdkhooks>", ["left4dhooks", "sdkhooks"]],
    ["no marks", "#include sdktools // for sounds", ["sdktools"]],
    ["the same one twice", "#include <a>\n#include <a>\n#include <b>\n#include <a>", ["a", "b", "a"]],
    ["other directives", "#if defined X\n#define include <a>\n#tryit <b>\n#INCLUDE <c>", []],
    ["no line of its own", "int a; #include <a>", []],
    ["a name without an end", "#include <a\n#include <b>", ["a", "b"]],
    ["nothing", "", []],
  ])("reads code with %s", (_what, code, includes) => {
    expect(readIncludes(code)).toEqual(includes);
    expect(readIncludes(code)).toEqual(includes);
  });

  it("knows one code from the next", () => {
    expect([readIncludes("#include <a>"), readIncludes("#include <b>")]).toEqual([["a"], ["b"]]);
  });
});
