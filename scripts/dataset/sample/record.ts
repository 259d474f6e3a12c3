/** The categories of the sample, one file of `data/raw` each. */
export const categories = [
  "special-infected-events",
  "survivor-mechanics",
  "map-events",
  "error-handling",
  "api-correctness",
  "security",
] as const;

/** A category of the sample; also the name of its file without `.jsonl`. */
export type Category = (typeof categories)[number];

/** A function call of an assistant message, as OpenAI writes it. */
export interface ToolCall {
  readonly id: string;
  readonly type: "function";
  readonly function: { readonly name: string; readonly arguments: string };
}

/** A text part of a message whose content is a list. */
export interface TextPart {
  readonly type: "text";
  readonly text: string;
}

/** One message of a chat example. */
export interface Message {
  readonly role: "system" | "developer" | "user" | "assistant" | "tool";
  readonly content?: string | readonly TextPart[];
  readonly name?: string;
  readonly weight?: 0 | 1;
  readonly tool_calls?: readonly ToolCall[];
  readonly tool_call_id?: string;
}

/** A function that the assistant may call. */
export interface Tool {
  readonly type: "function";
  readonly function: { readonly name: string; readonly description: string; readonly parameters: object };
}

/** One line of a sample file. */
export interface ChatExample {
  readonly messages: readonly Message[];
  readonly tools?: readonly Tool[];
}

/** An example that may still hold mistake markers, with the place where it belongs. */
export interface Draft {
  readonly id: string;
  readonly category: Category;
  readonly example: ChatExample;
}

/** The system prompt that nearly all records share. */
export const defaultSystemPrompt = "You are an expert SourcePawn developer for L4D2.";

/** Makes the messages of a plain question and answer. */
export function ask(prompt: string, answer: string, system: string | null = defaultSystemPrompt): ChatExample {
  const turns: Message[] = [
    { role: "user", content: prompt },
    { role: "assistant", content: answer },
  ];
  return { messages: system === null ? turns : [{ role: "system", content: system }, ...turns] };
}

/** Puts code into a fence of the language that the sample uses throughout. */
export function fence(code: string): string {
  return `\`\`\`sourcepawn\n${code.trim()}\n\`\`\``;
}
