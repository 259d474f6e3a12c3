import { fetchWithOwnRedirects, redirectFault } from "./own-redirects.ts";
import { readRefusal } from "./read-refusal.ts";

/** Options for {@link serviceFetch}. */
export interface ServiceFetchOptions {
  /** Longest wait for a whole answer, in milliseconds. */
  readonly timeoutMs: number;
  /** The same for a request that carries a file. */
  readonly uploadTimeoutMs: number;
  readonly fetch?: typeof globalThis.fetch | undefined;
}

/** Longest wait for an answer to a request without a file. */
export const defaultTimeoutMs = 60_000;
/** Longest wait for an answer to a request with a file: 64 MB at 1 Mbit/s. */
export const defaultUploadTimeoutMs = 600_000;

/**
 * `fetch` for the SDK, without some of the SDK's weak spots: its time-out ends when the headers arrive, so that a service that
 * stops in the middle of an answer is waited for without end; it hands out JSON as plain text where the service, or a proxy before
 * it, names another type; it says "no body" of every refusal that has another shape than OpenAI's own; and it follows redirects to anywhere.
 */
export function serviceFetch(options: ServiceFetchOptions): typeof globalThis.fetch {
  const { fetch = globalThis.fetch } = options;
  return async (input, init) => {
    // Putting a big file's parts together takes the service as long as sending one.
    const long = init?.body instanceof FormData || pathOf(input).includes("/uploads/");
    const timeout = AbortSignal.timeout(long ? options.uploadTimeoutMs : options.timeoutMs);
    const signal = init?.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
    // A result file is no JSON, and is read as it is, from wherever the service keeps it.
    const isFile = pathOf(input).endsWith("/content");
    const response = await fetchWithOwnRedirects(fetch, input, { ...init, signal }, { elsewhere: isFile });
    if (!response.ok) return await asRefusal(response);
    return isFile ? response : asJson(response);
  };
}

function pathOf(input: string | URL | Request): string {
  return new URL(input instanceof Request ? input.url : input).pathname;
}

/** The refusal in OpenAI's shape, which the SDK can read. */
async function asRefusal(response: Response): Promise<Response> {
  const { status, statusText } = response;
  const refusal = readRefusal(status, await response.text());
  const message = redirectFault(status, response.headers.get("location")) ?? refusal.message;
  const headers = new Headers(response.headers);
  for (const name of ["content-encoding", "content-length"]) headers.delete(name);
  headers.set("content-type", "application/json");
  return new Response(status === 304 ? null : JSON.stringify({ error: { ...refusal, message } }), {
    status,
    statusText,
    headers,
  });
}

function asJson(response: Response): Response {
  const type = response.headers.get("content-type") ?? "";
  if (/^(?:application|text)\/(?:[\w.-]+\+)?(?:json|event-stream)\b/i.test(type) || response.body === null)
    return response;
  const headers = new Headers(response.headers);
  headers.set("content-type", "application/json");
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}
