import { describe, expect, it } from "@jest/globals";
import { countExample, type ExampleTokens } from "./count-example.ts";
import { countTools } from "./count-tools.ts";

/** An encoding in which each character is a token, so that the overhead can be added up by hand. */
const characters = (text: string): number => text.length;
const count = (value: unknown): ExampleTokens | undefined => countExample(value, characters, "o200k_base");

describe("countExample()", () => {
  // 3 for the message and 4 for the role "user", then what is named.
  it.each<[string, object, number]>([
    ["a content", { content: "hello" }, 7 + 5],
    ["a name, and one more for it", { content: "hi", name: "bob" }, 7 + 2 + 3 + 1],
    ["a refusal", { content: null, refusal: "no" }, 7 + 2],
    ["the call that a tool answers", { content: "4", tool_call_id: "id1" }, 7 + 1 + 3],
    ["a call of a function, as it used to be written", { function_call: { name: "add", arguments: "{}" } }, 7 + 3 + 2],
    [
      "the texts of a content in parts, and no image",
      { content: [{ type: "text", text: "ab" }, { type: "image_url", image_url: { url: "u" } }, { text: "c" }] },
      7 + 3,
    ],
  ])("counts %s", (_name, message, expected) => {
    expect(count({ messages: [{ role: "user", ...message }] })).toEqual({
      total: expected + 3,
      assistant: 0,
      messages: [expected],
    });
  });

  it("tells the assistant's tokens from the others", () => {
    const messages = [
      { role: "user", content: "hi" },
      { role: "assistant", content: "yes" },
      { role: "user", content: "" },
      { role: "assistant", content: "no" },
    ];
    expect(count({ messages })).toEqual({ total: 9 + 15 + 7 + 14 + 3, assistant: 29, messages: [9, 15, 7, 14] });
  });

  it("counts the input and both answers of a preference record, and the tools of the input", () => {
    const record = {
      input: { messages: [{ role: "user", content: "hi" }], tools: [{ type: "function", function: { name: "f" } }] },
      preferred_output: [{ role: "assistant", content: "yes" }],
      non_preferred_output: [{ role: "assistant", content: "no" }],
    };
    // One tool: 12 for all of them, 7 for each, and "f:".
    expect(count(record)).toEqual({ total: 9 + 15 + 14 + 3 + 21, assistant: 29, messages: [9, 15, 14] });
    expect(count({ ...record, input: "hi" })).toBeUndefined();
  });

  it("counts functions as they used to be listed like tools, and both where there are both", () => {
    const messages = [{ role: "user", content: "hi" }];
    const tools = [{ type: "function", function: { name: "f" } }];
    expect(count({ messages, functions: [{ name: "f" }] })?.total).toBe(12 + 21);
    expect(count({ messages, tools, functions: [{ name: "gg" }] })?.total).toBe(12 + 12 + 7 + 2 + 7 + 3);
  });
});

describe("countTools()", () => {
  const tools = (...functions: readonly unknown[]): number => countTools(functions, characters, "o200k_base");
  const withProperties = (properties: unknown): number => tools({ name: "f", parameters: { properties } }) - 21;

  it("counts nothing where there is none", () => {
    expect(tools()).toBe(0);
  });

  it("counts name and description, without its full stop", () => {
    expect(tools({ name: "f", description: "Does." })).toBe(12 + 7 + "f:Does".length);
    expect(tools({ name: "f", description: "Does" })).toBe(12 + 7 + "f:Does".length);
    expect(countTools([{ name: "f" }], characters, "cl100k_base")).toBe(12 + 10 + 2);
  });

  it.each<[string, unknown, number]>([
    ["no property", {}, 0],
    ["no list of properties", "none", 0],
    ["a property", { a: { type: "string", description: "An a." } }, 3 + 3 + "a:string:An a".length],
    ["two", { a: { type: "string" }, b: {} }, 3 + 3 + "a:string:".length + 3 + "b::".length],
    ["a property of several types", { a: { type: ["string", "null"] } }, 3 + 3 + "a:string|null:".length],
    ["allowed values", { a: { type: "integer", enum: [1, 20] } }, 3 + 3 - 3 + 3 + 1 + 3 + 2 + "a:integer:".length],
    [
      "properties of a property",
      { a: { type: "object", properties: { b: { type: "null" } } } },
      3 + 3 + "a:object:".length + 3 + 3 + "b:null:".length,
    ],
    [
      "properties of what a list holds",
      { a: { type: "array", items: { properties: { b: {} } } } },
      3 + 3 + "a:array:".length + 3 + 3 + "b::".length,
    ],
  ])("counts %s", (_name, properties, expected) => {
    expect(withProperties(properties)).toBe(expected);
  });
});
