import * as z from "zod";
import type { Answer } from "./answer-source.ts";

const textPart = z.looseObject({ text: z.string() });
const tokens = z.int().nonnegative().nullish().catch(null);
const completionSchema = z.looseObject({
  choices: z.array(
    z.looseObject({
      message: z.looseObject({
        content: z
          .union([z.string(), z.array(textPart).transform((parts) => parts.map(({ text }) => text).join(""))])
          .nullish(),
        refusal: z.string().nullish(),
      }),
      finish_reason: z.string().nullish(),
    }),
  ),
  usage: z.looseObject({ prompt_tokens: tokens, completion_tokens: tokens }).nullish().catch(null),
});

/**
 * Reads a chat completion as any service writes it.
 *
 * An empty answer is an answer, and so is a refusal; a login page, an error with status 200 or a reply without a choice is
 * none, and to judge it as an empty one would spoil the figures without a word.
 *
 * @param value What the service sent, parsed where it was JSON.
 * @returns The answer, or `undefined` for anything but a completion.
 */
export function readCompletion(value: unknown): Answer | undefined {
  const parsed = completionSchema.safeParse(typeof value === "string" ? parsedText(value) : value);
  const choice = parsed.data?.choices[0];
  if (choice === undefined) return undefined;
  const { usage } = parsed.data ?? {};
  return {
    text: choice.message.content ?? choice.message.refusal ?? "",
    finishReason: choice.finish_reason ?? null,
    promptTokens: usage?.prompt_tokens ?? null,
    completionTokens: usage?.completion_tokens ?? null,
  };
}

/** The SDK hands out JSON as text where the service names another type. */
function parsedText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
