import { countTools } from "./count-tools.ts";
import type { CountText, EncodingName } from "./token-counter.ts";

/** Tokens of one example, by the rule of {@link countExample}. */
export interface ExampleTokens {
  /** Tokens of the whole example, its overhead and tools included. */
  readonly total: number;
  /** Tokens of the assistant's messages, their overhead included. */
  readonly assistant: number;
  /** Tokens of each message; tools and the overhead of the example are not in here. */
  readonly messages: readonly number[];
}

/** Tokens around a message, for a name, and around an example. */
const MESSAGE = 3;
const NAME = 1;
const EXAMPLE = 3;

/**
 * Counts the tokens of an example as the provider does: 3 for each message and the tokens of its role, content and name, 1 more
 * for a name, 3 for the example, and the definitions of tools.
 *
 * Source: OpenAI Cookbook, "How to count tokens with tiktoken", section 6, which calls it an estimate; it gives 124 tokens for
 * its example with gpt-4o and 129 with gpt-4. A weight is no text, and an image is not counted. Of a preference record the
 * input and both answers count.
 *
 * @returns Nothing when the value has no messages.
 */
export function countExample(value: unknown, count: CountText, encoding: EncodingName): ExampleTokens | undefined {
  const input = read(value, "input");
  const holder = Array.isArray(read(input, "messages")) ? input : value;
  const messages: unknown[] = [];
  for (const list of [read(holder, "messages"), read(value, "preferred_output"), read(value, "non_preferred_output")]) {
    if (Array.isArray(list)) messages.push(...(list as unknown[]));
  }
  if (!Array.isArray(read(holder, "messages"))) return undefined;
  const perMessage = messages.map((message) => countMessage(message, count));
  const tools: unknown = read(holder, "tools");
  const functions: unknown = read(holder, "functions");
  const definitions = [
    ...(Array.isArray(tools) ? tools.map((tool) => read(tool, "function")) : []),
    ...(Array.isArray(functions) ? (functions as unknown[]) : []),
  ];
  const sum = perMessage.reduce((all, tokens) => all + tokens, 0);
  return {
    total: sum + EXAMPLE + countTools(definitions, count, encoding),
    assistant: perMessage.reduce(
      (all, tokens, at) => (read(messages[at], "role") === "assistant" ? all + tokens : all),
      0,
    ),
    messages: perMessage,
  };
}

function countMessage(message: unknown, count: CountText): number {
  let tokens = MESSAGE;
  for (const key of ["role", "content", "refusal", "name", "tool_call_id"]) {
    const text = textOf(read(message, key));
    if (text === "") continue;
    tokens += count(text);
    if (key === "name") tokens += NAME;
  }
  const calls: unknown = read(message, "tool_calls");
  const single: unknown = read(message, "function_call");
  for (const call of [...(Array.isArray(calls) ? calls.map((inner) => read(inner, "function")) : []), single]) {
    tokens += count(textOf(read(call, "name"))) + count(textOf(read(call, "arguments")));
  }
  return tokens;
}

/** A text, or the text parts of a list joined. */
function textOf(content: unknown): string {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  return content.map((part) => textOf(read(part, "text"))).join("");
}

function read(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}
