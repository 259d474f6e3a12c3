import { describe, expect, it } from "@jest/globals";
import { checkExample, convertRecord } from "../index.ts";

const user = (content: string) => ({ role: "user", content });
const assistant = (content: string) => ({ role: "assistant", content });

describe("convertRecord()", () => {
  it.each([
    {
      title: "ShareGPT turns with a system text",
      record: {
        id: "7",
        system: "Be brief.",
        conversations: [
          { from: "human", value: "Hi" },
          { from: "gpt", value: "Hello", weight: 1 },
        ],
      },
      from: "sharegpt",
      example: {
        messages: [{ role: "system", content: "Be brief." }, user("Hi"), { ...assistant("Hello"), weight: 1 }],
        id: "7",
      },
    },
    {
      title: "ShareGPT function calls, two at once",
      record: {
        conversations: [
          { from: "human", value: "Weather in Rome and Oslo?" },
          { from: "function_call", value: '[{"name":"w","arguments":{"c":"Rome"}},{"name":"w","arguments":"{}"}]' },
          { from: "observation", value: "sun" },
          { from: "observation", value: "snow" },
          { from: "gpt", value: "Sun and snow." },
        ],
        tools: '[{"name":"w","parameters":{"type":"object"}}]',
      },
      from: "sharegpt",
      example: {
        messages: [
          user("Weather in Rome and Oslo?"),
          {
            role: "assistant",
            tool_calls: [
              { id: "call_1", type: "function", function: { name: "w", arguments: '{"c":"Rome"}' } },
              { id: "call_2", type: "function", function: { name: "w", arguments: "{}" } },
            ],
          },
          { role: "tool", tool_call_id: "call_1", content: "sun" },
          { role: "tool", tool_call_id: "call_2", content: "snow" },
          assistant("Sun and snow."),
        ],
        tools: [{ type: "function", function: { name: "w", parameters: { type: "object" } } }],
      },
    },
    {
      title: "Alpaca with an input and a history",
      record: { instruction: "Translate.", input: "Haus", output: "house", history: [["Ready?", "Yes."]] },
      from: "alpaca",
      example: { messages: [user("Ready?"), assistant("Yes."), user("Translate.\n\nHaus"), assistant("house")] },
    },
    {
      title: "a prompt and a completion of messages",
      record: { prompt: [user("a"), assistant("b"), user("c")], completion: [assistant("d")] },
      from: "prompt-completion",
      example: { messages: [user("a"), assistant("b"), user("c"), assistant("d")] },
    },
    {
      title: "a question and its answer",
      record: { question: "2 + 2?", answer: "4", level: "easy" },
      from: "prompt-completion",
      example: { messages: [user("2 + 2?"), assistant("4")], level: "easy" },
    },
    {
      title: "a preference with a prompt",
      record: { prompt: "Why?", chosen: "Because.", rejected: "No." },
      from: "chosen-rejected",
      example: {
        input: { messages: [user("Why?")] },
        preferred_output: [assistant("Because.")],
        non_preferred_output: [assistant("No.")],
      },
    },
    {
      title: "a preference whose answers repeat the conversation",
      record: { chosen: [user("Why?"), assistant("Because.")], rejected: [user("Why?"), assistant("No.")] },
      from: "chosen-rejected",
      example: {
        input: { messages: [user("Why?")] },
        preferred_output: [assistant("Because.")],
        non_preferred_output: [assistant("No.")],
      },
    },
    {
      title: "Vertex AI contents",
      record: {
        systemInstruction: { role: "system", parts: [{ text: "Rhyme." }] },
        contents: [
          { role: "user", parts: [{ text: "Cat" }, { text: "?" }] },
          { role: "model", parts: [{ text: "Hat" }] },
        ],
      },
      from: "contents-parts",
      example: { messages: [{ role: "system", content: "Rhyme." }, user("Cat?"), assistant("Hat")] },
    },
  ])("writes $title as an example that the checks accept", ({ record, from, example }) => {
    expect(convertRecord(record)).toEqual({ kind: "converted", from, example });
    expect(checkExample(example, 1)).toEqual([]);
  });

  it.each([
    { title: "a speaker that nobody knows", record: { conversations: [{ from: "toString", value: "x" }] } },
    { title: "a turn that is no text", record: { conversations: [{ from: "human", value: 1 }] } },
    { title: "an observation without a call", record: { conversations: [{ from: "observation", value: "x" }] } },
    { title: "a call that is no JSON", record: { conversations: [{ from: "function_call", value: "w()" }] } },
    { title: "an answer that is missing", record: { instruction: "x" } },
    { title: "a history of the wrong shape", record: { instruction: "x", output: "y", history: [["x"]] } },
    { title: "answers to different questions", record: { chosen: [user("a")], rejected: [user("b")] } },
    { title: "a picture among the parts", record: { contents: [{ role: "user", parts: [{ inlineData: {} }] }] } },
    { title: "plain text", record: { text: "Once upon a time" } },
  ])("refuses $title, without quoting it", ({ record }) => {
    const conversion = convertRecord(record);
    expect(conversion).toMatchObject({ kind: "refused", reason: expect.any(String) });
    expect(JSON.stringify(conversion)).not.toMatch(/toString|w\(\)|Once/);
  });

  it.each([
    {
      title: "a chat example, whatever else it carries",
      record: { messages: [user("x")], text: "y", instruction: "z" },
    },
    { title: "a preference example", record: { preferred_output: [], input: "x", output: "y" } },
    { title: "no object", record: [1] },
    { title: "an object of no known shape", record: { a: 1 } },
  ])("leaves $title to the checks", ({ record }) => {
    expect(convertRecord(record)).toEqual({ kind: "native" });
  });
});

describe("checkExample() of a record in another tool's format", () => {
  it("says what the record is and what to do, once", () => {
    expect(checkExample({ conversations: [] }, 3)).toEqual([
      {
        line: 3,
        path: "messages",
        code: "missing-field",
        severity: "error",
        message:
          'The record is in the ShareGPT format (a list of turns with from and value); "tunewright convert FILE --out FILE" writes it in the format that providers take.',
      },
    ]);
  });
});
