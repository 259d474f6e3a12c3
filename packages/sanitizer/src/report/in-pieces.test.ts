import { expect, it } from "@jest/globals";
import { inPieces } from "./in-pieces.ts";

it("inPieces() joins texts to pieces of 64 KiB, and leaves none out", () => {
  const text = "x".repeat(40_000);
  expect([...inPieces([text, text, "end"])].map(({ length }) => length)).toEqual([80_000, 3]);
  expect([...inPieces(["a".repeat(65_536)])]).toHaveLength(1);
  expect([...inPieces([])]).toEqual([]);
});
