import { describe, expect, it } from "@jest/globals";
import { formatCount, formatNumber } from "./format-count.ts";

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

describe("formatNumber()", () => {
  it.each([
    { value: 0, text: "0" },
    { value: 999, text: "999" },
    { value: 1000, text: "1,000" },
    { value: 703_947, text: "703,947" },
    { value: -1_234_567, text: "-1,234,567" },
    { value: 1234.5, text: "1,234.5" },
  ])("writes $text", ({ value, text }) => {
    expect(formatNumber(value)).toBe(text);
  });
});
