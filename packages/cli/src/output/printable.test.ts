import { expect, it } from "@jest/globals";
import { printable } from "./printable.ts";

it.each([
  { title: "a line feed", line: "a\nb", expected: "a\\u000ab" },
  { title: "an escape sequence", line: "\u001b[31mred", expected: "\\u001b[31mred" },
  { title: "a control of C1", line: "\u009b31m", expected: "\\u009b31m" },
  { title: "a turn of direction", line: "a\u202eb", expected: "a\\u202eb" },
  { title: "other text, as it is", line: "ü 日本 \u{1f600}: x", expected: "ü 日本 \u{1f600}: x" },
])("shows $title", ({ line, expected }) => {
  expect(printable(line)).toBe(expected);
});
