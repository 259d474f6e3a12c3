import { isObject } from "@tunewright/schema";

/** What the assistant says in a record of any format; the answer that a preference turns away is left out. */
export function assistantTexts(record: unknown): string[] {
  if (!isObject(record)) return [];
  const input = isObject(record["input"]) ? record["input"]["messages"] : undefined;
  return [record["messages"], input, record["preferred_output"]].flatMap((messages) =>
    Array.isArray(messages) ? messages.flatMap((message: unknown) => contentOf(message)) : [],
  );
}

function contentOf(message: unknown): string[] {
  if (!isObject(message) || message["role"] !== "assistant") return [];
  const content = message["content"];
  const parts = Array.isArray(content)
    ? content.map((part: unknown) => (isObject(part) ? part["text"] : ""))
    : [content];
  return [...parts.filter((part) => typeof part === "string"), ...toolTexts(message)];
}

/** The strings that tools are given: a file that is written is code as well. */
function toolTexts(message: Readonly<Record<string, unknown>>): string[] {
  const calls = Array.isArray(message["tool_calls"]) ? message["tool_calls"] : [];
  const functions = [message["function_call"], ...calls.map((call: unknown) => isObject(call) && call["function"])];
  return functions.flatMap((one) => {
    const given = isObject(one) ? one["arguments"] : undefined;
    if (typeof given !== "string") return [];
    try {
      return stringsIn(JSON.parse(given));
    } catch {
      return [];
    }
  });
}

function stringsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}
