import { expect, it } from "@jest/globals";
import {
  parseAmount,
  parseBytes,
  parseCount,
  parseEpochs,
  parsePort,
  parsePositive,
  parseRate,
  parseRatio,
  parseShare,
  parseWhole,
} from "./parse-number.ts";

it.each([
  [parseCount, "1", 1],
  [parseWhole, "0", 0],
  [parseShare, "1", 1],
  [parseRatio, "0.1", 0.1],
  [parseAmount, "0", 0],
  [parsePositive, "0.5", 0.5],
  [parsePort, "65535", 65_535],
  [parseRate, "80%", 0.8],
  [parseEpochs, "50", 50],
  [parseEpochs, "auto", "auto"],
])("%p reads %s", (parse, text, value) => {
  expect(parse(text)).toBe(value);
});

it.each([
  [parseCount, ["0", "1.5", "", " ", "x", "-1", "9007199254740992"], "a whole number from 1."],
  [parseWhole, ["-1", "0.5", ""], "a whole number from 0."],
  [parseShare, ["0", "1.1", "", "x"], "above 0 and at most 1."],
  [parseRatio, ["0", "1", ""], "between 0 and 1, both excluded."],
  [parseAmount, ["-1", "Infinity", ""], "a number from 0."],
  [parsePositive, ["0", "Infinity", ""], "a number above 0."],
  [parsePort, ["-1", "65536", "1.5", ""], "from 0 to 65535."],
  [parseRate, ["101%", "1.1", "", "%%"], "from 0 to 1, or from 0% to 100%."],
  [parseEpochs, ["0", "51", "1.5", "Auto", ""], "a whole number from 1 to 50, or auto."],
])("%p refuses %j", (parse, texts, demand) => {
  for (const text of texts) expect(() => parse(text)).toThrow(`It must be ${demand}`);
});

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
