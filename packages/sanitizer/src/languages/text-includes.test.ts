import { describe, expect, it } from "@jest/globals";
import { includesAny, includesIn } from "./text-includes.ts";

describe("includesIn()", () => {
  it.each([
    ["at the start of a line", "a\n#include <sdktools>\n\t# tryinclude < left4dhooks >", ["sdktools", "left4dhooks"]],
    [
      "in quotes, where a name of SourceMod's own is the plugin's file",
      '#include "mine"\n#include "helpers.inc"',
      ["mine", "./helpers.inc"],
    ],
    ["in quotes in JSON", '{"content":"#include \\"mine\\""}', ["mine"]],
    ["in JSON", '{"content":"#include <a>\\n#include <b>\\r\\n\\t#include <c>"}', ["a", "b", "c"]],
    ["not in the middle of a line", "int a; #include <sdktools>", []],
    ["not without a name", "#include <>\nplease include <it>", []],
  ])("finds names %s", (_where, text, names) => {
    expect(includesIn(text)).toEqual(names);
    expect(includesAny(text)).toBe(names.length > 0);
  });
});
