import { describe, expect, it } from "@jest/globals";
import { fitColumns } from "./fit-columns.ts";

const table = { head: ["version", "tokens", "job"], rows: [["v1", "1,000", "ftjob-123456"]] };
// Columns are 7, 6 and 12 characters wide; with a gap of 2 that is 31.
const options = { expendable: ["job", "tokens"], gap: 2 };

describe("fitColumns()", () => {
  it.each([
    { width: undefined, head: ["version", "tokens", "job"] },
    { width: 31, head: ["version", "tokens", "job"] },
    { width: 30, head: ["version", "tokens"] },
    { width: 16, head: ["version"] },
    { width: 3, head: ["version"] },
  ])("leaves $head at a width of $width", ({ width, head }) => {
    const fitted = fitColumns(table, { ...options, width });
    expect(fitted).toEqual({ head, rows: [["v1", "1,000", "ftjob-123456"].slice(0, head.length)] });
  });
});
