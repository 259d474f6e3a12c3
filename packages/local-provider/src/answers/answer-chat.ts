import { textOfMessage } from "../training/encode-example.ts";
import { countTokens, tokenize } from "../training/tokenize.ts";
import type { FinishReason, WireToolCall, WireUsage } from "../wire/wire-chat.ts";
import type { AnswerIndex, KnownAnswer } from "./answer-index.ts";
import type { ChatRequest } from "./chat-request.ts";

/** One answer to a request. */
export interface ChatAnswer {
  readonly content: string | null;
  readonly toolCalls: readonly WireToolCall[];
  readonly finishReason: FinishReason;
}

/** What a base model says to everything: it has learnt nothing. */
export const untrainedAnswer =
  "This is the untrained local baseline of tunewright, not a GPT model: it has learnt nothing. Train it on a dataset and it " +
  "answers with the nearest training example.";

/** What a trained baseline says where no word of the request is known to it. */
export const nothingNearAnswer =
  "This is the local baseline of tunewright, not a GPT model: no training example is near this request.";

/**
 * Answers a request with the assistant's message of the nearest training example.
 *
 * With a temperature of 0 all `n` answers are the nearest; above it, the second is that of the second nearest, and so on.
 * A message that calls tools is an answer only where the request offers those tools.
 *
 * @param index Answers of the trained model; `undefined` for a base model.
 */
export function answerChat(request: ChatRequest, index: AnswerIndex | undefined): ChatAnswer[] {
  const count = request.n ?? 1;
  const known = index?.nearest(request.messages).filter((answer) => isAllowed(answer, request)) ?? [];
  return Array.from({ length: count }, (_, choice) => {
    const rank = request.temperature === 0 ? 0 : Math.min(choice, known.length - 1);
    const answer = known[rank];
    if (answer === undefined) return limit(index === undefined ? untrainedAnswer : nothingNearAnswer, request);
    const { tool_calls: calls = [] } = answer.message;
    if (calls.length === 0) return limit(contentOf(answer), request);
    const content = contentOf(answer);
    return {
      content: content === "" ? null : content,
      toolCalls: calls.map(({ id, function: { name, arguments: text } }) => ({
        id,
        type: "function",
        function: { name, arguments: text },
      })),
      finishReason: "tool_calls",
    };
  });
}

/** The tokens of a request and its answers, by the baseline's own tokenizer: pieces, and one for the border of each message. */
export function countUsage(request: ChatRequest, answers: readonly ChatAnswer[]): WireUsage {
  const prompt = request.messages.reduce((sum, message) => sum + countTokens(textOfMessage(message)) + 1, 0);
  const completion = answers.reduce(
    (sum, { content, toolCalls }) =>
      sum +
      countTokens(content ?? "") +
      toolCalls.reduce((calls, call) => calls + countTokens(call.function.name + call.function.arguments), 0),
    0,
  );
  return { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion };
}

function contentOf({ message }: KnownAnswer): string {
  const { content } = message;
  if (content === null || content === undefined) return "";
  if (typeof content === "string") return content;
  return content.map((part) => (part.type === "text" ? part.text : part.refusal)).join("\n");
}

function isAllowed(answer: KnownAnswer, { tools, tool_choice: choice }: ChatRequest): boolean {
  const calls = answer.message.tool_calls ?? [];
  const wantsCall = choice === "required" || (typeof choice === "object" && choice !== null);
  if (calls.length === 0) return contentOf(answer) !== "" && !wantsCall;
  if (choice === "none") return false;
  const offered = new Set((tools ?? []).map((tool) => tool.function?.name));
  const wanted = typeof choice === "object" ? choice?.function.name : undefined;
  return calls.every(({ function: { name } }) => offered.has(name) && (wanted ?? name) === name);
}

/** Cuts a text at the first stop sequence, then at the limit of tokens. */
function limit(text: string, request: ChatRequest): ChatAnswer {
  const stops = typeof request.stop === "string" ? [request.stop] : (request.stop ?? []);
  const ends = stops.filter((stop) => stop !== "").flatMap((stop) => (text.includes(stop) ? [text.indexOf(stop)] : []));
  const content = ends.length === 0 ? text : text.slice(0, Math.min(...ends));
  const most = request.max_completion_tokens ?? request.max_tokens;
  const pieces = tokenize(content);
  if (most === null || most === undefined || pieces.length <= most) {
    return { content, toolCalls: [], finishReason: "stop" };
  }
  return { content: pieces.slice(0, most).join(""), toolCalls: [], finishReason: "length" };
}
