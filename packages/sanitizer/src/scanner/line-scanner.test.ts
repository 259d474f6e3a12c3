import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { lineFault } from "../records/line-fault.ts";
import { LineScanner, type ScannedLine } from "./line-scanner.ts";
import { findTriggers } from "./trigger-scan.ts";
import { triggerPatterns, TriggerTable } from "../rules/trigger-table.ts";

const triggers = { words: ["pounce", "RandomInt", "Get", "a b"], literals: ["assword", "api/web"] };
const table = new TriggerTable(triggerPatterns(triggers));
const scanner = new LineScanner(triggers, new Set(["assistant", "user"]));

interface Scanned {
  readonly fine: number;
  readonly lines: readonly ScannedLine[];
}

function scan(text: string): Scanned {
  const lines: ScannedLine[] = [];
  const fine = scanner.scan(Buffer.from(text), 0, (line) => lines.push(line));
  return { fine, lines };
}

/** Whether the one line of a text is told to be a record without any judgement. */
const isSure = (line: string): boolean => scan(line).fine === 1;
const record = (content: string): string => `{"messages":[{"role":"assistant","content":${content}}]}`;

describe("LineScanner", () => {
  it.each([
    ["a plain record", record('"a"')],
    ["white space", ' {\t"messages" : [ { "role" : "user" , "content" : "a" } ] } \r'],
    ["other keys", '{"id":-1.5e+3,"tags":[true,false,null,{}],"messages":[{"role":"user","content":null,"weight":0}]}'],
    ["no messages at all in the list", '{"messages":[]}'],
    ["a preference", '{"input":{"messages":[]},"preferred_output":[],"non_preferred_output":[]}'],
    ["every escape but that of a slash", record(String.raw`"\"\\\b\f\n\r\t\u00e9\ud83d\ude00"`)],
  ])("is sure of %s", (_name, line) => {
    expect(lineFault(line)).toBeUndefined();
    expect(isSure(line)).toBe(true);
  });

  it.each([
    ["a repeated key", '{"messages":[],"messages":[]}'],
    ["a repeated content", '{"messages":[{"role":"user","content":"a","content":"b"}]}'],
    ["a key with an escape", String.raw`{"messages":[{"rol\u0065":"user"}]}`],
    ["ASCII written as an escape", record(String.raw`"\u0052andomInt"`)],
    ["a slash written as an escape, where a text to look for has one", record(String.raw`"api\/web"`)],
    ["deep nesting", `{"messages":[],"deep":${"[".repeat(80)}${"]".repeat(80)}}`],
    ["calls of tools where a name stands", '{"messages":[{"role":"assistant","content":"pounce","tool_calls":[]}]}'],
    ["a role that it does not know where a name stands", '{"messages":[{"role":"gpt","content":"pounce"}]}'],
    ["nothing", ""],
  ])("leaves %s to be judged", (_name, line) => {
    expect(isSure(line)).toBe(false);
  });

  it("is never sure of what JSON.parse or the shape of chat data refuses", () => {
    const valid = [
      record('"x = RandomInt(1);\\n\\u00e9\\\\"'),
      '{"id":-0.5e-7,"ok":[true,false,null,[],{}],"messages":[{"role":"user","content":"a"},{"content":null,"role":"tool"}]}',
      '{"input":{"messages":[{"role":"user","content":"q"}]},"preferred_output":[{"role":"assistant","content":"a"}]}',
      '{"messages":[{"role":"assistant","content":[{"type":"text","text":"a"}],"tool_calls":[{"function":{"arguments":"{}"}}]}]}',
    ];
    const pieces = [
      ...Array.from('{}[]",:\\/ \t\r0123456789-+.eEtrufalsn\u0000\u001f\u007fé😀'),
      '"role"',
      '"messages"',
      "01",
      "\\u00",
      "\\x",
    ];
    let sure = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...valid),
        fc.array(
          fc.record({
            at: fc.nat(200),
            remove: fc.nat(3),
            insert: fc.option(fc.constantFrom(...pieces), { nil: "" }),
          }),
          { minLength: 1, maxLength: 3 },
        ),
        (line, changes) => {
          let text = line;
          for (const { at, remove, insert } of changes) {
            const place = at % text.length;
            text = text.slice(0, place) + insert + text.slice(place + remove);
          }
          if (!isSure(text)) return;
          sure += 1;
          expect([text, lineFault(text)]).toEqual([text, undefined]);
        },
      ),
      { numRuns: 20_000 },
    );
    // Most changes break a record; those that do not must be enough to mean something.
    expect(sure).toBeGreaterThan(500);
  });

  it("finds the names that a search of the decoded text finds, at the same offsets", () => {
    const piece = fc.oneof(
      fc.constantFrom(
        "pounce",
        "RandomInt",
        "assword",
        "Get",
        "a b",
        "api/web",
        "é",
        "lunge_",
        " ",
        "\n",
        "\\",
        '"',
        "\t",
        "é",
        "日本",
        "😀",
        "n",
        "x",
        "_",
      ),
      fc.string({ unit: "binary", maxLength: 20 }),
    );
    const content = fc.array(piece, { maxLength: 20 }).map((list) => list.join(""));
    const message = fc.record({ role: fc.constantFrom("system", "user", "assistant"), content });
    fc.assert(
      fc.property(
        fc.array(fc.array(message, { maxLength: 4 }), { minLength: 1, maxLength: 5 }),
        fc.boolean(),
        (list, isLast) => {
          const lines = list.map((messages) => JSON.stringify({ messages }));
          const { fine, lines: told } = scan(lines.join("\n") + (isLast ? "" : "\n"));
          const judged = told.filter(({ texts }) => texts === undefined);
          expect(fine + judged.length).toBe(list.length);
          for (const [number, messages] of list.entries()) {
            const found = told.find((line) => line.number === number);
            // Control characters are written as `\u00XX`, which the scanner leaves alone where it could be a letter.
            if (found !== undefined && found.texts === undefined) {
              expect(lines[number]).toMatch(/\\u00[2-7]/);
              continue;
            }
            const expected = messages.flatMap(({ role, content: text }, index) => {
              const places = role === "system" ? [] : findTriggers(text.toWellFormed(), table);
              return places.length === 0 ? [] : [{ message: index, places }];
            });
            const actual = (found?.texts ?? [])
              .filter(({ places }) => places.length > 0)
              .map(({ message: index, places }) => ({ message: index, places: [...places] }));
            expect(actual).toEqual(expected);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("goes on where its tables were full", () => {
    const hit = record(`"${"pounce ".repeat(40)}"`);
    const many = 20_000;
    const { fine, lines } = scan(`${hit}\n${"x\n"}`.repeat(many));
    expect(fine).toBe(many);
    expect(lines.map(({ number }) => number)).toEqual(Array.from({ length: 2 * many }, (_, index) => index));
    expect(lines[2 * many - 2]?.texts?.[0]?.places).toHaveLength(40);
    expect(lines[2 * many - 1]?.texts).toBeUndefined();
  });

  it("leaves a record with more names than its table holds to be judged", () => {
    expect(isSure(record(`"${"pounce ".repeat(70_000)}"`))).toBe(false);
  });

  it("decodes a text as JSON.parse does, or leaves it", () => {
    let decoded = 0;
    const own = new LineScanner({ words: ["pounce"], literals: [] }, new Set(["assistant"]));
    const pieces = fc.constantFrom(
      "a",
      "Zq 9_;{}",
      "\\n",
      "\\t",
      "\\r",
      "\\b",
      "\\f",
      "\\\\",
      '\\"',
      "\\/",
      "\\u00e9",
      "\\u00FF",
      "\\u000a",
      "\\u20ac",
      "\\ud83d\\ude00",
      "é",
      "x".repeat(40),
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (list) => {
        const inside = list.join("");
        const seen: (string | undefined)[] = [];
        own.scan(Buffer.from(`${record('"pounce"')}\n${record(`"${inside} pounce"`)}\n`), 0, ({ texts }) => {
          for (const text of texts ?? []) seen.push(own.decode(text));
        });
        const whole = JSON.parse(`"${inside} pounce"`) as string;
        // Where ASCII is written as an escape the line is left to be judged.
        if (seen.length === 2) expect([whole, undefined]).toContain(seen[1]);
        else expect(inside).toContain("\\u000a");
        expect(seen[0]).toBe("pounce");
        decoded += seen[1] === undefined ? 0 : 1;
      }),
      { numRuns: 400 },
    );
    // Letters beyond Latin-1, and those written in several bytes, are left.
    expect(decoded).toBeGreaterThan(20);
  });
});
