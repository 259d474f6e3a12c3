import { expect, it } from "@jest/globals";
import { chat } from "../testing/chat-lines.ts";
import { tableOf } from "../testing/some-units.ts";
import { findCopies } from "./exact-copies.ts";

it("findCopies() names for each copy the first record of its content, and that one's line", async () => {
  const lines = ["a", "b", "b", "a", "c", "b"].map((answer) => chat("q", answer));
  const copies = findCopies(await tableOf(lines));
  expect(copies.count).toBe(3);
  expect(lines.map((_, record) => copies.sameAs.at(record))).toEqual([0, 1, 1, 0, 4, 1]);
  // Of the copies in the lines 3, 4 and 6.
  expect([0, 1, 2].map((copy) => copies.partnerLines.at(copy))).toEqual([2, 1, 2]);
});
