import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { canonicalJson } from "./canonical-json.ts";
import { readContent } from "./example-content.ts";
import { normaliseText } from "./normalise-text.ts";

const canonical = (value: unknown): string | undefined => readContent(value)?.canonical;
const base = {
  messages: [
    { role: "user", content: "caf\u00e9\nline" },
    { role: "assistant", content: "ok" },
  ],
};

describe("normaliseText()", () => {
  it.each([
    ["Unicode forms", "cafe\u0301", "caf\u00e9"],
    ["line ends", "a\r\nb\rc", "a\nb\nc"],
    ["trailing space", "a \t\n b  \n\n", "a\n b"],
    ["nothing else", "  a  b", "  a  b"],
  ])("evens out %s", (_name, text, expected) => {
    expect(normaliseText(text)).toBe(expected);
  });

  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const once = normaliseText(text);
        expect(normaliseText(once)).toBe(once);
      }),
    );
  });

  it("stays linear on a long run of blanks", () => {
    expect(normaliseText(`${" ".repeat(300_000)}x \n`)).toHaveLength(300_001);
  });
});

describe("readContent()", () => {
  it.each([
    ["key order", { messages: base.messages.map(({ role, content }) => ({ content, role })) }],
    ["Unicode form", { messages: [{ role: "user", content: "cafe\u0301\nline" }, base.messages[1]] }],
    ["line ends", { messages: [{ role: "user", content: "caf\u00e9\r\nline" }, base.messages[1]] }],
    ["trailing space", { messages: [{ role: "user", content: "caf\u00e9 \nline\n" }, base.messages[1]] }],
    ["fields beside the messages", { ...base, id: 7, category: "x" }],
    [
      "text in parts",
      {
        messages: [
          {
            role: "user",
            content: [
              { type: "text", text: "caf\u00e9\n" },
              { type: "text", text: "line" },
            ],
          },
          base.messages[1],
        ],
      },
    ],
  ])("takes records that differ in %s for the same", (_name, value) => {
    expect(canonical(value)).toBe(canonical(base));
  });

  it.each([
    ["an answer", { messages: [base.messages[0], { role: "assistant", content: "OK" }] }],
    ["a system prompt", { messages: [{ role: "system", content: "s" }, ...base.messages] }],
    ["a tool", { ...base, tools: [{ type: "function", function: { name: "f" } }] }],
    ["a weight", { messages: [base.messages[0], { role: "assistant", content: "ok", weight: 0 }] }],
  ])("takes records that differ in %s for two", (_name, value) => {
    expect(canonical(value)).not.toBe(canonical(base));
  });

  it("reads preference records with both answers", () => {
    const content = readContent({
      input: { messages: [{ role: "user", content: "q" }] },
      preferred_output: [{ role: "assistant", content: "good" }],
      non_preferred_output: [{ role: "assistant", content: "bad" }],
    });
    expect(content?.user.map(({ text }) => text)).toEqual(["q"]);
    expect(content?.assistant.map(({ text }) => text)).toEqual(["good", "bad"]);
  });

  const preference = {
    input: { messages: [{ role: "user", content: "q" }], tools: [{ name: "t" }] },
    preferred_output: [{ role: "assistant", content: "good" }],
    non_preferred_output: [{ role: "assistant", content: "bad" }],
  };
  it.each<[string, object, boolean]>([
    ["an id beside them", { ...preference, id: 7 }, true],
    ["the preferred answer", { ...preference, preferred_output: [{ role: "assistant", content: "better" }] }, false],
    ["the other answer", { ...preference, non_preferred_output: [] }, false],
    [
      "the answers turned round",
      {
        ...preference,
        preferred_output: preference.non_preferred_output,
        non_preferred_output: preference.preferred_output,
      },
      false,
    ],
    ["the tools", { ...preference, input: { ...preference.input, tools: [] } }, false],
  ])("knows preference records that differ in %s for the same or for two", (_name, value, same) => {
    expect(canonical(value) === canonical(preference)).toBe(same);
  });

  it("takes a field that is null for one that is not there", () => {
    expect(canonical({ ...base, tools: null, functions: undefined })).toBe(canonical(base));
    expect(canonical({ ...base, parallel_tool_calls: false })).not.toBe(canonical(base));
  });

  it("takes a list of parts that are not all text for itself, not for an empty text", () => {
    const withImage = (url: string) => ({
      messages: [{ role: "user", content: [{ type: "image_url", image_url: { url } }] }, base.messages[1]],
    });
    expect(canonical(withImage("a"))).not.toBe(canonical(withImage("b")));
    expect(readContent(withImage("a"))?.user.map(({ text }) => text)).toEqual([""]);
  });

  it("pairs each answer with the question right before it", () => {
    const said = [
      ["assistant", "hello"],
      ["user", "first"],
      ["user", "second"],
      ["assistant", "one"],
      ["assistant", "two"],
      ["user", "third"],
      ["system", "s"],
      ["assistant", "three"],
    ] as const;
    const content = readContent({ messages: said.map(([role, text]) => ({ role, content: text })) });
    const texts = new Map(
      [...(content?.user ?? []), ...(content?.assistant ?? [])].map((one) => [one.sha256, one.text]),
    );
    expect(content?.turns.map(({ user, assistant }) => [texts.get(user.sha256), texts.get(assistant.sha256)])).toEqual([
      ["second", "one"],
      ["third", "three"],
    ]);
    expect(content?.user.map(({ text }) => text)).toEqual(["first", "second", "third"]);
    expect(content?.assistant.map(({ text }) => text)).toEqual(["hello", "one", "two", "three"]);
  });

  it("reads the calls of tools as part of the answer", () => {
    const tool_calls = [
      { function: { name: "add", arguments: '{"a":1}' } },
      { id: "x" },
      { function: { name: "b", arguments: "{}" } },
    ];
    const content = readContent({
      messages: [
        { role: "user", content: "q" },
        { role: "assistant", content: "so", tool_calls },
        { role: "assistant", tool_calls },
        { role: "assistant", content: "plain", tool_calls: [] },
      ],
    });
    expect(content?.assistant.map(({ text, length }) => [text, length])).toEqual([
      ['so\nadd {"a":1}\nb {}', 19],
      ['\nadd {"a":1}\nb {}', 17],
      ["plain", 5],
    ]);
  });

  it("gives each text the hash and the length of its normal form, also where one comes twice", () => {
    const content = readContent({
      messages: [
        { role: "user", content: "hi there \r\n" },
        { role: "assistant", content: "hi there \r\n" },
        { role: "assistant", content: "other" },
      ],
    });
    const key = { text: "hi there", length: 8 };
    // echo -n 'hi there' | sha256sum
    const sha256 = "9b96a1fe1d548cbbc960cc6a0286668fd74a763667b06366fb2324269fcabaa4";
    expect(content?.user).toEqual([{ ...key, sha256 }]);
    expect(content?.assistant[0]).toEqual({ ...key, sha256 });
    expect(content?.assistant[1]).toMatchObject({ text: "other", length: 5 });
  });

  it("tells records for a grader apart by their free fields", () => {
    const graded = { messages: [{ role: "user", content: "2 + 2" }], answer: "4" };
    expect(canonical({ ...graded, answer: "5" })).not.toBe(canonical(graded));
  });

  it.each([
    [null],
    [[]],
    [{}],
    [{ messages: "x" }],
    [{ messages: [1] }],
    [{ messages: [{ role: "system", content: "x" }] }],
  ])("gives nothing for %j", (value) => {
    expect(readContent(value)).toBeUndefined();
  });
});

describe("readContent() on what no two-field message holds", () => {
  const call = (city: string): object => ({
    messages: [
      { role: "user", content: "Weather?" },
      {
        role: "assistant",
        tool_calls: [{ id: "a", type: "function", function: { name: "weather", arguments: `{"city":"${city}"}` } }],
      },
    ],
  });
  it.each([
    { what: "arguments of a tool call", one: call("Oslo"), other: call("Bonn") },
    { what: "tools", one: { ...base, tools: [{ name: "a" }] }, other: { ...base, tools: [{ name: "b" }] } },
    {
      what: "names of a speaker",
      one: { messages: [{ ...base.messages[0], name: "ann" }, base.messages[1]] },
      other: { messages: [{ ...base.messages[0], name: "bob" }, base.messages[1]] },
    },
    {
      what: "weights",
      one: { messages: [base.messages[0], { ...base.messages[1], weight: 0 }] },
      other: { messages: [base.messages[0], { ...base.messages[1], weight: 1 }] },
    },
  ])("takes records with other $what for two", ({ one, other }) => {
    expect(canonical(one)).not.toBe(canonical(other));
    expect(canonical(one)).toBe(canonical(structuredClone(one)));
  });
});

describe("canonicalJson()", () => {
  it("writes every field and every element, sorted, normalised, without spaces", () => {
    expect(canonicalJson({ b: [1, "a\r\nb", [true]], a: { c: null, d: undefined } })).toBe(
      '{"a":{"c":null},"b":[1,"a\\nb",[true]]}',
    );
  });

  it("gives one text whatever the order of the keys, and one that parses", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(turned)).toBe(canonicalJson(value));
        expect(() => JSON.parse(canonicalJson(value)) as unknown).not.toThrow();
      }),
    );
  });
});
