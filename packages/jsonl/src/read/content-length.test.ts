import { expect, it } from "@jest/globals";
import { contentLength } from "./content-length.ts";

it.each([
  ["", 0],
  ["\n", 0],
  ["\r\n", 0],
  ["ab", 2],
  ["ab\n", 2],
  ["ab\r\n", 2],
  ["ab\r", 3],
  ["ab\r\r\n", 3],
])("contentLength() of %j is %d", (line, length) => {
  expect(contentLength(Buffer.from(line))).toBe(length);
});
