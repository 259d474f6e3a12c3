import { describe, expect, it } from "@jest/globals";
import { firstSentence, firstSentenceEnd } from "./first-sentence.ts";

describe("firstSentence()", () => {
  it.each([
    ["\nOne rolls. Two.", "One rolls."],
    ["\n\n  One rolls 1.5 dice! Two.", "One rolls 1.5 dice!"],
    ["一掷。二", "一掷。"],
    ["One\n \r\nTwo.", "One"],
    ["One\n```\ncode\n```", "One"],
    ["\n```\ncode\n```", ""],
    ["~~~\ncode. It\n~~~", ""],
    ["One", "One"],
    [" \n", ""],
  ])("of %j", (text, sentence) => {
    expect(firstSentence(`x${text}`, 1)).toBe(sentence);
  });

  it("looks 400 characters far, blanks included", () => {
    expect(firstSentence(`  ${"a".repeat(500)}`, 0)).toBe("a".repeat(398));
    expect(firstSentence(" ".repeat(500), 0)).toBe("");
  });
});

describe("firstSentenceEnd()", () => {
  it("is behind the stop, counted in the whole text", () => {
    expect(firstSentenceEnd("Ab. One. Two.", 3)).toBe("Ab. One.".length);
  });

  it.each(["One", "One.", " ", "", "a".repeat(399), " ".repeat(399)])(
    "is not known while a text breaks off: %j",
    (text) => {
      expect(firstSentenceEnd(text, 0)).toBeUndefined();
    },
  );

  it.each(["a".repeat(400), " ".repeat(400), "a".repeat(900)])(
    "is where the search ends in a text without stops",
    (text) => {
      expect(firstSentenceEnd(`..${text}`, 2)).toBe(402);
    },
  );
});
