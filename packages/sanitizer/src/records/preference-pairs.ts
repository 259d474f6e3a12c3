import { type ChatMessage, chatExampleSchema, type PreferenceExample } from "@tunewright/schema";
import type { BatchPair } from "./sanitize-batch.ts";

/**
 * Makes preference (DPO) pairs of a record that was repaired: the repaired answer is preferred to the one with the mistake.
 *
 * There is one pair for every assistant message that changed. The conversation before it is the repaired one. A record that
 * is itself a preference, or not valid as a chat, gives none.
 */
export function preferencePairs({ before, after }: BatchPair): PreferenceExample[] {
  const old = chatExampleSchema.safeParse(JSON.parse(before));
  const repaired = chatExampleSchema.safeParse(JSON.parse(after));
  if (!old.success || !repaired.success) return [];
  const { messages, tools } = repaired.data;
  return messages.flatMap((message, index) => {
    const mistaken = old.data.messages[index];
    if (index === 0 || message.role !== "assistant" || mistaken === undefined) return [];
    if (JSON.stringify(mistaken) === JSON.stringify(message)) return [];
    return [
      {
        input: { messages: messages.slice(0, index), ...(tools === undefined ? {} : { tools }) },
        preferred_output: [withoutWeight(message)],
        non_preferred_output: [withoutWeight(mistaken)],
      },
    ];
  });
}

/** The preference format has no weights. */
function withoutWeight(message: ChatMessage): ChatMessage {
  if (message.role !== "assistant" || message.weight === undefined) return message;
  const { weight: _weight, ...rest } = message;
  return rest;
}
