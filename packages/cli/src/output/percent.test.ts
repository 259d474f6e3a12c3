import { expect, it } from "@jest/globals";
import { percent } from "./percent.ts";

it("writes a rate with one digit behind the point", () => {
  expect([0, 13 / 15, 1].map(percent)).toEqual(["0.0 %", "86.7 %", "100.0 %"]);
});
