import type { ChatExample, ChatMessage } from "@tunewright/schema";
import MiniSearch from "minisearch";
import { stemmer } from "stemmer";
import { textOfMessage } from "../training/encode-example.ts";

/** An answer that a training example gives, and what was asked before it. */
export interface KnownAnswer {
  readonly id: number;
  /** The assistant's message, as it was learnt. */
  readonly message: Extract<ChatMessage, { role: "assistant" }>;
}

interface IndexedAnswer extends KnownAnswer {
  /** What came since the assistant last spoke, system texts left out. */
  readonly prompt: string;
  /** What was said before that. */
  readonly history: string;
}

/** How much the words of the earlier conversation count beside those of the question. */
const historyWeight = 0.2;

/** The usual constants of BM25 (Robertson and Zaragoza, 2009), without the floor of BM25+, which favours long prompts. */
const bm25 = { k: 1.2, b: 0.75, d: 0 };

/**
 * Finds the training examples that are nearest to a conversation, by BM25 over the word stems of what was asked.
 *
 * Of two that score alike the one that stands earlier in the training file comes first.
 */
export class AnswerIndex {
  readonly #answers: readonly IndexedAnswer[];
  readonly #search: MiniSearch<IndexedAnswer>;

  /** @param examples The training split; each assistant message that was learnt is an answer. */
  constructor(examples: readonly ChatExample[]) {
    const answers: IndexedAnswer[] = [];
    for (const { messages } of examples) {
      for (const [index, message] of messages.entries()) {
        if (message.role !== "assistant" || message.weight === 0) continue;
        answers.push({ id: answers.length, message, ...splitConversation(messages.slice(0, index)) });
      }
    }
    this.#answers = answers;
    this.#search = new MiniSearch<IndexedAnswer>({
      fields: ["prompt", "history"],
      tokenize: words,
      processTerm: (word) => stemmer(word.toLowerCase()),
    });
    this.#search.addAll(answers);
  }

  /** Known answers, the nearest first; none where no word of the conversation is known. */
  nearest(messages: readonly ChatMessage[]): KnownAnswer[] {
    const { prompt, history } = splitConversation(messages);
    const scores = new Map<number, number>();
    for (const [text, field, weight] of [
      [prompt, "prompt", 1],
      [history, "history", historyWeight],
    ] as const) {
      if (text === "") continue;
      const query = [...new Set(words(text).map((word) => stemmer(word.toLowerCase())))];
      const hits = this.#search.search(query.join(" "), { fields: [field], bm25, tokenize: split, processTerm: same });
      for (const { id, score, terms } of hits) {
        // The library multiplies the score by the number of matching terms; plain BM25 is what it was before.
        scores.set(Number(id), (scores.get(Number(id)) ?? 0) + (weight * score) / Math.max(1, terms.length));
      }
    }
    return [...scores]
      .sort(([left, leftScore], [right, rightScore]) => rightScore - leftScore || left - right)
      .flatMap(([id]) => this.#answers[id] ?? []);
  }
}

function splitConversation(messages: readonly ChatMessage[]): { prompt: string; history: string } {
  const start = messages.findLastIndex(({ role }) => role === "assistant") + 1;
  const textOf = (part: readonly ChatMessage[]): string =>
    part
      .filter(({ role }) => role !== "system" && role !== "developer")
      .map(textOfMessage)
      .join("\n");
  return { prompt: textOf(messages.slice(start)), history: textOf(messages.slice(0, start)) };
}

/** The words of a query that was put together from stems. */
const split = (text: string): string[] => text.split(" ");
const same = (word: string): string => word;

/** Words; an identifier counts as itself and as its parts. */
function words(text: string): string[] {
  return (text.match(/[\p{L}\p{N}_]+/gu) ?? []).flatMap((word) => {
    const parts = word.split(/_+|(?<=\p{Ll})(?=\p{Lu})/u).filter((part) => part !== "");
    return parts.length > 1 ? [word, ...parts] : [word];
  });
}
