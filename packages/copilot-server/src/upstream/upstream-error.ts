import type { IncomingMessage } from "node:http";
import * as z from "zod";
import { ApiError } from "../http/api-error.ts";

/** Codes that say something about the request and nothing about the service; a client may act on them. */
const passedCodes: ReadonlySet<string> = new Set([
  "context_length_exceeded",
  "content_filter",
  "insufficient_quota",
  "invalid_prompt",
  "rate_limit_exceeded",
  "string_above_max_length",
  "unsupported_parameter",
  "unsupported_value",
]);

/**
 * Turns an upstream's refusal into one of this server's.
 *
 * A wrong key or a missing model there is this server's fault, not the client's, so both become 502. The upstream's words are
 * never passed on: they can hold prompts, hosts and parts of keys.
 */
export function upstreamError({ statusCode: status = 502, headers }: IncomingMessage, body: unknown): ApiError {
  const { code, param } = readCode(body);
  const retryAfter = retryAfterOf(headers["retry-after"]);
  switch (true) {
    case status === 429:
      return new ApiError(429, "The model is asked too often right now; try again later.", {
        type: code === "insufficient_quota" ? "insufficient_quota" : "rate_limit_error",
        code: code ?? "rate_limit_exceeded",
        retryAfter: retryAfter ?? "1",
      });
    case status === 503:
      return new ApiError(503, "The model is overloaded; try again later.", {
        code: "upstream_unavailable",
        retryAfter,
      });
    case status >= 500:
      return new ApiError(502, "The model failed to answer.", { code: "upstream_failed", retryAfter });
    case status === 408:
      return new ApiError(504, "The model did not answer in time.", { code: "upstream_timeout" });
    case status === 400 || status === 413 || status === 422:
      return new ApiError(status, "The model's service refused the request.", {
        code: code ?? "invalid_request",
        param,
      });
    default:
      return new ApiError(502, "This server may not use the model; its operator has to look.", {
        code: "upstream_refused",
      });
  }
}

const refusalSchema = z.object({ error: z.object({ code: z.string().nullish(), param: z.string().nullish() }) });

function readCode(body: unknown): { code: string | null; param: string | null } {
  const { code, param } = refusalSchema.safeParse(body).data?.error ?? {};
  return {
    code: code !== null && code !== undefined && passedCodes.has(code) ? code : null,
    param: param !== null && param !== undefined && /^[a-z_.[\]\d]{1,64}$/.test(param) ? param : null,
  };
}

/** Seconds or a date, as the header may hold (RFC 9110, 10.2.3); anything else is left out. */
function retryAfterOf(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (/^\d{1,6}(?:\.\d+)?$/.test(value)) return String(Math.ceil(Number(value)));
  return Number.isNaN(Date.parse(value)) ? undefined : new Date(value).toUTCString();
}
