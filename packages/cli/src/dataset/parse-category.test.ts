import { expect, it } from "@jest/globals";
import { parseCategory } from "./parse-category.ts";

it("collects categories in their order, and keeps further equals signs in the pattern", () => {
  const first = parseCategory("hooks=hook|forward");
  expect(parseCategory("assignments=a=b", first)).toEqual([
    { category: "hooks", pattern: "hook|forward" },
    { category: "assignments", pattern: "a=b" },
  ]);
});

it.each(["hooks", "=x", "hooks=", ""])("refuses %j, which lacks a part", (text) => {
  expect(() => parseCategory(text)).toThrow("name=pattern");
});

it("refuses a pattern that is no regular expression, and names its category", () => {
  expect(() => parseCategory("hooks=(")).toThrow("The pattern of hooks is no regular expression.");
});
