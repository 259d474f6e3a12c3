import type { z } from "zod";
import { type ChatMessage, chatExampleSchema, chatRoles } from "./chat-example.ts";
import { checkConversation } from "./check-conversation.ts";
import { foreignAdvice, recogniseForeign } from "../foreign/foreign-format.ts";
import { expectation, innermostIssues } from "./innermost-issues.ts";
import type { Issue, Severity } from "../issue.ts";
import { valueAt } from "../value-at.ts";
import { preferenceExampleSchema } from "./preference-example.ts";
import { reinforcementExampleSchema } from "./reinforcement-example.ts";

/** Formats of a dataset. */
export const exampleFormats = ["chat", "preference", "reinforcement"] as const;
/** Format of a dataset. */
export type ExampleFormat = (typeof exampleFormats)[number];

/** Collects issues of one record. */
export type ReportIssue = (path: string, code: string, message: string, severity?: Severity) => void;

/**
 * Tells the format of a record from its keys.
 *
 * A record with `preferred_output` is a preference example; one that ends on the user's turn and carries free fields for a
 * grader is a reinforcement example; everything else is held to be a chat example, so that its faults are named as such.
 */
export function detectFormat(value: unknown): ExampleFormat {
  if (typeof value !== "object" || value === null) return "chat";
  if ("preferred_output" in value || "non_preferred_output" in value) return "preference";
  if (!("messages" in value) || !Array.isArray(value.messages)) return "chat";
  const last: unknown = value.messages.at(-1);
  const endsOnUser = typeof last === "object" && last !== null && "role" in last && last.role === "user";
  const known = new Set(["messages", "tools", "functions", "parallel_tool_calls"]);
  return endsOnUser && Object.keys(value).some((key) => !known.has(key)) ? "reinforcement" : "chat";
}

/**
 * Checks one parsed record: its shape by the contract of its format, then what a shape cannot say.
 *
 * @param value What the line holds.
 * @param line 1-based line, carried into the issues.
 * @returns Every fault, in the order of the record; no errors means that a provider takes it.
 */
export function checkExample(value: unknown, line: number, format: ExampleFormat = detectFormat(value)): Issue[] {
  const issues: Issue[] = [];
  const report: ReportIssue = (path, code, message, severity = "error") => {
    issues.push({ line, path, code, severity, message });
  };
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    const list = Array.isArray(value) ? ' "tunewright convert" makes JSONL of a JSON list.' : "";
    report("", "not-an-object", `The record is not a JSON object; each line holds one example.${list}`);
    return issues;
  }
  const foreign = recogniseForeign(value);
  if (foreign !== undefined) {
    // One sentence with the way out, instead of a list of what another format naturally lacks.
    report(format === "preference" ? "input" : "messages", "missing-field", foreignAdvice(foreign));
    return issues;
  }
  if (format === "chat") {
    const parsed = chatExampleSchema.safeParse(value);
    if (!parsed.success) reportShape(value, parsed.error, report);
    else checkConversation(parsed.data.messages, { format, tools: toolNames(parsed.data), report });
  } else if (format === "preference") {
    const parsed = preferenceExampleSchema.safeParse(value);
    if (!parsed.success) reportShape(value, parsed.error, report);
    else {
      const { input, preferred_output, non_preferred_output } = parsed.data;
      checkConversation(input.messages, { format, part: "input", tools: toolNames(input), report });
      checkOutput(preferred_output, "preferred_output", report);
      checkOutput(non_preferred_output, "non_preferred_output", report);
      if (JSON.stringify(preferred_output) === JSON.stringify(non_preferred_output)) {
        report(
          "non_preferred_output",
          "same-outputs",
          "Both answers are the same, so no preference can be learnt.",
          "warning",
        );
      }
    }
  } else {
    const parsed = reinforcementExampleSchema.safeParse(value);
    if (!parsed.success) reportShape(value, parsed.error, report);
    else checkConversation(parsed.data.messages, { format, tools: toolNames(parsed.data), report });
  }
  return issues;
}

function toolNames(example: {
  readonly tools?: readonly { function: { name: string } }[] | undefined;
  readonly functions?: readonly { name: string }[] | undefined;
}): ReadonlySet<string> | undefined {
  const names = [
    ...(example.tools ?? []).map((tool) => tool.function.name),
    ...(example.functions ?? []).map((tool) => tool.name),
  ];
  return example.tools === undefined && example.functions === undefined ? undefined : new Set(names);
}

function checkOutput(
  messages: readonly ChatMessage[],
  path: "preferred_output" | "non_preferred_output",
  report: ReportIssue,
): void {
  if (messages.at(-1)?.role !== "assistant") {
    report(path, "last-not-assistant", "The last message is not from the assistant; both answers must end with one.");
  }
  checkConversation(messages, { format: "preference", part: path, tools: undefined, report });
}

/** Names the faults of a shape by stable codes. */
function reportShape(value: object, error: z.ZodError, report: ReportIssue): void {
  for (const issue of innermostIssues(error.issues)) {
    const path = formatPath(issue.path);
    const at = valueAt(value, issue.path);
    if (issue.path.at(-1) === "role") {
      const code = at === undefined ? "missing-role" : "unknown-role";
      report(path, code, `The role must be one of ${chatRoles.join(", ")}.`);
    } else if (at === undefined) {
      report(path, "missing-field", `The field is missing; ${expectation(issue)}.`);
    } else if (issue.code === "too_small" && Array.isArray(at)) {
      report(path, "empty-list", "The list is empty; it needs at least one entry.");
    } else {
      report(path, "wrong-shape", `The value has the wrong shape; ${expectation(issue)}.`);
    }
  }
}

/** Writes a path as `messages[1].content`. */
export function formatPath(path: readonly PropertyKey[]): string {
  let text = "";
  for (const key of path) {
    if (typeof key === "number") text += `[${key}]`;
    else text += text === "" ? String(key) : `.${String(key)}`;
  }
  return text;
}
