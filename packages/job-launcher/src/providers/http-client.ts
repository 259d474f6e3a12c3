import { failureKindOf, ProviderFailure, retryAfterOf } from "../provider-failure.ts";
import { causeCode, leftNothing, whatWasWrong } from "./network-error.ts";
import { fetchWithOwnRedirects, redirectFault } from "./own-redirects.ts";
import { readRefusal } from "./read-refusal.ts";
import { defaultTimeoutMs, defaultUploadTimeoutMs } from "./service-fetch.ts";

/** Options for {@link createHttpClient}. */
export interface HttpClientOptions {
  readonly provider: string;
  readonly baseUrl: string;
  readonly apiKey: string;
  /** Longest wait for a whole answer. @default 60_000 */
  readonly timeoutMs?: number | undefined;
  /** The same for a request that carries a file. @default 600_000 */
  readonly uploadTimeoutMs?: number | undefined;
  readonly fetch?: typeof globalThis.fetch | undefined;
}

/** A request of {@link HttpClient}. */
export interface HttpRequest {
  readonly query?: Readonly<Record<string, string | undefined>> | undefined;
  readonly json?: unknown;
  readonly form?: FormData | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What a service answered. */
export interface HttpAnswer {
  readonly body: unknown;
  readonly requestId: string | null;
}

/** Makes one call and turns whatever goes wrong into a {@link ProviderFailure}. */
export type HttpClient = (
  method: "GET" | "POST" | "DELETE",
  path: string,
  request?: HttpRequest,
) => Promise<HttpAnswer>;

/** A client for a JSON API with a bearer key, on the platform's own `fetch`. It never retries. */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const { provider, apiKey, timeoutMs = defaultTimeoutMs, uploadTimeoutMs = defaultUploadTimeoutMs } = options;
  const { fetch = globalThis.fetch } = options;
  const base = options.baseUrl.replace(/\/+$/, "");
  return async (method, path, request = {}) => {
    const url = new URL(`${base}${path}`);
    for (const [key, value] of Object.entries(request.query ?? {}))
      if (value !== undefined) url.searchParams.set(key, value);
    const timeout = AbortSignal.timeout(request.form === undefined ? timeoutMs : uploadTimeoutMs);
    const headers: Record<string, string> = { authorization: `Bearer ${apiKey}`, accept: "application/json" };
    if (request.json !== undefined) headers["content-type"] = "application/json";
    try {
      const init = {
        method,
        headers,
        signal: request.signal === undefined ? timeout : AbortSignal.any([request.signal, timeout]),
        ...(request.form === undefined ? {} : { body: request.form }),
        ...(request.json === undefined ? {} : { body: JSON.stringify(request.json) }),
      };
      const response = await fetchWithOwnRedirects(fetch, url, init, { elsewhere: false });
      const text = await response.text();
      const requestId = response.headers.get("x-request-id");
      if (!response.ok) throw statusFailure(provider, response, { text, requestId });
      return { body: text === "" ? {} : (JSON.parse(text) as unknown), requestId };
    } catch (error) {
      if (error instanceof ProviderFailure) throw error;
      if (request.signal?.aborted === true) throw request.signal.reason;
      const code = causeCode(error);
      throw new ProviderFailure(whatWasWrong(error, code), {
        kind: leftNothing(code) ? "busy" : "uncertain",
        provider,
        code,
        cause: error,
      });
    }
  };
}

function statusFailure(
  provider: string,
  response: Response,
  answer: { readonly text: string; readonly requestId: string | null },
): ProviderFailure {
  const { status, headers } = response;
  const { message, code, param } = readRefusal(status, answer.text);
  return new ProviderFailure(redirectFault(status, headers.get("location")) ?? message, {
    kind: failureKindOf(status),
    provider,
    status,
    code,
    param,
    requestId: answer.requestId ?? undefined,
    retryAfterMs: retryAfterOf(headers, Date.now()),
  });
}
