import { expect, it } from "@jest/globals";
import { duration } from "./duration.ts";

it("tells a time span as a person would", () => {
  expect([1200, 89_000, 720_000, 12_000_000].map(duration)).toEqual(["1 s", "89 s", "12 min", "3 h 20 min"]);
});
