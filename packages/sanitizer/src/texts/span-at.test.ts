import { expect, it } from "@jest/globals";
import { spanAt } from "./span-at.ts";

it.each([
  [0, undefined],
  [1, 1],
  [2, 1],
  [3, undefined],
  [4, 4],
  [5, 5],
  [9, undefined],
])("spanAt() finds over %i the span that begins at %p", (offset, start) => {
  const spans = [
    { start: 1, end: 3 },
    { start: 4, end: 5 },
    { start: 5, end: 9 },
  ];
  expect(spanAt(spans, offset)?.start).toBe(start);
  expect(spanAt([], offset)).toBeUndefined();
});
