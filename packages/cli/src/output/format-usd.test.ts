import { expect, it } from "@jest/globals";
import { formatAmount, formatUsd } from "./format-usd.ts";

it.each([
  [0, "$0.00"],
  [0.0034, "$0.0034"],
  [0.000_456, "$0.00046"],
  [0.01, "$0.01"],
  [2.114, "$2.11"],
  [1234.5, "$1234.50"],
])("writes %d as %s", (amount, expected) => {
  expect(formatUsd(amount)).toBe(expected);
  expect(formatAmount(amount)).toBe(expected.slice(1));
});
