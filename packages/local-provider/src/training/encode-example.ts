import type { ChatExample, ChatMessage } from "@tunewright/schema";
import type { Segment } from "./ngram-model.ts";
import { tokenize } from "./tokenize.ts";
import type { Mark, Vocabulary } from "./vocabulary.ts";

/** One message as the baseline sees it. */
export interface MessagePieces {
  readonly mark: Mark;
  readonly pieces: readonly string[];
  /** Whether the message is one that training learns: the assistant's, with a weight other than 0. */
  readonly learnt: boolean;
}

/** The text of a message: its text parts, then its tool calls as `name(arguments)`. */
export function textOfMessage(message: ChatMessage): string {
  const content = message.content ?? "";
  const texts =
    typeof content === "string"
      ? [content]
      : content.map((part) =>
          part.type === "text" ? part.text : part.type === "refusal" ? part.refusal : part.image_url.url,
        );
  if (message.role === "assistant") {
    for (const call of message.tool_calls ?? []) texts.push(`${call.function.name}(${call.function.arguments})`);
    if (message.function_call) texts.push(`${message.function_call.name}(${message.function_call.arguments})`);
  }
  return texts.join("\n");
}

/** An example in pieces, message by message. */
export function piecesOfExample(messages: ChatExample["messages"]): MessagePieces[] {
  return messages.map((message) => ({
    mark: message.role,
    pieces: tokenize(textOfMessage(message)),
    learnt: message.role === "assistant" && message.weight !== 0,
  }));
}

/** Tokens of an example: its pieces and one for each message's border. */
export function countExampleTokens(messages: readonly MessagePieces[]): number {
  return messages.reduce((sum, message) => sum + message.pieces.length + 1, 0);
}

/**
 * The parts of an example that are learnt, each with as much before it as the model can look back on.
 *
 * @param lookBack Tokens before the first target that a model of this order uses: its order less one.
 */
export function encodeExample(messages: readonly MessagePieces[], vocabulary: Vocabulary, lookBack: number): Segment[] {
  const segments: Segment[] = [];
  const before: number[] = [];
  for (const { mark, pieces, learnt } of messages) {
    before.push(vocabulary.markId(mark));
    const body: number[] = [];
    for (const piece of pieces) vocabulary.encode(piece, body);
    body.push(vocabulary.markId("end"));
    if (learnt) {
      const context = lookBack === 0 ? [] : before.slice(-lookBack);
      segments.push({ tokens: Int32Array.from([...context, ...body]), start: context.length });
    }
    // A loop, as spreading a very long message overflows the stack.
    for (const token of body.slice(-Math.max(1, lookBack))) before.push(token);
  }
  return segments;
}
