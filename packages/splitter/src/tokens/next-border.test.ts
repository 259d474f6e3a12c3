import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { nextBorder } from "./next-border.ts";
import { type EncodingName, loadEncoding } from "./token-counter.ts";

function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  for (let start = 0; start < text.length; start += pieces.at(-1)?.length ?? 0) {
    pieces.push(text.slice(start, nextBorder(text, start)));
  }
  return pieces;
}

/** The tokenizer itself, without our cuts. */
async function loadWhole(name: EncodingName): Promise<(text: string) => number> {
  const { countTokens } =
    name === "o200k_base"
      ? await import("gpt-tokenizer/encoding/o200k_base")
      : await import("gpt-tokenizer/encoding/cl100k_base");
  return (text) => countTokens(text, { disallowedSpecial: new Set<string>() });
}

describe("nextBorder()", () => {
  it.each<[string, string[]]>([
    ["int client = 10;", ["int", " client", " =", " 10", ";"]],
    ["GetInt(event.id)", ["GetInt", "(event", ".id", ")"]],
    // A sign stays with what follows it, and an apostrophe with what stands before.
    ["don't --x", ["don't", " --x"]],
    // Of two spaces the second one goes with the word: a run of them is not cut.
    ["a  b", ["a  b"]],
    ["a \tb", ["a \tb"]],
    ["a b", ["a", " b"]],
    // Behind a line end, after blanks or none; of several line ends behind the last.
    ["a\nb", ["a\n", "b"]],
    ["a;\n\t b", ["a", ";\n", "\t b"]],
    ["a\r\n\r\nb", ["a\r\n\r\n", "b"]],
    ["a\n \nb", ["a\n \n", "b"]],
    // A slash can belong to the signs before the line end, but not after a blank.
    ["a;\n// b", ["a", ";\n//", " b"]],
    ["a;\n // b", ["a", ";\n", " //", " b"]],
    ["a\n/b", ["a\n/b"]],
    // Blanks that end the text stay with the line end.
    ["a\n  ", ["a\n  "]],
    ["a ", ["a "]],
    // Beyond ASCII nothing is cut.
    ["a é", ["a é"]],
    ["é a", ["é a"]],
    ["a\né", ["a\né"]],
    ["a\n é", ["a\n é"]],
    ["é(", ["é("]],
    ["a\u007f b", ["a\u007f b"]],
  ])("cuts %j", (text, pieces) => {
    expect(piecesOf(text)).toEqual(pieces);
  });

  it("looks at blanks behind a line end once", () => {
    let asked = 0;
    const text = `a\n${" ".repeat(10_000)}é`;
    const watched = { length: text.length, charCodeAt: (at: number) => ((asked += 1), text.charCodeAt(at)) };
    expect(nextBorder(watched as unknown as string, 0)).toBe(text.length);
    expect(asked).toBeLessThan(2.1 * text.length);
  });

  describe.each<EncodingName>(["o200k_base", "cl100k_base"])("for %s", (name) => {
    it("cuts where no token reaches over", async () => {
      const whole = await loadWhole(name);
      const parts = ["a", "Zx", "'s", "'ll", "'", "7", "123", " ", "  ", "\t", "\n", "\r\n", "/", "//", ";", "(", "_"];
      const others = ["é", "漢", "\u2028", "\u00a0", "\ud83d\ude00", "\u0301", "\u007f", "\0", "<|endoftext|>"];
      const piece = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...parts) }, fc.constantFrom(...others));
      const texts = fc.array(piece, { maxLength: 40 }).map((list) => list.join(""));
      const count = await loadEncoding(name);
      fc.assert(
        fc.property(texts, (text) => {
          expect(count(text)).toBe(whole(text));
          expect(piecesOf(text).reduce((sum, cut) => sum + whole(cut), 0)).toBe(whole(text));
        }),
        { numRuns: 2000 },
      );
    });
  });
});
