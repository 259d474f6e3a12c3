import { canonicalJson } from "./canonical-json.ts";
import { sha256Hex, wordOfHex } from "./hash-words.ts";
import { normaliseText } from "./normalise-text.ts";

/** What tells a normalised text: its SHA-256 in hex, and its UTF-16 units. Each text of a record is hashed once. */
export interface TextKey {
  readonly sha256: string;
  readonly length: number;
}

/** A text, normalised, with its key. */
export interface HashedText extends TextKey {
  readonly text: string;
  /** Of a message with an image, a sound or a file beside its text: a number that tells those apart from others. */
  readonly parts?: number;
}

/** A question and the answer that follows it. */
export interface Turn {
  readonly user: TextKey;
  readonly assistant: TextKey;
}

/** What the keys of a record are made of. */
export interface ContentKeys {
  /** The trained content in one fixed form, texts by their hash: what makes two records the same. */
  readonly canonical: string;
  /** The user's turns, in order. */
  readonly user: readonly TextKey[];
  /** The assistant's turns, with the arguments of its tool calls; both answers of a preference record. */
  readonly assistant: readonly TextKey[];
  /** Each question with its answer. */
  readonly turns: readonly Turn[];
}

/** What the comparison sees of a record, every text normalised. */
export interface ExampleContent extends ContentKeys {
  readonly user: readonly HashedText[];
  readonly assistant: readonly HashedText[];
}

/** Numbers of the two roles that make a record what it is, as a scan has them. */
export const ASSISTANT_ROLE = 1;
export const USER_ROLE = 2;

const trainedFields = ["messages", "tools", "functions", "parallel_tool_calls"] as const;

/**
 * Takes from a record what two records are compared by.
 *
 * Of a chat record that is the messages and tools: an id, a category or a note beside them does not make a record another
 * one. Of a preference record it is the input and both answers, and of one that ends on the user's turn, as a grader reads
 * it, every field. A list of text parts counts as its joined text; images and other parts beside them are compared as they are
 * written.
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
  const last: unknown = value["messages"].at(-1);
  const isGraded = isObject(last) && last["role"] === "user";
  return collect(isGraded ? value : pick(value), value["messages"], []);
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
  const user: HashedText[] = [];
  const assistant: HashedText[] = [];
  const turns: Turn[] = [];
  const plain: string[] = [];
  let question: HashedText | undefined;
  for (const message of messages) {
    if (!isObject(message)) return undefined;
    const text = messageText(message);
    const hashed = text === undefined ? undefined : hashText(text);
    plain.push(plainMessage(message, hashed));
    if (message["role"] === "user") {
      question = hashed ?? hashParts(message);
      user.push(question);
    } else if (message["role"] === "assistant") {
      const answer = withCalls(message, hashed);
      assistant.push(answer);
      if (question !== undefined) turns.push({ user: question, assistant: answer });
      question = undefined;
    }
  }
  for (const output of outputs) {
    for (const message of Array.isArray(output) ? output : []) {
      if (!isObject(message)) continue;
      const text = messageText(message);
      assistant.push(withCalls(message, text === undefined ? undefined : hashText(text)));
    }
  }
  if (user.length === 0 && assistant.length === 0) return undefined;
  return { canonical: plainRecord(picked, plain, outputs), user, assistant, turns };
}

/** Roles that need no escape in JSON. */
const roles = new Set<unknown>(["system", "user", "assistant", "developer", "tool"]);

/** A message in its fixed form, its text by its hash: an object where a text would be, which no message can write. */
function plainMessage(message: Record<string, unknown>, hashed: HashedText | undefined): string {
  if (hashed === undefined) return canonicalJson(message);
  let fields = 0;
  for (const _ in message) fields += 1;
  // The form that nearly every message has, without sorting its keys.
  if (fields === 2 && roles.has(message["role"])) {
    return plainText(message["role"] as string, hashed.sha256);
  }
  return canonicalJson({ ...message, content: { sha256: hashed.sha256 } });
}

/** A message that has a role and a text, in its fixed form. */
export function plainText(role: string, sha256: string): string {
  return `{"content":{"sha256":"${sha256}"},"role":"${role}"}`;
}

/** A record in its fixed form, keys in order. */
function plainRecord(
  picked: Record<string, unknown>,
  messages: readonly string[],
  outputs: readonly unknown[],
): string {
  const fields = new Map<string, string>();
  for (const [name, value] of Object.entries(picked)) {
    if (name !== "messages" && value !== undefined) fields.set(name, canonicalJson(value));
  }
  fields.set("messages", `[${messages.join()}]`);
  if (outputs.length > 0) fields.set("outputs", canonicalJson(outputs));
  const names = fields.size === 1 ? ["messages"] : [...fields.keys()].sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${fields.get(name)}`).join()}}`;
}

/** The last short text: mostly the system prompt that a whole dataset shares. */
let lastText = "";
let lastHashed: HashedText = { text: "", sha256: sha256Hex(""), length: 0 };

function hashText(text: string): HashedText {
  if (text === lastText) return lastHashed;
  const normal = normaliseText(text);
  const hashed = { text: normal, sha256: sha256Hex(normal), length: normal.length };
  if (text.length < 500) {
    lastText = text;
    lastHashed = hashed;
  }
  return hashed;
}

/** An answer with the calls of tools that it makes. */
function withCalls(message: Record<string, unknown>, hashed: HashedText | undefined): HashedText {
  const calls = callText(message);
  if (calls === "") return hashed ?? hashParts(message);
  return hashText((hashed?.text ?? "") + calls);
}

/** What a message says whose parts are not all text: its text, told apart from the same text about another image. */
function hashParts({ content }: Record<string, unknown>): HashedText {
  if (!Array.isArray(content)) return hashText("");
  let joined = "";
  const others: unknown[] = [];
  for (const part of content) {
    if (isObject(part) && typeof part["text"] === "string") joined += part["text"];
    else others.push(part);
  }
  const { text, sha256, length } = hashText(joined);
  const beside = sha256Hex(canonicalJson(others));
  // Never 0, which is what a message of text alone has.
  const parts = wordOfHex(beside, 0) | 1;
  return { text, sha256: sha256Hex(`${sha256} ${beside}`), length: length + beside.length, parts };
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
