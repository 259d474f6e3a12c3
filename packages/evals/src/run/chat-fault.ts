import { APIConnectionError, APIError } from "openai";
import { AnswerFault } from "./answer-source.ts";

/**
 * Sorts what the SDK threw by what may be done about it.
 *
 * Messages of the service are left out: they can hold the prompt or parts of a key.
 */
export function chatFault(error: unknown): AnswerFault {
  if (error instanceof AnswerFault) return error;
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

/**
 * Seconds or a date, as RFC 9110 has it; a date by the clock of the service, where it tells the time. Capped, so that a broken
 * clock cannot stop a run for days.
 */
function retryAfter(headers: Headers | undefined): number | undefined {
  const milliseconds = headers?.get("retry-after-ms");
  if (milliseconds) return bound(Number(milliseconds));
  const value = headers?.get("retry-after");
  if (!value) return undefined;
  const seconds = Number(value);
  if (!Number.isNaN(seconds)) return bound(seconds * 1000);
  const told = Date.parse(headers?.get("date") ?? "");
  return bound(Date.parse(value) - (Number.isNaN(told) ? Date.now() : told));
}

function bound(milliseconds: number): number | undefined {
  return Number.isFinite(milliseconds) ? Math.min(Math.max(0, milliseconds), 15 * 60_000) : undefined;
}
