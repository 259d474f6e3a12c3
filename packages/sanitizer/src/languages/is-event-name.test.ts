import { describe, expect, it } from "@jest/globals";
import { isEventName } from "./is-event-name.ts";

/** What is said of the last argument of `StrEqual` in the code. */
function asked(code: string): boolean | undefined {
  const end = code.lastIndexOf(', "x")');
  return isEventName(code, { start: code.lastIndexOf("(", end) + 1, end });
}
const compare = (name: string): string => `{\n\tif (StrEqual(${name}, "x")) return;\n`;

describe("isEventName()", () => {
  it.each([
    ["the new syntax", "void On(Event event, const char[] name, bool dont)", "name"],
    ["an array behind its name", "void On(Handle event, const char name[], bool dont)", "name"],
    ["the old syntax", "On(Handle:event, const String:name[], bool:dont)", "name"],
    ["blanks around it", "void On( Event e , const char[ ]  what , bool b )", " what "],
  ])("knows the name that a callback gets in %s", (_syntax, head, name) => {
    expect(asked(`public ${head}\n${compare(name)}`)).toBe(true);
  });

  it.each([
    ["by a method", "void On(Event event)\n{\n\tchar what[64];\n\tevent.GetName(what, sizeof(what));\n", "what", true],
    ["by a function", "On(Handle:hurt)\n{\n\tdecl String:what[64];\n\tGetEventName(hurt, what, 64);\n", "what", true],
    ["in a callback", "void On(Event e, const char[] n, bool b)\n{\n\te.GetName(what, 64);\n", "what", true],
    ["of a console variable", "void On(ConVar cvar)\n{\n\tcvar.GetName(what, 64);\n", "what", undefined],
    ["into another variable", "void On(Event event)\n{\n\tevent.GetName(other, 64);\n", "what", undefined],
    ["in the function before", "void On(Event event)\n{\n\tevent.GetName(what, 64);\n}\n", "what", undefined],
  ])("knows whether a variable holds a name that is asked for %s", (_how, before, variable, answer) => {
    expect(asked(`${before}${compare(variable)}`)).toBe(answer);
  });

  it.each([
    ["another variable of the callback", "void On(Event event, const char[] name, bool dont)", "weapon", false],
    ["a callback of another kind", "void On(int client, const char[] name, int count)", "name", undefined],
  ])("knows that %s is none", (_what, head, name, answer) => {
    expect(asked(`public ${head}\n${compare(name)}`)).toBe(answer);
  });

  it("says nothing behind the end of the callback, and asks the last one", () => {
    const first = "void One(Event event, const char[] one, bool dont)\n{\n}\n";
    expect(asked(`${first}void F()\n${compare("one")}`)).toBeUndefined();
    const second = "void Two(Event event, const char[] two, bool dont)\n";
    expect([asked(first + second + compare("two")), asked(first + second + compare("one"))]).toEqual([true, false]);
  });
});
