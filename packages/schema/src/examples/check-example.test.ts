import { describe, expect, it } from "@jest/globals";
import { checkExample, checkText, detectFormat } from "../index.ts";

const user = { role: "user", content: "Write a plugin." };
const assistant = { role: "assistant", content: "Here it is." };
const call = { id: "c1", type: "function", function: { name: "lookup", arguments: "{}" } };
const tools = [{ type: "function", function: { name: "lookup", parameters: { type: "object" } } }];

function codes(value: unknown): string[] {
  return checkExample(value, 7).map((issue) => `${issue.severity} ${issue.code} ${issue.path}`.trim());
}

describe("checkExample()", () => {
  it.each([
    ["a plain example", { messages: [user, assistant] }],
    [
      "every role",
      {
        messages: [
          { role: "system", content: "s" },
          user,
          { role: "assistant", content: null, function_call: { name: "f", arguments: "{}" } },
          { role: "function", name: "f", content: "1" },
          assistant,
        ],
      },
    ],
    [
      "a tool call and its answer",
      {
        messages: [
          user,
          { role: "assistant", tool_calls: [call] },
          { role: "tool", tool_call_id: "c1", content: "x" },
          assistant,
        ],
        tools,
        parallel_tool_calls: false,
      },
    ],
    ["a final tool call without an answer", { messages: [user, { role: "assistant", tool_calls: [call] }], tools }],
    [
      "text and image parts",
      {
        messages: [
          {
            role: "user",
            content: [
              { type: "text", text: "a" },
              { type: "image_url", image_url: { url: "https://example.org/a.png" } },
            ],
          },
          assistant,
        ],
      },
    ],
    [
      "names, weights and fields of the author's own",
      {
        messages: [{ ...user, name: "anna" }, { ...assistant, weight: 0 }, user, { ...assistant, weight: 1 }],
        category: "x",
      },
    ],
    ["a refusal", { messages: [user, { role: "assistant", content: null, refusal: "No." }] }],
  ])("takes %s", (_name, value) => {
    expect(codes(value)).toEqual([]);
  });

  it.each([
    ["a number", 3, ["error not-an-object"]],
    ["an array", [], ["error not-an-object"]],
    ["null", null, ["error not-an-object"]],
    ["no messages", {}, ["error missing-field messages"]],
    ["an empty list", { messages: [] }, ["error empty-list messages"]],
    [
      "an unknown role",
      { messages: [{ role: "bot", content: "a" }, assistant] },
      ["error unknown-role messages[0].role"],
    ],
    ["a missing role", { messages: [{ content: "a" }, assistant] }, ["error missing-role messages[0].role"]],
    ["no assistant", { messages: [user] }, ["error no-assistant-message messages"]],
    ["a user's turn at the end", { messages: [user, assistant, user] }, ["error last-not-assistant messages"]],
    ["empty content", { messages: [{ ...user, content: "" }, assistant] }, ["error empty-content messages[0].content"]],
    [
      "white space",
      { messages: [user, { ...assistant, content: " \n\t" }] },
      ["error whitespace-content messages[1].content"],
    ],
    [
      "an assistant who says nothing",
      { messages: [user, { role: "assistant" }] },
      ["error empty-content messages[1].content"],
    ],
    [
      "an unanswered call",
      { messages: [user, { role: "assistant", tool_calls: [call] }, user, assistant] },
      ["error tool-call-unanswered messages[1].tool_calls[0]"],
    ],
    [
      "an answer to nothing",
      { messages: [user, { role: "tool", tool_call_id: "zz", content: "x" }, assistant] },
      ["error tool-message-without-call messages[1].tool_call_id"],
    ],
    [
      "a weight of one half",
      { messages: [user, { ...assistant, weight: 0.5 }] },
      ["error weight-not-0-or-1 messages[1].weight"],
    ],
    [
      "a weight on the user",
      { messages: [{ ...user, weight: 1 }, assistant] },
      ["error weight-not-on-assistant messages[0].weight"],
    ],
    ["all weights 0", { messages: [user, { ...assistant, weight: 0 }] }, ["error all-weights-zero messages"]],
    [
      "an undeclared tool",
      {
        messages: [
          user,
          { role: "assistant", tool_calls: [{ ...call, function: { name: "other", arguments: "{}" } }] },
        ],
        tools,
      },
      ["warning undeclared-tool messages[1].tool_calls[0].function.name"],
    ],
    [
      "arguments that are not JSON",
      {
        messages: [
          user,
          { role: "assistant", tool_calls: [{ ...call, function: { name: "lookup", arguments: "{" } }] },
        ],
        tools,
      },
      ["warning tool-arguments-not-json messages[1].tool_calls[0].function.arguments"],
    ],
    [
      "an image from the assistant",
      {
        messages: [
          user,
          { role: "assistant", content: [{ type: "image_url", image_url: { url: "https://example.org/a.png" } }] },
        ],
      },
      ["error wrong-shape messages[1].content[0].type"],
    ],
  ])("names the fault of %s", (_name, value, expected) => {
    expect(codes(value)).toEqual(expected);
  });

  it.each<[name: string, content: unknown, path: string, code: string, message: string]>([
    ["none", undefined, "content", "missing-field", "The field is missing; string or array was expected."],
    ["a number", 5, "content", "wrong-shape", "The value has the wrong shape; string or array was expected."],
    ["an object", { a: 1 }, "content", "wrong-shape", "The value has the wrong shape; string or array was expected."],
    ["a bare text", ["x"], "content[0]", "wrong-shape", "The value has the wrong shape; object was expected."],
    [
      "a part without text",
      [{ type: "text", text: "a" }, { type: "text" }],
      "content[1].text",
      "missing-field",
      "The field is missing; string was expected.",
    ],
    [
      "a part of another API",
      [{ type: "input_text", text: "a" }],
      "content[0].type",
      "wrong-shape",
      "The value has the wrong shape; one of text, image_url was expected.",
    ],
    [
      "a part without a type",
      [{ text: "a" }],
      "content[0].type",
      "missing-field",
      "The field is missing; one of text, image_url was expected.",
    ],
    [
      "an image that is a bare address",
      [{ type: "image_url", image_url: "https://a.b/c.png" }],
      "content[0].image_url",
      "wrong-shape",
      "The value has the wrong shape; object was expected.",
    ],
  ])("says what is wrong with a content: %s", (_name, content, path, code, message) => {
    const value = {
      messages: [
        { role: "user", content },
        { role: "assistant", content: "b" },
      ],
    };
    expect(checkExample(value, 3)).toEqual([
      { line: 3, path: `messages[0].${path}`, code, severity: "error", message },
    ]);
  });

  it("carries the line and never the text", () => {
    const secret = "sk-do-not-print";
    const issues = checkExample({ messages: [{ role: secret, content: secret }] }, 41);
    expect(issues.map((issue) => issue.line)).toEqual([41]);
    expect(JSON.stringify(issues)).not.toContain(secret);
  });

  it("tells the three formats apart", () => {
    expect(detectFormat({ messages: [user, assistant] })).toBe("chat");
    expect(detectFormat({ messages: [user], answer: "42" })).toBe("reinforcement");
    expect(
      detectFormat({ input: { messages: [user] }, preferred_output: [assistant], non_preferred_output: [assistant] }),
    ).toBe("preference");
  });

  it("checks both answers of a preference example", () => {
    const value = {
      input: { messages: [user] },
      preferred_output: [user],
      non_preferred_output: [{ role: "assistant", content: "" }],
    };
    expect(codes(value)).toEqual([
      "error last-not-assistant preferred_output",
      "error empty-content non_preferred_output[0].content",
    ]);
  });
});

describe("checkText()", () => {
  it.each([
    ["a key that stands twice", '{"a":{"b":1,"b":2}}', ["duplicate-key a.b"]],
    ["the same key written in two ways", '{"a":1,"\\u0061":2}', ["duplicate-key a"]],
    ["equal keys of different objects", '[{"a":1},{"a":1}]', []],
    ["half a pair", '{"m":[{"c":"x\\ud800"}]}', ["lone-surrogate m[0].c"]],
    ["a whole pair", '{"c":"\\ud83d\\ude00"}', []],
    ["NUL", '{"c":"\\u0000"}', ["nul-character c"]],
    ["a key with a dot in a value", '{"a":"\\"a\\":1,\\"a\\":2"}', []],
  ])("reads %s", (_name, text, expected) => {
    expect(checkText(text, 1).map((issue) => `${issue.code} ${issue.path}`)).toEqual(expected);
  });
});

describe("checkExample() of a preference", () => {
  it("warns where both answers are the same", () => {
    const answer = [{ role: "assistant", content: "b" }];
    const record = { input: { messages: [{ role: "user", content: "a" }] }, preferred_output: answer };
    expect(checkExample({ ...record, non_preferred_output: answer }, 1)).toMatchObject([
      { path: "non_preferred_output", code: "same-outputs", severity: "warning" },
    ]);
    expect(checkExample({ ...record, non_preferred_output: [{ role: "assistant", content: "c" }] }, 1)).toEqual([]);
  });
});
