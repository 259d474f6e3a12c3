import { canonicalJson } from "./canonical-json.ts";
import { normaliseText } from "./normalise-text.ts";

/** A question and the answer that follows it. */
export interface Turn {
  readonly user: string;
  readonly assistant: string;
}

/** What the comparison sees of a record, every text normalised. */
export interface ExampleContent {
  /** The trained content in one fixed form: what makes two records the same. */
  readonly canonical: string;
  /** Texts of the user's turns, in order. */
  readonly user: readonly string[];
  /** Texts of the assistant's turns, with the arguments of its tool calls; both answers of a preference record. */
  readonly assistant: readonly string[];
  /** Each question with its answer. */
  readonly turns: readonly Turn[];
}

const trainedFields = ["messages", "tools", "functions", "parallel_tool_calls"] as const;

/**
 * Takes from a record what two records are compared by.
 *
 * Of a chat record that is the messages and tools: an id, a category or a note beside them does not make a record another
 * one. Of a preference record it is the input and both answers. A list of text parts counts as its joined text.
 *
 * @returns Nothing when the value has no messages that can be read.
 */
export function readContent(value: unknown): ExampleContent | undefined {
  if (!isObject(value)) return undefined;
  if (isObject(value["input"]) && Array.isArray(value["input"]["messages"])) {
    const outputs = [value["preferred_output"], value["non_preferred_output"]];
    return collect(pick(value["input"]), value["input"]["messages"], outputs);
  }
  if (!Array.isArray(value["messages"])) return undefined;
  return collect(pick(value), value["messages"], []);
}

function pick(value: Record<string, unknown>): Record<string, unknown> {
  const picked: Record<string, unknown> = {};
  for (const field of trainedFields) {
    const inner = value[field];
    if (inner !== undefined && inner !== null) picked[field] = inner;
  }
  return picked;
}

function collect(
  picked: Record<string, unknown>,
  messages: readonly unknown[],
  outputs: readonly unknown[],
): ExampleContent | undefined {
  const user: string[] = [];
  const assistant: string[] = [];
  const turns: Turn[] = [];
  const plain: unknown[] = [];
  let question: string | undefined;
  for (const message of messages) {
    if (!isObject(message)) return undefined;
    const text = messageText(message);
    plain.push(Array.isArray(message["content"]) && text !== undefined ? { ...message, content: text } : message);
    if (message["role"] === "user") {
      question = normaliseText(text ?? "");
      user.push(question);
    } else if (message["role"] === "assistant") {
      const answer = normaliseText((text ?? "") + callText(message));
      assistant.push(answer);
      if (question !== undefined) turns.push({ user: question, assistant: answer });
      question = undefined;
    }
  }
  for (const output of outputs) {
    for (const message of Array.isArray(output) ? output : []) {
      if (isObject(message)) assistant.push(normaliseText((messageText(message) ?? "") + callText(message)));
    }
  }
  if (user.length === 0 && assistant.length === 0) return undefined;
  const canonical = canonicalJson({ ...picked, messages: plain, ...(outputs.length > 0 ? { outputs } : {}) });
  return { canonical, user, assistant, turns };
}

/** The text of a message: its content, or its text parts joined; nothing when a part is no text. */
function messageText(message: Record<string, unknown>): string | undefined {
  const { content } = message;
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return undefined;
  let joined = "";
  for (const part of content) {
    if (!isObject(part) || typeof part["text"] !== "string") return undefined;
    joined += part["text"];
  }
  return joined;
}

function callText(message: Record<string, unknown>): string {
  const calls: unknown = message["tool_calls"];
  if (!Array.isArray(calls)) return "";
  let text = "";
  for (const call of calls) {
    const called: unknown = isObject(call) ? call["function"] : undefined;
    if (isObject(called)) text += `\n${String(called["name"])} ${String(called["arguments"])}`;
  }
  return text;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
