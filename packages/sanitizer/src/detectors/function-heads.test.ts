import { describe, expect, it } from "@jest/globals";
import { SourcePawnView } from "../languages/sourcepawn-view.ts";
import { readHead } from "./function-heads.ts";

/** The head before the nth brace, as `name(parameters)`. */
function headAt(code: string, nth = 0): string | undefined {
  const view = new SourcePawnView(code);
  let [index, left] = [0, nth];
  for (; view.text(index) !== "{" || left > 0; index += 1) {
    if (view.text(index) === "") return "no such brace";
    if (view.text(index) === "{") left -= 1;
  }
  const head = readHead(view, index);
  return head === undefined ? undefined : `${head.name}(${head.parameters.join(", ")})`;
}

describe("readHead()", () => {
  it.each([
    ["void F() {}", "F()"],
    ["void F(int a) {}", "F(a)"],
    ["public Action F(int client, const char[] text, float at[3], int &out)\n{}", "F(client, text, at, out)"],
    ["F(client, Float:speed, const String:text[]) {}", "F(client, speed, text)"],
    ['void F(int a = MAX, bool b = false, const char[] c = "d, e", any ...) {}', "F(a, b, c, any)"],
  ])("reads that of %j", (code, expected) => {
    expect(headAt(code)).toBe(expected);
  });

  it.each(["enum E { A }", "int list[] = { 1 };", "{ x(); }", "= (1) {}"])("finds none in %j", (code) => {
    expect(headAt(code)).toBeUndefined();
  });

  it("passes over what a default holds", () => {
    expect(headAt("void F(float at[3] = {0.0, X, Y}, int size = sizeof(at)) {}", 1)).toBe("F(at, size)");
  });

  it("takes the head of a condition for one, whose name is the word", () => {
    expect(headAt("void F(int a) { if (a) { } }", 1)).toBe("if(a)");
  });
});
