import { describe, expect, it } from "@jest/globals";
import type { Detector, LanguageAdapter } from "../languages/language-adapter.ts";
import { PlaceSorter } from "./places-of-part.ts";
import type { CompiledRule } from "./rule-table.ts";

/** A rule as far as its triggers and types go. */
const rule = (match: object, words: readonly string[], literals: readonly string[] = [], types = ["T"]): CompiledRule =>
  ({ rule: { match }, triggers: { words, literals }, types: new Set(types) }) as unknown as CompiledRule;
const detector = (name: string, words: readonly string[], literals: readonly string[] = []): CompiledRule =>
  rule({ kind: "detector", detector: name }, words, literals);

const always: Detector = { triggers: [], detect: () => [] };
/** Finds something only where a question mark stands behind the trigger. */
const asked: Detector = { ...always, mayFind: (code, at) => /^\w+\?/.test(code.slice(at)) };
const adapter = {
  detectors: { always, asked },
  mayBeMemberOf: (code: string, _at: number, types: ReadonlySet<string>) =>
    [...types].some((type) => code.includes(type)),
} as unknown as LanguageAdapter;

const query = detector("always", ["Query"]);
const format = detector("always", ["Format"]);
const both = detector("always", ["Format", "Query"]);
const secret = detector("always", [], ["sk-"]);

describe("PlaceSorter: detectors", () => {
  const sorter = new PlaceSorter(adapter, [query, format, both, secret]);
  const text = 'Format(a); Query(b); QueryMore(c); "sk-1"';
  const places = ["Format", "Query", "QueryMore", "sk-"].map((word) => text.indexOf(word));
  const among = (start: number, end: number): readonly CompiledRule[] =>
    sorter.sort(text, places, { start, end, code: text.slice(start, end) }).detectors;

  it("asks each of which a trigger stands in the span, once and in the order of the rules", () => {
    expect(among(0, text.length)).toEqual([query, format, both, secret]);
    expect(among(0, 10)).toEqual([format, both]);
  });

  it("takes a word only whole, and a text wherever it begins", () => {
    expect(among(text.indexOf("QueryMore"), text.indexOf('"'))).toEqual([]);
    expect(among(text.indexOf('"'), text.length)).toEqual([secret]);
  });

  it("takes the place where a span begins, and not that where it ends", () => {
    const at = text.indexOf("Query");
    expect(among(at, at + 5)).toEqual([query, both]);
    expect(among(at - 1, at)).toEqual([]);
    expect(among(at + 1, at + 2)).toEqual([]);
  });

  it("asks one that glances first only where it may find something, in any of its places", () => {
    const glancing = detector("asked", ["Format"]);
    const of = (code: string): readonly CompiledRule[] =>
      new PlaceSorter(adapter, [glancing]).sort(code, [0, code.lastIndexOf("Format")], {
        start: 0,
        end: code.length,
        code,
      }).detectors;
    expect(of("Format! Format!")).toEqual([]);
    expect(of("Format! Format?")).toEqual([glancing]);
  });
});

describe("PlaceSorter: places", () => {
  const call = rule({ kind: "call" }, ["Query"]);
  const member = rule({ kind: "member" }, ["Add"], [], ["List"]);
  const pattern = rule({ kind: "pattern" }, [], ["Form"]);
  const text = "Query Format Add Form";
  const places = [0, 6, 13, 17];
  const kept = (rules: readonly CompiledRule[], code = text): readonly number[] =>
    new PlaceSorter(adapter, rules).sort(code, places, { start: 0, end: code.length, code }).places;

  it("leaves out what is a detector's trigger alone", () => {
    expect(kept([query, format, call])).toEqual([0, 13, 17]);
    expect(kept([query, format, call, pattern])).toEqual([0, 6, 13, 17]);
  });

  it("leaves out a member where nothing can be of its type, unless another rule has the name", () => {
    expect(kept([member])).toEqual([0, 6, 17]);
    expect(kept([member], `${text} List`)).toEqual([0, 6, 13, 17]);
    expect(kept([member, rule({ kind: "call" }, ["Add"])])).toEqual([0, 6, 13, 17]);
    expect(kept([member, rule({ kind: "member" }, ["Add"], [], ["Format"])])).toEqual([0, 6, 13, 17]);
  });

  it("leaves out what stands before and behind the part", () => {
    const sorter = new PlaceSorter(adapter, [call]);
    expect(sorter.sort(text, places, { start: 6, end: 17, code: text.slice(6, 17) }).places).toEqual([6, 13]);
  });
});
