import { isObject } from "../is-object.ts";

/** Shapes of training records that other tools use and that no provider of this project takes. */
export const foreignFormats = [
  "sharegpt",
  "alpaca",
  "prompt-completion",
  "chosen-rejected",
  "contents-parts",
  "text",
] as const;
/** A shape of training records that another tool uses. */
export type ForeignFormat = (typeof foreignFormats)[number];

/** Keys of a question and its answer, as public datasets name them. */
export const promptPairs = [
  ["prompt", "completion"],
  ["prompt", "response"],
  ["question", "answer"],
  ["query", "response"],
  ["input", "output"],
] as const;

/**
 * Tells a record that was written for another tool by its keys.
 *
 * Sources of the shapes: LLaMA-Factory's `data/README.md` (Alpaca and ShareGPT), OpenAI's legacy completions format, the dataset
 * formats of Hugging Face TRL (prompt-completion, preference, language modelling), and Vertex AI's tuning format.
 *
 * @returns Nothing for a record in a format of this project, and for one of no known shape.
 */
export function recogniseForeign(value: unknown): ForeignFormat | undefined {
  if (!isObject(value) || Array.isArray(value["messages"]) || "preferred_output" in value) return undefined;
  if (Array.isArray(value["conversations"]) || Array.isArray(value["conversation"])) return "sharegpt";
  if ("chosen" in value && "rejected" in value) return "chosen-rejected";
  if (Array.isArray(value["contents"])) return "contents-parts";
  if (typeof value["instruction"] === "string") return "alpaca";
  if (promptPairs.some(([prompt, answer]) => prompt in value && answer in value)) return "prompt-completion";
  return typeof value["text"] === "string" ? "text" : undefined;
}

const names: Readonly<Record<ForeignFormat, string>> = {
  sharegpt: "is in the ShareGPT format (a list of turns with from and value)",
  alpaca: "is in the Alpaca format (instruction, input, output)",
  "prompt-completion": "is a prompt and its answer, without messages",
  "chosen-rejected": "is a preference record of another tool (chosen, rejected)",
  "contents-parts": "is in the Vertex AI format (contents with parts)",
  text: "is plain text",
};

/** One sentence for a person who brought records of another shape: what they are and what to do. */
export function foreignAdvice(format: ForeignFormat): string {
  const what = `The record ${names[format]}; `;
  if (format === "text") return `${what}training a chat model needs messages, each with a role and content.`;
  return `${what}"tunewright convert FILE --out FILE" writes it in the format that providers take.`;
}
