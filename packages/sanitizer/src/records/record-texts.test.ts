import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { decodeSpan } from "./json-text-span.ts";
import { findRecordTexts, findStringValues } from "./record-texts.ts";

/** What is found in a source: path, role, kind and text. */
const found = (source: string): unknown[] =>
  findRecordTexts(source).map(({ path, role, kind, message, start, end }) => [
    path,
    message,
    role,
    kind,
    decodeSpan(source, start, end, false),
  ]);

interface Message {
  readonly role?: unknown;
  readonly content?: unknown;
  readonly tool_calls?: unknown;
  readonly function_call?: unknown;
}

/** The same, read from the parsed record. */
function expected(record: Record<string, unknown>): unknown[] {
  const texts: unknown[] = [];
  const isObject = (value: unknown): value is Record<string, unknown> =>
    typeof value === "object" && value !== null && !Array.isArray(value);
  const messages = (path: string, list: unknown): void => {
    for (const [index, message] of (Array.isArray(list) ? list : []).entries()) {
      if (!isObject(message)) continue;
      const { role, content, tool_calls: calls, function_call: legacy }: Message = message;
      const at = `${path}[${index}]`;
      const add = (place: string, kind: string, text: unknown): void => {
        if (typeof text === "string") texts.push([place, index, typeof role === "string" ? role : "", kind, text]);
      };
      add(`${at}.content`, "text", content);
      for (const [part, value] of (Array.isArray(content) ? content : []).entries()) {
        if (isObject(value)) add(`${at}.content[${part}].text`, "text", value["text"]);
      }
      for (const [call, value] of (Array.isArray(calls) ? calls : []).entries()) {
        const called = isObject(value) ? value["function"] : undefined;
        if (isObject(called)) add(`${at}.tool_calls[${call}].function.arguments`, "arguments", called["arguments"]);
      }
      if (isObject(legacy)) add(`${at}.function_call.arguments`, "arguments", legacy["arguments"]);
    }
  };
  for (const [key, value] of Object.entries(record)) {
    if (key === "messages" || key === "preferred_output") messages(key, value);
    if (key === "input" && isObject(value)) messages("input.messages", value["messages"]);
  }
  return texts;
}

const text = fc.oneof(fc.string(), fc.constantFrom('a\\"b', "\\\\", "{[", "]}", 'x": "y', "é中😀\n"));
const anything = fc.oneof(text, fc.jsonValue({ maxDepth: 2 }));
const object = (fields: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 8, arbitrary: fc.record(fields, { requiredKeys: [] }) }, anything);
const called = object({ name: text, arguments: anything, other: anything });
const message = object({
  other: anything,
  role: fc.oneof(fc.constantFrom("user", "assistant"), anything),
  content: fc.oneof(text, fc.array(object({ type: text, text: anything, more: anything }), { maxLength: 3 }), anything),
  tool_calls: fc.oneof(fc.array(object({ id: text, function: called }), { maxLength: 2 }), anything),
  function_call: called,
});
const messages = fc.oneof({ weight: 6, arbitrary: fc.array(message, { maxLength: 3 }) }, anything);
const record = fc.record(
  {
    id: anything,
    messages,
    input: object({ tools: anything, messages }),
    preferred_output: messages,
    non_preferred_output: messages,
  },
  { requiredKeys: [] },
);

describe("findRecordTexts()", () => {
  it("finds what the parsed record holds, however it is laid out", () => {
    fc.assert(
      fc.property(record, fc.constantFrom(undefined, 2, "\t"), (value, layout) => {
        const source = JSON.stringify(value, undefined, layout);
        expect(found(source)).toEqual(expected(JSON.parse(source) as Record<string, unknown>));
      }),
    );
  });

  it("reads keys and roles that are written with escapes, and numbers and words beside them", () => {
    const source = String.raw`{"n": -1.5e3 ,"t":true,"m\u0065ssages":[null, 7,{"weight":0,"r\u006fle":"us\u0065r","content":"x"} ]}`;
    expect(found(source)).toEqual([["messages[2].content", 2, "user", "text", "x"]]);
  });

  it("takes the last of repeated keys, as JSON.parse does, and leaves those of others", () => {
    const one = '"messages":[{"role":"user","content":"a","content":"b"},{"content":"c"}]';
    const two = '"messages":[{"role":"user","role":"system","content":["x"],"content":"d"}]';
    const other = '"preferred_output":[{"role":"assistant","content":"e"}]';
    expect(found(`{${one},${other},${two}}`)).toEqual([
      ["preferred_output[0].content", 0, "assistant", "text", "e"],
      ["messages[0].content", 0, "system", "text", "d"],
    ]);
    expect(found(`{${one}}`)).toEqual([
      ["messages[0].content", 0, "user", "text", "b"],
      ["messages[1].content", 1, "", "text", "c"],
    ]);
  });

  it("takes the last of repeated calls", () => {
    const call = (text: string): string => `{"function":{"arguments":"${text}"}}`;
    expect(
      found(
        `{"messages":[{"tool_calls":[${call("a")}],"tool_calls":[${call("b")}],"function_call":{"arguments":"c"},"function_call":{"arguments":"d"}}]}`,
      ).map((entry) => (entry as unknown[])[4]),
    ).toEqual(["b", "d"]);
  });
});

it("findStringValues() finds the values of strings, and no keys", () => {
  const strings = (value: unknown): unknown[] =>
    typeof value === "string"
      ? [value]
      : typeof value === "object" && value !== null
        ? Object.values(value).flatMap(strings)
        : [];
  fc.assert(
    // A key that is a number would not stay in its place.
    fc.property(
      fc.jsonValue({ stringUnit: fc.constantFrom(...Array.from('ab"\\:{ é')) }),
      fc.constantFrom(undefined, 2),
      (value, layout) => {
        const json = JSON.stringify(value, undefined, layout);
        const values = findStringValues(json).map(({ start, end }) => decodeSpan(json, start, end, false));
        expect(values).toEqual(strings(JSON.parse(json)));
      },
    ),
  );
});
