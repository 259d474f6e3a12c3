/** Whether the server puts its own system prompt before a conversation: where there is none, always, or never. */
export type SystemPromptMode = "auto" | "always" | "off";

/** Options for {@link buildSystemPrompt}. */
export interface SystemPromptOptions {
  /** What the model is, in a sentence. */
  readonly role: string;
  /** What the rule pack would have a model know, a line each. */
  readonly instructions: readonly string[];
  /**
   * Lines that are taken, so that the prompt stays short.
   *
   * @default 40
   */
  readonly most?: number;
}

/** Writes a system prompt from the rules, so that it is never out of date. */
export function buildSystemPrompt({ role, instructions, most = 40 }: SystemPromptOptions): string {
  const lines = [...new Set(instructions)].slice(0, most).map((line) => `- ${line}`);
  return lines.length === 0 ? role : `${role}\n\nCritical API rules:\n${lines.join("\n")}`;
}

/** Puts the system prompt before a conversation, as the mode says. */
export function withSystemPrompt<M extends { readonly role: string }>(
  messages: readonly M[],
  prompt: string,
  mode: SystemPromptMode,
): readonly (M | { role: "system"; content: string })[] {
  const hasOwn = messages.some(({ role }) => role === "system" || role === "developer");
  if (mode === "off" || prompt === "" || (mode === "auto" && hasOwn)) return messages;
  return [{ role: "system", content: prompt }, ...messages];
}
