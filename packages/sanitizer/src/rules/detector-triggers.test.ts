import { describe, expect, it } from "@jest/globals";
import { DetectorTriggers } from "./detector-triggers.ts";
import type { CompiledRule } from "./rule-table.ts";

/** A detector rule as far as its triggers go. */
const rule = (words: readonly string[], literals: readonly string[] = []): CompiledRule =>
  ({ triggers: { words, literals } }) as unknown as CompiledRule;

describe("DetectorTriggers", () => {
  const [query, format, both, secret] = [
    rule(["Query"]),
    rule(["Format"]),
    rule(["Format", "Query"]),
    rule([], ["sk-"]),
  ];
  const triggers = new DetectorTriggers([query, format, both, secret]);
  const text = 'Format(a); Query(b); QueryMore(c); "sk-1"';
  const places = ["Format", "Query", "QueryMore", "sk-"].map((word) => text.indexOf(word));
  const among = (start: number, end: number): readonly CompiledRule[] => triggers.among(text, places, start, end);

  it("asks each detector of which a trigger stands in the span, once and in the order of the rules", () => {
    expect(among(0, text.length)).toEqual([query, format, both, secret]);
    expect(among(0, 10)).toEqual([format, both]);
  });

  it("takes a word only whole, and a text wherever it begins", () => {
    expect(among(text.indexOf("QueryMore"), text.indexOf('"'))).toEqual([]);
    expect(among(text.indexOf('"'), text.length)).toEqual([secret]);
  });

  it("takes the place where a span begins, and not that where it ends", () => {
    const at = text.indexOf("Query");
    expect(among(at, at + 1)).toEqual([query, both]);
    expect(among(at - 1, at)).toEqual([]);
    expect(among(at + 1, at + 2)).toEqual([]);
  });

  it("asks none where there is none", () => {
    expect(new DetectorTriggers([]).among(text, places, 0, text.length)).toEqual([]);
  });
});
