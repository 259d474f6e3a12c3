import OpenAI, { APIError } from "openai";
import { type Answer, AnswerFault, type AnswerRequest, type AnswerSource } from "./answer-source.ts";
import { chatFault } from "./chat-fault.ts";
import { readCompletion } from "./read-completion.ts";
import { serviceFetch } from "./service-fetch.ts";

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
  /** Longest time for one answer, its last byte included. @default 120000 */
  readonly timeoutMs?: number;
  /** Structured output to ask for, as `response_format` takes it. */
  readonly jsonSchema?: { readonly name: string; readonly schema: Record<string, unknown> };
}

/**
 * Asks any OpenAI-compatible chat endpoint.
 *
 * The SDK's own retries are off: the runner retries, so that rate limits slow down all requests and not one. A model that
 * knows no `max_tokens` or takes no temperature says so once, and is asked without from then on.
 *
 * @param options Where to ask, and how.
 */
export function chatAnswers(options: ChatAnswersOptions): AnswerSource {
  const { baseUrl, apiKey, model, temperature = 0, maxTokens = 2048, seed, timeoutMs = 120_000, jsonSchema } = options;
  const client = new OpenAI({
    baseURL: baseUrl,
    apiKey,
    maxRetries: 0,
    timeout: timeoutMs,
    logLevel: "off",
    fetch: serviceFetch,
  });
  const refused = new Set<string>();
  const request = ({ messages, trial }: AnswerRequest): OpenAI.ChatCompletionCreateParamsNonStreaming => ({
    model,
    messages: [...messages],
    ...(refused.has("temperature") ? {} : { temperature }),
    ...(refused.has("max_tokens") ? { max_completion_tokens: maxTokens } : { max_tokens: maxTokens }),
    ...(seed === undefined || refused.has("seed") ? {} : { seed: seed + trial }),
    ...(jsonSchema === undefined
      ? {}
      : { response_format: { type: "json_schema", json_schema: { ...jsonSchema, strict: true } } }),
  });
  const ask = async (
    asked: AnswerRequest,
    signal: AbortSignal,
    triesLeft = optionalParameters.length,
  ): Promise<Answer> => {
    try {
      const answer = readCompletion(await client.chat.completions.create(request(asked), { signal }));
      if (answer !== undefined) return { ...answer, text: withoutKey(answer.text, apiKey) };
    } catch (error) {
      if (isFiltered(error)) return filtered;
      const parameter = refusedParameter(error);
      // Another request may have learnt it while this one was under way.
      if (parameter === undefined || triesLeft === 0) throw error;
      refused.add(parameter);
      return await ask(asked, signal, triesLeft - 1);
    }
    throw new AnswerFault("unavailable", "The service gave an answer that is no chat completion.");
  };
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
    async answer(asked: AnswerRequest): Promise<Answer> {
      // The SDK's own limit ends with the headers of the answer; a body that never ends would be waited for without one.
      const limit = AbortSignal.timeout(timeoutMs);
      try {
        return await ask(asked, AbortSignal.any([asked.signal, limit]));
      } catch (error) {
        if (asked.signal.aborted) throw error;
        if (limit.aborted) {
          throw new AnswerFault("unavailable", `The service took longer than ${timeoutMs / 1000} s.`, { cause: error });
        }
        throw chatFault(error);
      }
    },
  };
}

/** A filter that holds the answer back is the model's answer to this case, and no fault of the service. */
const filtered: Answer = { text: "", finishReason: "content_filter", promptTokens: null, completionTokens: null };

function isFiltered(error: unknown): boolean {
  return error instanceof APIError && error.status === 400 && error.code === "content_filter";
}

/** A service that echoes the request would have the key written to the log and the results, which people commit. */
function withoutKey(text: string, apiKey: string): string {
  // What stands in for a key where none is asked for is a word like any other.
  return apiKey.length < 8 ? text : text.replaceAll(apiKey, "[API key]");
}

const optionalParameters = ["temperature", "max_tokens", "seed"];

/** A parameter that the service says the model does not take. */
function refusedParameter(error: unknown): string | undefined {
  if (!(error instanceof APIError) || error.status !== 400) return undefined;
  const { code, param } = error;
  const isUnsupported = code === "unsupported_parameter" || code === "unsupported_value";
  return isUnsupported ? optionalParameters.find((name) => name === param) : undefined;
}
