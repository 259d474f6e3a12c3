import OpenAI, { APIConnectionError, APIError, APIUserAbortError } from "openai";
import { type Answer, AnswerFault, type AnswerRequest, type AnswerSource } from "./answer-source.ts";

/** Options for {@link chatAnswers}. */
export interface ChatAnswersOptions {
  /** Base URL of an OpenAI-compatible service, with `/v1`. */
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly model: string;
  /** Name of the service in the key of the trial log, where the URL is not the same each time. @default baseUrl */
  readonly service?: string;
  /** @default 0 */
  readonly temperature?: number;
  /** @default 2048 */
  readonly maxTokens?: number;
  /** Asked of services that know it; each trial gets `seed + trial`. */
  readonly seed?: number;
  /** @default 120000 */
  readonly timeoutMs?: number;
  /** Structured output to ask for, as `response_format` takes it. */
  readonly jsonSchema?: { readonly name: string; readonly schema: Record<string, unknown> };
}

/**
 * Asks any OpenAI-compatible chat endpoint.
 *
 * The SDK's own retries are off: the runner retries, so that rate limits slow down all requests and not one.
 *
 * @param options Where to ask, and how.
 */
export function chatAnswers(options: ChatAnswersOptions): AnswerSource {
  const { baseUrl, apiKey, model, temperature = 0, maxTokens = 2048, seed, timeoutMs = 120_000, jsonSchema } = options;
  const client = new OpenAI({ baseURL: baseUrl, apiKey, maxRetries: 0, timeout: timeoutMs, logLevel: "off" });
  return {
    kind: "chat",
    model,
    identity: [
      options.service ?? baseUrl,
      model,
      temperature,
      maxTokens,
      seed ?? null,
      JSON.stringify(jsonSchema ?? null),
    ],
    maxTokens,
    async answer({ messages, trial, signal }: AnswerRequest): Promise<Answer> {
      try {
        const completion = await client.chat.completions.create(
          {
            model,
            messages: [...messages],
            temperature,
            max_tokens: maxTokens,
            ...(seed === undefined ? {} : { seed: seed + trial }),
            ...(jsonSchema === undefined
              ? {}
              : { response_format: { type: "json_schema", json_schema: { ...jsonSchema, strict: true } } }),
          },
          { signal },
        );
        const choice = completion.choices?.[0];
        return {
          text: choice?.message?.content ?? "",
          finishReason: choice?.finish_reason ?? null,
          promptTokens: completion.usage?.prompt_tokens ?? null,
          completionTokens: completion.usage?.completion_tokens ?? null,
        };
      } catch (error) {
        throw toFault(error);
      }
    },
  };
}

/** Messages of the service are left out: they can hold the prompt or parts of a key. */
function toFault(error: unknown): unknown {
  if (error instanceof APIUserAbortError) return error;
  if (error instanceof APIConnectionError) {
    return new AnswerFault("unavailable", "The service cannot be reached.", { cause: error });
  }
  if (!(error instanceof APIError) || typeof error.status !== "number") {
    return new AnswerFault("unavailable", "The service gave an answer that cannot be read.", { cause: error });
  }
  const { status, code } = error;
  const said = `The service answered ${status}${code ? ` (${code})` : ""}.`;
  if (status === 429 && code !== "insufficient_quota") {
    return new AnswerFault("rate-limited", said, { retryAfterMs: retryAfter(error.headers), cause: error });
  }
  const passing = status === 408 || status === 409 || status >= 500;
  return new AnswerFault(passing ? "unavailable" : "refused", said, {
    retryAfterMs: passing ? retryAfter(error.headers) : undefined,
    cause: error,
  });
}

/** Seconds or a date, as RFC 9110 has it; capped, so that a broken clock cannot stop a run for days. */
function retryAfter(headers: Headers | undefined): number | undefined {
  const milliseconds = headers?.get("retry-after-ms");
  if (milliseconds) return bound(Number(milliseconds));
  const value = headers?.get("retry-after");
  if (!value) return undefined;
  const seconds = Number(value);
  return bound(Number.isNaN(seconds) ? Date.parse(value) - Date.now() : seconds * 1000);
}

function bound(milliseconds: number): number | undefined {
  return Number.isFinite(milliseconds) ? Math.min(Math.max(0, milliseconds), 15 * 60_000) : undefined;
}
