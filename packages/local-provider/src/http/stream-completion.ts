import { Readable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import type { FastifyReply } from "fastify";
import { tokenize } from "../training/tokenize.ts";
import type { WireChunk, WireCompletion } from "../wire/wire-chat.ts";

/** Options for {@link streamCompletion}. */
export interface StreamCompletionOptions {
  /** Whether a last piece with no choices tells the tokens. */
  readonly includeUsage: boolean;
  /** Whether the connection breaks half-way, as a fault asks for. */
  readonly cutsOff: boolean;
  /** Milliseconds of rest before each event. */
  readonly restMs: number;
}

/** Tokens that one event carries. */
const tokensOfAnEvent = 8;

/** Sends an answer as server-sent events. */
export function streamCompletion(
  reply: FastifyReply,
  completion: WireCompletion,
  { includeUsage, cutsOff, restMs }: StreamCompletionOptions,
): FastifyReply {
  const chunks = [...toChunks(completion, includeUsage)].map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`);
  const events = cutsOff ? chunks.slice(0, Math.ceil(chunks.length / 2)) : [...chunks, "data: [DONE]\n\n"];
  function* lines(): Generator<string> {
    yield* events;
    if (cutsOff) reply.raw.socket?.destroy();
  }
  async function* slowLines(): AsyncGenerator<string> {
    for (const line of lines()) {
      await wait(restMs);
      yield line;
    }
  }
  return reply
    .type("text/event-stream; charset=utf-8")
    .header("cache-control", "no-cache")
    .send(Readable.from(restMs > 0 ? slowLines() : lines(), { objectMode: false }));
}

function* toChunks(completion: WireCompletion, includeUsage: boolean): Generator<WireChunk> {
  const { choices, usage, ...head } = completion;
  const chunk = (pieces: WireChunk["choices"]): WireChunk => ({
    ...head,
    object: "chat.completion.chunk",
    choices: pieces,
    ...(includeUsage ? { usage: null } : {}),
  });
  for (const { index, finish_reason, message } of choices) {
    const piece = (delta: WireChunk["choices"][number]["delta"], end: typeof finish_reason | null = null): WireChunk =>
      chunk([{ index, delta, logprobs: null, finish_reason: end }]);
    yield piece({ role: "assistant", content: message.content === null ? null : "" });
    const tokens = tokenize(message.content ?? "");
    for (let start = 0; start < tokens.length; start += tokensOfAnEvent) {
      yield piece({ content: tokens.slice(start, start + tokensOfAnEvent).join("") });
    }
    for (const [place, call] of (message.tool_calls ?? []).entries()) {
      yield piece({ tool_calls: [{ ...call, index: place }] });
    }
    yield piece({}, finish_reason);
  }
  if (includeUsage) yield { ...chunk([]), usage };
}
