import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { BatchSanitizer, type SanitizedBatch } from "./sanitize-batch.ts";
import { sanitizeExample } from "./sanitize-record.ts";
import { callRule, tableOf } from "../testing/rule-table-fixture.ts";

const table = tableOf([callRule("RandomFloat", "GetRandomFloat"), callRule("RandomInt", "GetRandomInt")]);
const run = (text: string | Buffer, firstLine = 1): SanitizedBatch =>
  new BatchSanitizer(table).run(Buffer.from(text as string), firstLine);
const out = (text: string | Buffer): string => Buffer.from(run(text).bytes).toString("utf8");
const answer = (content: string): string => `{"messages":[{"role":"assistant","content":${content}}]}`;

describe("BatchSanitizer", () => {
  it.each([
    [
      "a name behind an escape",
      answer(String.raw`"\nRandomFloat(0.0, 1.0);"`),
      answer(String.raw`"\nGetRandomFloat(0.0, 1.0);"`),
    ],
    ["a name behind a tab", answer(String.raw`"\tRandomFloat(0.0);"`), answer(String.raw`"\tGetRandomFloat(0.0);"`)],
    [
      "a name behind an escaped letter",
      answer(String.raw`"/* \u00e9*/RandomFloat(0.0);"`),
      answer(String.raw`"/* \u00e9*/GetRandomFloat(0.0);"`),
    ],
    [
      "a name that is itself escaped",
      answer(String.raw`"x = \u0052andom\u0046loat(0.0);"`),
      answer(String.raw`"x = GetRandomFloat(0.0);"`),
    ],
    [
      "other escapes as they are",
      answer(String.raw`"F(\"\/\u0041\", RandomInt(1));"`),
      answer(String.raw`"F(\"\/\u0041\", GetRandomInt(1));"`),
    ],
    [
      "odd spacing and key order",
      ` { "id" : 1.50 ,"messages" : [ {"content":"RandomInt(1);" , "role":"assistant"} ] }`,
      ` { "id" : 1.50 ,"messages" : [ {"content":"GetRandomInt(1);" , "role":"assistant"} ] }`,
    ],
    [
      "letters beyond ASCII",
      answer('"F(\\"Größe 😀 日本\\", RandomInt(1));"'),
      answer('"F(\\"Größe 😀 日本\\", GetRandomInt(1));"'),
    ],
    [
      "a lone surrogate",
      answer(String.raw`"F(\"\ud800\", RandomInt(1));"`),
      answer(String.raw`"F(\"\ud800\", GetRandomInt(1));"`),
    ],
    [
      "parts of a content",
      answer('[{"type":"text","text":"RandomInt(1);"},{"type":"refusal","refusal":"RandomInt(1);"}]'),
      answer('[{"type":"text","text":"GetRandomInt(1);"},{"type":"refusal","refusal":"RandomInt(1);"}]'),
    ],
    [
      "the arguments of a tool call",
      String.raw`{"messages":[{"role":"assistant","tool_calls":[{"id":"a","type":"function","function":{"name":"write","arguments":"{\"code\":\"void F()\\n{\\n\\tRandomInt(1);\\n}\",\"note\":\"RandomInt\"}"}}]}]}`,
      String.raw`{"messages":[{"role":"assistant","tool_calls":[{"id":"a","type":"function","function":{"name":"write","arguments":"{\"code\":\"void F()\\n{\\n\\tGetRandomInt(1);\\n}\",\"note\":\"RandomInt\"}"}}]}]}`,
    ],
    [
      "the arguments of a function call of the old form",
      String.raw`{"messages":[{"role":"assistant","content":null,"function_call":{"name":"w","arguments":"{\"a\":\"RandomInt(1);\"}"}}]}`,
      String.raw`{"messages":[{"role":"assistant","content":null,"function_call":{"name":"w","arguments":"{\"a\":\"GetRandomInt(1);\"}"}}]}`,
    ],
    [
      "the preferred answer only",
      '{"input":{"messages":[{"role":"user","content":"RandomInt(1);"}]},"preferred_output":[{"role":"assistant","content":"RandomInt(1);"}],"non_preferred_output":[{"role":"assistant","content":"RandomInt(1);"}]}',
      '{"input":{"messages":[{"role":"user","content":"RandomInt(1);"}]},"preferred_output":[{"role":"assistant","content":"GetRandomInt(1);"}],"non_preferred_output":[{"role":"assistant","content":"RandomInt(1);"}]}',
    ],
    [
      "the last of repeated keys",
      '{"messages":[{"role":"assistant","content":"RandomInt(1);","content":"RandomInt(2);"}]}',
      '{"messages":[{"role":"assistant","content":"RandomInt(1);","content":"GetRandomInt(2);"}]}',
    ],
    [
      "a message of weight 0",
      '{"messages":[{"role":"assistant","weight":0,"content":"RandomInt(1);"}]}',
      '{"messages":[{"role":"assistant","weight":0,"content":"GetRandomInt(1);"}]}',
    ],
  ])("repairs %s and nothing else", (_name, line, expected) => {
    expect(out(`${line}\n`)).toBe(`${expected}\n`);
    expect(JSON.parse(expected)).toBeDefined();
    expect(out(`${expected}\n`)).toBe(`${expected}\n`);
  });

  it.each([
    ["CRLF", `${answer('"RandomInt(1);"')}\r\n${answer('"a"')}\r\n`],
    ["no line end at the end", `${answer('"a"')}\n${answer('"RandomInt(1);"')}`],
    ["a byte order mark", `\ufeff${answer('"RandomInt(1);"')}\n`],
    ["a blank line", `${answer('"RandomInt(1);"')}\n\n${answer('"RandomInt(1);"')}\n`],
  ])("keeps %s", (_name, text) => {
    expect(out(text)).toBe(text.replaceAll("RandomInt", "GetRandomInt"));
  });

  it("hands the very bytes back when nothing changed", () => {
    const bytes = Buffer.from(`${answer('"GetRandomFloat(0.0, 1.0);"')}\n`);
    expect(new BatchSanitizer(table).run(bytes, 1).bytes).toBe(bytes);
  });

  it("rejects what is no record, with its place, and goes on", () => {
    const bad = Buffer.concat([
      Buffer.from(`${answer('"a"')}\n{"messages":[\n`),
      Buffer.from([0x7b, 0xff, 0x7d, 0x0a]),
      Buffer.from(`[1]\n{"a":1}\n{"messages":[{"content":"x"}]}\n${answer('"RandomInt(1);"')}\n`),
    ]);
    const result = new BatchSanitizer(table).run(bad, 10);
    expect(result.rejects.map(({ line, issues }) => [line, issues[0]?.code])).toEqual([
      [11, "invalid-json"],
      [12, "invalid-utf8"],
      [13, "not-a-chat-record"],
      [14, "not-a-chat-record"],
      [15, "not-a-chat-record"],
    ]);
    expect(Buffer.from(result.rejects[1]?.bytes ?? [])).toEqual(Buffer.from([0x7b, 0xff, 0x7d, 0x0a]));
    expect(Buffer.from(result.bytes).toString()).toBe(`${answer('"a"')}\n${answer('"GetRandomInt(1);"')}\n`);
    expect(result).toMatchObject({ records: 2, changedRecords: 1 });
  });

  it("counts every record once, whether the scanner is sure of it or it has to be judged", () => {
    const sure = answer('"fine"');
    const repaired = answer('"RandomInt(1);"');
    const calls =
      '{"messages":[{"role":"user","content":"x"},{"role":"assistant","tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":"{}"}}]}]}';
    const parts = answer('[{"type":"text","text":"fine"}]');
    const odd = '{"id":1e3,"messages":[{"content":"\\ud800","role":"assistant"}]}';
    const batch = run([calls, sure, "", parts, "{broken", repaired, odd, calls].join("\n"));
    expect(batch.records).toBe(6);
    expect(batch.changedRecords).toBe(1);
    expect(batch.rejects).toHaveLength(1);
  });

  it("gives offsets in the decoded text", () => {
    expect(run(answer(String.raw`"/* 😀\n */ RandomInt(1);"`)).hits).toEqual([
      {
        line: 1,
        path: "messages[0].content",
        message: 0,
        start: 10,
        end: 19,
        rule: 1,
        name: "RandomInt",
        after: "GetRandomInt",
      },
    ]);
  });

  it("does the same to bytes as to the parsed record, however the JSON is written", () => {
    const code = fc
      .array(
        fc.constantFrom(
          "RandomInt(1);",
          " ",
          "\n",
          "\t",
          '"',
          "é",
          "😀",
          "\\",
          "// x\n",
          "GetRandomInt(2);",
          "\u2028",
          "x",
        ),
        { maxLength: 20 },
      )
      .map((list) => `void F()\n{\n${list.join("")}\n}\n`);
    const escapes = fc.constantFrom<(json: string) => string>(
      (json) => json,
      (json) => json.replace(/[^\x20-\x7e]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`),
      (json) => json.replace(/R/g, "\\u0052"),
      (json) => json.replaceAll(",", " ,\t"),
    );
    fc.assert(
      fc.property(code, code, escapes, (first, second, write) => {
        const record = {
          messages: [
            { role: "user", content: first },
            { role: "assistant", content: second },
          ],
          extra: [1, { a: "RandomInt(1);" }],
        };
        const line = write(JSON.stringify(record));
        expect(JSON.parse(out(`${line}\n`))).toEqual(sanitizeExample(JSON.parse(line) as object, table).example);
      }),
      { numRuns: 500 },
    );
  });
});
