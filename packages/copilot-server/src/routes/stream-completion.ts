import type { ServerResponse } from "node:http";
import type { Readable } from "node:stream";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Copilot } from "../copilot.ts";
import { guessUsage, type TokenUsage } from "../cost-ledger.ts";
import { CompletionStreamGuard } from "../guard/stream-guard.ts";
import { ApiError } from "../http/api-error.ts";
import { toApiError } from "../http/to-api-error.ts";
import { EventParser } from "../upstream/event-parser.ts";
import { readChunk } from "../wire/completion.ts";
import type { ChatRequest } from "./chat-completions.ts";
import { eventsOf } from "./whole-as-stream.ts";

/** One streamed request. */
export interface StreamCall {
  readonly body: ChatRequest;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly signal: AbortSignal;
}

/**
 * Streams an answer through the guard.
 *
 * The head of the answer waits for the first word of the model, so that a model that fails before it gets a status of its own;
 * later faults are the last event of the stream, as OpenAI sends them.
 *
 * @throws {ApiError} For a model that fails before its first word.
 */
export async function streamCompletion(copilot: Copilot, call: StreamCall): Promise<FastifyReply> {
  const { body, request, reply, signal } = call;
  copilot.ledger.admit();
  const wantsUsage = body.stream_options?.include_usage === true;
  // The counts are needed for the cost, even if the client does not want to see them.
  const asksUsage = copilot.ledger.isPriced && !wantsUsage;
  const extra = asksUsage ? { stream_options: { ...body.stream_options, include_usage: true } } : {};
  const source = await eventsOf(
    await copilot.upstream.chat(copilot.outgoing({ ...body, stream: true, ...extra }), signal),
  );
  const answer = new GuardedAnswer(copilot, { body, hidesUsage: asksUsage });
  const head = (): ServerResponse => {
    reply.hijack();
    return reply.raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-cache",
      "x-accel-buffering": "no",
      "x-tunewright-guard": copilot.guardMode,
    });
  };
  copilot.metrics.streams.inc();
  try {
    await relay(source, { answer, head });
    if (copilot.logsTexts) request.log.info({ answer: answer.text }, "answer");
  } catch (error) {
    if (!reply.raw.headersSent && !signal.aborted) throw error;
    const { body: failure, status } = toApiError(error);
    if (!signal.aborted) {
      request.log.warn({ code: failure.error.code, upstreamStatus: status }, "stream failed");
      reply.raw.end(toEvent(failure));
    }
  } finally {
    answer.settle();
    copilot.metrics.streams.dec();
  }
  return reply;
}

/** Characters that are kept of a stream which has not said a word yet: 1 MiB. Nothing else bounds them. */
const mostBeforeFirstWord = 1024 * 1024;

/** Moves events from the model to the client no faster than the client reads. */
function relay(
  source: Readable,
  { answer, head }: { answer: GuardedAnswer; head: () => ServerResponse },
): Promise<void> {
  return new Promise((resolve, reject) => {
    let sink: ServerResponse | undefined;
    let waiting = "";
    const stop = (error: unknown): void => {
      source.destroy();
      reject(error);
    };
    const send = (text: string): void => {
      if (sink === undefined) {
        waiting += text;
        if (!answer.saidSomething) {
          if (waiting.length <= mostBeforeFirstWord) return;
          throw new ApiError(502, "The model's answer is not readable.", { code: "upstream_failed" });
        }
        sink = head();
        sink.on("close", () => source.destroy());
        sink.on("drain", () => source.resume());
        if (!sink.write(waiting)) source.pause();
      } else if (text !== "" && !sink.write(text)) {
        source.pause();
      }
    };
    const finish = (): void => {
      if (answer.isDone) return;
      send(answer.finish());
      sink?.end();
      resolve();
    };
    source.on("data", (bytes: Buffer) => {
      if (answer.isDone) return;
      try {
        send(answer.push(bytes));
        if (answer.sawEnd) finish();
      } catch (error) {
        stop(error);
      }
    });
    source.on("end", () => {
      try {
        send(answer.endOfSource());
        finish();
      } catch (error) {
        stop(error);
      }
    });
    /** A service that says nothing more once every choice has its reason to end has said all, `[DONE]` or not. */
    const breakOff = (cause?: Error): void => {
      const broken = new ApiError(502, "The model's answer broke off.", { code: "upstream_failed", cause });
      if (!answer.isComplete || sink?.destroyed === true) return stop(cause instanceof ApiError ? cause : broken);
      source.destroy();
      try {
        finish();
      } catch (error) {
        stop(error);
      }
    };
    source.on("error", breakOff);
    source.on("close", () => breakOff());
  });
}

/** Turns bytes of the model's stream into text for the client's. */
class GuardedAnswer {
  readonly #copilot: Copilot;
  readonly #parser = new EventParser();
  readonly #guard: CompletionStreamGuard;
  readonly #request: ChatRequest;
  readonly #hidesUsage: boolean;
  #pieces = 0;
  #usage: TokenUsage | undefined;
  /** The answer as it went out, kept only where it is to be logged. */
  text = "";
  /** The model said that this was all. */
  sawEnd = false;
  /** Everything has gone out. */
  isDone = false;

  constructor(copilot: Copilot, { body, hidesUsage }: { body: ChatRequest; hidesUsage: boolean }) {
    this.#copilot = copilot;
    this.#guard = new CompletionStreamGuard(copilot.guard, copilot.guardMode);
    this.#request = body;
    this.#hidesUsage = hidesUsage;
  }

  get saidSomething(): boolean {
    return this.#guard.saidSomething;
  }

  /** Whether every choice that began has its reason to end. */
  get isComplete(): boolean {
    return this.#guard.isComplete;
  }

  push(bytes: Buffer): string {
    return this.#take(this.#parser.push(bytes));
  }

  endOfSource(): string {
    return this.isDone ? "" : this.#take(this.#parser.end());
  }

  /** The last events. */
  finish(): string {
    let text = "";
    for (const chunk of this.#guard.end()) text += this.#write(chunk);
    if (!this.saidSomething) throw new ApiError(502, "The model gave an empty answer.", { code: "empty_answer" });
    if (!this.sawEnd && !this.#guard.isComplete) {
      throw new ApiError(502, "The model's answer broke off.", { code: "upstream_failed" });
    }
    this.isDone = true;
    return `${text}data: [DONE]\n\n`;
  }

  /**
   * Counts what the answer cost, once: by the last count that the service gave, as some count up in every piece, and by an
   * estimate where it ended before the service had counted.
   */
  settle(): void {
    this.#copilot.countFindings(this.#guard.findings);
    if (this.#pieces === 0) return;
    const guess = guessUsage(this.#request.messages, this.#pieces);
    const { prompt_tokens: prompt, completion_tokens: completion } = this.#usage ?? {};
    const counted = completion ?? 0;
    this.#copilot.charge({
      prompt_tokens: prompt ?? guess.prompt_tokens,
      // A count that came before the end is not the last one.
      completion_tokens: this.isDone && counted > 0 ? counted : Math.max(counted, guess.completion_tokens),
    });
  }

  #take(events: readonly string[]): string {
    let text = "";
    for (const data of events) {
      if (this.sawEnd) break;
      if (data === "[DONE]") {
        this.sawEnd = true;
        break;
      }
      const chunk = readChunk(data);
      if (chunk === undefined) {
        throw new ApiError(502, "The model failed in the middle of its answer.", { code: "upstream_failed" });
      }
      this.#pieces += 1;
      if (chunk.usage !== null && chunk.usage !== undefined) {
        this.#usage = chunk.usage;
      }
      if (this.#hidesUsage && "usage" in chunk) {
        delete chunk.usage;
        if (chunk.choices.length === 0) continue;
      }
      for (const out of this.#guard.push(chunk)) text += this.#write(out);
    }
    return text;
  }

  #write(chunk: Record<string, unknown>): string {
    chunk["model"] = this.#request.model;
    const text = toEvent(chunk);
    if (this.#copilot.logsTexts) this.text += text;
    return text;
  }
}

function toEvent(value: unknown): string {
  return `data: ${JSON.stringify(value)}\n\n`;
}
