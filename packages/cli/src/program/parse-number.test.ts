import { expect, it } from "@jest/globals";
import { parseBytes } from "./parse-number.ts";

it.each([
  ["1", 1],
  ["512MB", 512_000_000],
  ["64MiB", 67_108_864],
  ["2GiB", 2_147_483_648],
  ["1.5k", 1500],
  ["3 gb", 3_000_000_000],
])("reads %s as %d bytes", (text, bytes) => {
  expect(parseBytes(text)).toBe(bytes);
});

it.each(["", "0", "-1", "MB", "1TB", "1e9", "0.5", "9999999GB", "1 2", "NaN"])(
  "refuses %j as an amount of memory",
  (text) => {
    expect(() => parseBytes(text)).toThrow("It must be a number of bytes, as 512MB or 2GiB.");
  },
);
