import type { IncomingMessage } from "node:http";
import { readJson } from "./read-json.ts";
import { sendRequest } from "./send-request.ts";
import { upstreamError } from "./upstream-error.ts";

/** Where the model is served. */
export interface UpstreamOptions {
  /** Base URL with its version, as `https://api.openai.com/v1`. */
  readonly baseUrl: string;
  /** Sent as a bearer token; left out for a service that asks for none. */
  readonly apiKey?: string | undefined;
  /** Headers beside the key's, as Azure's `api-key`. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /**
   * Milliseconds of silence, before the answer or within it, after which the service counts as dead.
   *
   * @default 120_000
   */
  readonly timeoutMs?: number | undefined;
}

/** How long it is taken for true that the service answers, or does not. */
const reachableForMs = 1000;

/** The service behind this server. */
export class Upstream {
  readonly #baseUrl: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #timeoutMs: number;
  #reached: { until: number; readonly answer: Promise<boolean> } | undefined;

  constructor({ baseUrl, apiKey, headers, timeoutMs = 120_000 }: UpstreamOptions) {
    this.#baseUrl = baseUrl.replace(/\/+$/, "");
    this.#headers = { ...(apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }), ...headers };
    this.#timeoutMs = timeoutMs;
  }

  /**
   * Asks for a completion.
   *
   * @returns The answer, whose body is not read yet.
   * @throws {ApiError} For every answer that is not a success, without a word of its text.
   */
  async chat(body: unknown, signal: AbortSignal): Promise<IncomingMessage> {
    const answer = await sendRequest(`${this.#baseUrl}/chat/completions`, {
      method: "POST",
      // Bytes are read as they come, and who says nothing may be sent any encoding.
      headers: { ...this.#headers, "content-type": "application/json", "accept-encoding": "identity" },
      body: JSON.stringify(body),
      timeoutMs: this.#timeoutMs,
      signal,
    });
    // Some services answer every POST with 201.
    if (isSuccess(answer.statusCode)) return answer;
    throw upstreamError(answer, await readJson(answer).catch(() => undefined));
  }

  /**
   * Whether the service answers at all; any status below 500 will do.
   *
   * Anybody may ask this without a key, so it is looked up at most once a second, however often it is asked.
   */
  isReachable(): Promise<boolean> {
    const now = performance.now();
    if (this.#reached === undefined || now >= this.#reached.until) {
      this.#reached = { until: Infinity, answer: this.#lookUp() };
      const looked = this.#reached;
      void looked.answer.finally(() => {
        looked.until = performance.now() + reachableForMs;
      });
    }
    return this.#reached.answer;
  }

  async #lookUp(): Promise<boolean> {
    const patienceMs = Math.min(this.#timeoutMs, 5_000);
    try {
      const answer = await sendRequest(`${this.#baseUrl}/models`, {
        method: "GET",
        headers: this.#headers,
        timeoutMs: patienceMs,
        signal: AbortSignal.timeout(patienceMs),
      });
      answer.on("error", () => {}).resume();
      return (answer.statusCode ?? 500) < 500;
    } catch {
      return false;
    }
  }
}

function isSuccess(status = 0): boolean {
  return status >= 200 && status < 300;
}
