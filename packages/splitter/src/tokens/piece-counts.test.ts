import { describe, expect, it } from "@jest/globals";
import { PieceCounts } from "./piece-counts.ts";

/** Counts by `tokensOf`, and notes each piece that was really counted. */
function counting(tokensOf: (piece: string) => number): { pieces: PieceCounts; asked: string[] } {
  const asked: string[] = [];
  const pieces = new PieceCounts((piece) => {
    asked.push(piece);
    return tokensOf(piece);
  });
  return { pieces, asked };
}

describe("PieceCounts", () => {
  it("counts a piece twice at most", () => {
    const { pieces, asked } = counting((piece) => piece.length);
    const text = "public void public void public void";
    for (const start of [0, 12, 24]) {
      expect(pieces.count(text, start, start + 6)).toBe(6);
      expect(pieces.count(text, start + 6, start + 11)).toBe(5);
    }
    expect(asked).toEqual(["public", " void", "public", " void"]);
  });

  // In a hash that multiplies by 31, "Aa" and "BB" are the same number: 65 × 31 + 97 = 66 × 31 + 66.
  it("does not take a piece for another one of the same hash", () => {
    const { pieces } = counting((piece) => (piece === "Aa" ? 1 : 2));
    const texts = ["Aa", "Aa", "BB", "BB", "Aa", "BB", "BB", "Aa", "Aa"];
    expect(texts.map((text) => pieces.count(text, 0, 2))).toEqual([1, 1, 2, 2, 1, 2, 2, 1, 1]);
  });

  it("does not take a piece for a longer one that begins like it", () => {
    const { pieces } = counting((piece) => piece.length);
    // A hash of NUL characters stays 0, whatever their number.
    const text = "\0".repeat(8);
    for (const length of [3, 3, 5, 5, 8, 3, 3]) expect(pieces.count(text, 0, length)).toBe(length);
  });

  it("keeps numbers that a byte cannot hold", () => {
    const { pieces } = counting(() => 384);
    for (let time = 0; time < 3; time += 1) expect(pieces.count("x", 0, 1)).toBe(384);
  });

  it("counts a piece of 128 characters twice and a longer one each time", () => {
    const { pieces, asked } = counting(() => 1);
    const text = "x".repeat(129);
    for (let time = 0; time < 5; time += 1) pieces.count(text, 0, 128);
    expect(asked).toHaveLength(2);
    for (let time = 0; time < 5; time += 1) pieces.count(text, 0, 129);
    expect(asked).toHaveLength(7);
  });

  it("stays right where there are more pieces than slots", () => {
    const { pieces } = counting((piece) => Number(piece) % 7);
    for (let round = 0; round < 3; round += 1) {
      for (let piece = 0; piece < 200_000; piece += 1) {
        const text = String(piece);
        if (pieces.count(text, 0, text.length) !== piece % 7) throw new Error(`${text} is wrong.`);
      }
    }
  });
});
