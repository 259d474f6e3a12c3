import { Agent as HttpAgent, type IncomingMessage, request as httpRequest } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { ApiError } from "../http/api-error.ts";

/** Sockets that stay open between requests, so that a request pays for no handshake. */
const agents = {
  "http:": new HttpAgent({ keepAlive: true, maxFreeSockets: 1024, scheduling: "lifo" }),
  "https:": new HttpsAgent({ keepAlive: true, maxFreeSockets: 1024, scheduling: "lifo" }),
};

/** What {@link sendRequest} sends. */
export interface RequestToSend {
  readonly method: "GET" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Milliseconds of silence, before the answer or within it, after which the service counts as dead. */
  readonly timeoutMs: number;
  /** Ends the request, and the answer where it has begun. */
  readonly signal: AbortSignal;
}

/**
 * Sends one request by `node:http`, which costs a stream far less than `fetch` does, and waits for the head of the answer.
 *
 * @returns The answer, whose body is not read yet. A service that falls silent ends it with an `ApiError`.
 * @throws {ApiError} 504 when nothing comes in time, 502 when nobody answers; the signal's own error when it was aborted.
 */
export async function sendRequest(url: string, options: RequestToSend): Promise<IncomingMessage> {
  try {
    return await attempt(url, options);
  } catch (error) {
    // A kept socket that the service closed just as it was taken: the request has not been read.
    if (error instanceof StaleSocketError && !options.signal.aborted) return await attempt(url, options);
    throw error;
  }
}

class StaleSocketError extends ApiError {}

function attempt(url: string, { method, headers, body, timeoutMs, signal }: RequestToSend): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const target = new URL(url);
    const isSecure = target.protocol === "https:";
    const send = isSecure ? httpsRequest : httpRequest;
    const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
    const outgoing = send(target, {
      method,
      headers: { ...headers, ...length },
      agent: isSecure ? agents["https:"] : agents["http:"],
      signal,
    });
    let answer: IncomingMessage | undefined;
    outgoing.setTimeout(timeoutMs, () => {
      const late = new ApiError(504, "The model did not answer in time.", { code: "upstream_timeout" });
      answer?.destroy(late);
      outgoing.destroy(late);
    });
    outgoing.on("response", (message) => {
      answer = message;
      resolve(message);
    });
    outgoing.on("error", (cause) => {
      if (cause instanceof ApiError || signal.aborted) return reject(cause);
      const isStale = outgoing.reusedSocket && "code" in cause && cause.code === "ECONNRESET";
      const kind = isStale ? StaleSocketError : ApiError;
      reject(new kind(502, "The model cannot be reached.", { code: "upstream_unreachable", cause }));
    });
    outgoing.end(body);
  });
}
