import { describe, expect, it } from "@jest/globals";
import { formatCount } from "./format-count.ts";

describe("formatCount()", () => {
  it.each([
    { value: 1, one: "record", many: undefined, text: "1 record" },
    { value: 0, one: "record", many: undefined, text: "0 records" },
    { value: 2, one: "match", many: "matches", text: "2 matches" },
    { value: 1, one: "record tells", many: "records tell", text: "1 record tells" },
    { value: 1_093_137, one: "token", many: undefined, text: "1,093,137 tokens" },
  ])("writes $text", ({ value, one, many, text }) => {
    expect(formatCount(value, one, many)).toBe(text);
  });
});
