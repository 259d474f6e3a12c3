import { describe, expect, it } from "@jest/globals";
import { type BareText, readBareText } from "./reads-like-code.ts";

describe("readBareText()", () => {
  it.each<[string, BareText, string]>([
    ["statements in braces", "code", "int f()\n{\n  return 1;\n}"],
    ["SourcePawn without braces", "code", "int x = GetRandomInt(1, 5);"],
    ["Python", "hash code", "def area(r):\n    # the usual\n    return 3.14 * r * r\n\nprint(area(2))"],
    ["Python without a bracket", "hash code", "x = 1\ny = x + 2"],
    ["JSON over lines", "hash code", '{\n  "name": "Ann of the house",\n  "age": 5\n}'],
    ["JSON on one line", "hash code", '{"name": "Ann", "age": 5}'],
    ["a list of JSON", "hash code", '["Ann", "Bob"]'],
    ["JavaScript without semicolons", "hash code", "const f = (a) => a + 1\nconsole.log(f(2))"],
    ["words", "words", "Take the second road to the left.\nThen ask again."],
    ["words with a bracket", "words", "Take the second road (the one to the left) and go on.\nThen ask (again) there."],
    ["a call on one line", "words", "print(area(2))"],
    ["a list", "words", "- one thing\n- another thing\n  - and a third thing\n  - and a fourth"],
    ["a numbered list", "words", "   1. one thing\n   2. another thing"],
    // Two of five lines are code, then three of five.
    ["words around some code", "words", "Do this here:\nx = 1\ny = 2\nNow go on.\nThat is all."],
    ["code with some words", "hash code", "Do this here:\nx = 1\ny = 2\nz = 3\nThat is all."],
    ["words in other scripts", "words", "请使用(函数)来得到随机的数字\n然后再(一次)运行这个程序看看"],
    ["blank lines between code", "hash code", "x = 1\n\n\n\ny = 2\n"],
    ["nothing", "words", ""],
    ["blanks", "words", " \n\t\n"],
  ])("tells %s: %s", (_name, kind, text) => {
    expect(readBareText(text)).toBe(kind);
  });
});
