import { describe, expect, it } from "@jest/globals";
import { chat } from "../testing/chat-lines.ts";
import type { AnalysisSettings } from "./analysis-settings.ts";
import type { BatchAnalysis } from "./batch-analysis.ts";
import { BatchColumns } from "./batch-columns.ts";
import { sha256Hex, wordsToHex } from "./hash-words.ts";
import { LineAnalyser } from "./line-analyser.ts";

/** What is kept of lines, each handed over with its end. */
function analyse(lines: readonly string[], settings: AnalysisSettings = { near: true }): BatchAnalysis {
  const columns = new BatchColumns();
  const analyser = new LineAnalyser(settings);
  analyser.beginBatch();
  for (const [index, line] of lines.entries()) analyser.add(columns, Buffer.from(line), index + 1);
  return columns.finish();
}

const promptOf = ({ prompts }: BatchAnalysis, record = 0): string => wordsToHex(prompts, record * 2, 2);
const keyOf = (text: string): string => sha256Hex(text).slice(0, 16);

describe("LineAnalyser", () => {
  it("reads a line whatever its end, and passes over blank ones", () => {
    const line = chat("q", "a");
    const batch = analyse([`${line}\n`, `${line}\r\n`, line, "\n", " \r\n", "", `{\r\n`]);
    expect([...batch.lines]).toEqual([1, 2, 3]);
    expect(new Set([0, 1, 2].map((record) => wordsToHex(batch.ids, record * 4, 4))).size).toBe(1);
    expect(batch.rejected).toMatchObject([{ line: 7, issues: [{ code: "invalid-json" }] }]);
  });

  it("says what is wrong with a record that has nothing to compare, and never nothing", () => {
    const { records, rejected } = analyse(['{"messages":[{"role":"system","content":"x"}]}', "{}", '{"messages":[]}']);
    expect(records).toBe(0);
    expect(rejected.map(({ line, issues }) => [line, issues.length > 0])).toEqual([
      [1, true],
      [2, true],
      [3, true],
    ]);
  });

  it.each([
    [{ prompt: "q" }, "q", 0],
    [{ question: "q", answer: "a".repeat(90) }, "q", 1],
    [{ input: "q", output: "a".repeat(90) }, "q", 1],
    [{ prompt: "q", question: "other", completion: "a".repeat(90) }, "q", 1],
  ])("takes %j for a record where bare prompts are", (value, question, answers) => {
    const batch = analyse([JSON.stringify(value)], { near: false, takesPrompts: true });
    expect(promptOf(batch)).toBe(keyOf(question));
    expect(batch.turnCounts[0]).toBe(answers);
    expect(analyse([JSON.stringify(value)], { near: false })).toMatchObject({ records: 0, rejected: [{ line: 1 }] });
  });

  it("takes a chat record for what it is there, too", () => {
    expect(promptOf(analyse([chat("q", "a")], { near: false, takesPrompts: true }))).toBe(keyOf("q"));
  });

  it("keeps the group and the category that a record names", () => {
    const settings = { near: false, groupField: "thread.id", categoryRules: [{ category: "ruled", pattern: "^q" }] };
    const batch = analyse(
      [chat("q", "a", { thread: { id: 7 } }), chat("other", "a", { category: "own" }), chat("third", "a")],
      settings,
    );
    expect(wordsToHex(batch.groups, 0, 2)).toBe(keyOf("7"));
    expect(wordsToHex(batch.groups, 2, 2)).toBe("0".repeat(16));
    expect([...batch.categories].map((code) => batch.categoryNames[code - 1])).toEqual(["ruled", "own", undefined]);
  });

  describe("on messages with images", () => {
    const image = (url: string): object => ({ type: "image_url", image_url: { url } });
    const asked = (parts: readonly object[], answer = "A cat."): string =>
      JSON.stringify({
        messages: [
          { role: "user", content: parts },
          { role: "assistant", content: answer },
        ],
      });
    const text = { type: "text", text: "What animal is to be seen in this picture here?" };
    const setsOf = (lines: readonly string[]): Set<number>[] => {
      const { shingles, shingleCounts } = analyse(lines);
      let at = 0;
      return Array.from(shingleCounts, (count) => new Set(shingles.subarray(at, (at += count))));
    };

    const shared = (one: Set<number> = new Set(), other: Set<number> = new Set()): number =>
      [...one].filter((shingle) => other.has(shingle)).length;

    it("takes the same words about the same image for one question, about another image for another", () => {
      const batch = analyse([
        asked([text, image("a.png")]),
        asked([text, image("a.png")], "No cat."),
        asked([text, image("b.png")]),
        asked([text]),
        asked([image("a.png")]),
        asked([image("b.png")]),
      ]);
      const prompts = Array.from({ length: 6 }, (_, record) => promptOf(batch, record));
      expect(prompts[1]).toBe(prompts[0]);
      expect(new Set(prompts).size).toBe(5);
      expect(prompts).not.toContain("0".repeat(16));
    });

    it("compares their words, and shares none of the question between two images", () => {
      const [one, same, other] = setsOf([
        asked([text, image("a.png")]),
        asked([{ ...text, text: text.text.replace("here", "there") }, image("a.png")]),
        asked([text, image("b.png")]),
      ]);
      // Ten words are eight shingles, of which the last word is in one; three are the image, one is the answer's two words.
      expect(one?.size).toBe(12);
      expect(shared(one, same)).toBe(11);
      expect(shared(one, other)).toBe(1);
    });

    it("never takes one short answer about two images for near-copies", () => {
      const answer = Array.from({ length: 21 }, (_, index) => `word${index}`).join(" ");
      const [one, other] = setsOf([asked([image("a.png")], answer), asked([image("b.png")], answer)]);
      // 21 words are 19 shingles, the most that are not compared alone: 19 of 25.
      expect([shared(one, other), one?.size, other?.size]).toEqual([19, 22, 22]);
    });
  });

  it.each([
    [{ near: false }, 0, []],
    [{ near: true }, 2, []],
    [{ near: false, notesSymbols: true }, 0, ["Kick"]],
    [{ near: true, notesSymbols: true }, 2, ["Kick"]],
  ])("cuts shingles and notes symbols as it is told: %j", (settings, shingles, symbols) => {
    // Three tokens of code are a shingle, and so is the question's one word.
    const batch = analyse([chat("q", "```c\nKick(1\n```")], settings);
    expect(batch.symbolNames).toEqual(symbols);
    expect([...batch.shingleCounts]).toEqual([shingles]);
    expect(batch.shingles).toHaveLength(shingles);
  });
});
