import type { ChatMessage } from "./chat-example.ts";
import type { ExampleFormat, ReportIssue } from "./check-example.ts";

/** Options for {@link checkConversation}. */
export interface CheckConversationOptions {
  readonly format: ExampleFormat;
  /** Where the messages stand in a preference example; `messages` of a chat example otherwise. */
  readonly part?: "input" | "preferred_output" | "non_preferred_output";
  /** Names of the declared tools; nothing when the example declares none. */
  readonly tools: ReadonlySet<string> | undefined;
  readonly report: ReportIssue;
}

/** Checks what the shape of messages cannot say: who ends, who calls, who answers, what is empty, what is learnt. */
export function checkConversation(messages: readonly ChatMessage[], options: CheckConversationOptions): void {
  const { format, part, report } = options;
  const base = part === "input" ? "input.messages" : (part ?? "messages");
  checkTurns(messages, base, options);
  checkToolCalls(messages, base, options);
  for (const [index, message] of messages.entries()) {
    const path = `${base}[${index}]`;
    checkContent(message, path, report);
    checkWeight(message, path, report);
    if (message.role === "developer" && format === "chat") {
      report(`${path}.role`, "developer-role", "Supervised training knows no developer role; use system.", "warning");
    }
  }
  const assistants = messages.filter((message) => message.role === "assistant");
  if (format === "chat" && assistants.length > 0 && assistants.every((message) => message.weight === 0)) {
    report(base, "all-weights-zero", "Every assistant message has weight 0, so nothing would be learnt.");
  }
}

function checkTurns(
  messages: readonly ChatMessage[],
  base: string,
  { format, part, report }: CheckConversationOptions,
): void {
  const last = messages.at(-1)?.role;
  if (format === "chat") {
    if (!messages.some((message) => message.role === "assistant")) {
      report(base, "no-assistant-message", "There is no assistant message, so there is nothing to learn.");
    } else if (last !== "assistant") {
      report(
        base,
        "last-not-assistant",
        "The last message is not from the assistant; end the example with its answer.",
      );
    }
  } else if (format === "reinforcement" && last !== "user") {
    report(
      base,
      "last-not-user",
      "The last message is not from the user; a reinforcement example ends on the user's turn.",
    );
  } else if (format === "preference" && part === "input" && last === "assistant") {
    report(
      base,
      "input-ends-with-assistant",
      "The input ends with the assistant; the answers belong in the two outputs.",
    );
  }
}

/** A message is empty when no text, no call and no refusal is in it. */
function checkContent(message: ChatMessage, path: string, report: ReportIssue): void {
  const { content } = message;
  if (message.role === "assistant") {
    const calls = (message.tool_calls?.length ?? 0) > 0 || (message.function_call ?? null) !== null;
    if (calls && (content ?? "") === "") return;
    if (typeof message.refusal === "string" && message.refusal.trim() !== "") return;
    if (content === undefined || content === null) {
      report(`${path}.content`, "empty-content", "The assistant says nothing: no content, no tool call, no refusal.");
      return;
    }
  }
  if (content === null || content === undefined) return;
  const mayBeEmpty = message.role === "tool" || message.role === "function";
  const severity = mayBeEmpty ? "warning" : "error";
  if (typeof content === "string") {
    if (content === "") report(`${path}.content`, "empty-content", "The content is empty.", severity);
    else if (content.trim() === "")
      report(`${path}.content`, "whitespace-content", "The content is only white space.", severity);
    return;
  }
  if (content.length === 0) report(`${path}.content`, "empty-content", "The content has no parts.", severity);
  for (const [index, inner] of content.entries()) {
    if (inner.type !== "text" || inner.text.trim() !== "") continue;
    const code = inner.text === "" ? "empty-content" : "whitespace-content";
    report(`${path}.content[${index}].text`, code, "The text part holds no text.", severity);
  }
}

function checkWeight(message: ChatMessage, path: string, report: ReportIssue): void {
  if (!("weight" in message) || message.weight === undefined) return;
  if (message.role !== "assistant") {
    report(`${path}.weight`, "weight-not-on-assistant", "Only an assistant message may carry a weight.");
  } else if (message.weight !== 0 && message.weight !== 1) {
    report(`${path}.weight`, "weight-not-0-or-1", "The weight must be 0 or 1.");
  }
}

function checkToolCalls(
  messages: readonly ChatMessage[],
  base: string,
  { tools, report }: CheckConversationOptions,
): void {
  let open = new Map<string, string>();
  const reportOpen = (): void => {
    for (const path of open.values()) report(path, "tool-call-unanswered", "No tool message answers this call.");
    open = new Map();
  };
  for (const [index, message] of messages.entries()) {
    const path = `${base}[${index}]`;
    if (message.role === "tool") {
      if (!open.delete(message.tool_call_id)) {
        report(
          `${path}.tool_call_id`,
          "tool-message-without-call",
          "No open call has this id; the message answers nothing.",
        );
      }
      continue;
    }
    reportOpen();
    if (message.role !== "assistant") continue;
    for (const [number, call] of (message.tool_calls ?? []).entries()) {
      const at = `${path}.tool_calls[${number}]`;
      if (open.has(call.id)) report(`${at}.id`, "duplicate-tool-call-id", "Two calls of one message share an id.");
      open.set(call.id, at);
      if (tools !== undefined && !tools.has(call.function.name)) {
        report(`${at}.function.name`, "undeclared-tool", "The tool is not declared in the example's tools.", "warning");
      }
      if (!isJson(call.function.arguments)) {
        report(`${at}.function.arguments`, "tool-arguments-not-json", "The arguments are not a JSON text.", "warning");
      }
    }
  }
  // A call in the last message is legal: the model learns to call, and the answer is not its own.
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
