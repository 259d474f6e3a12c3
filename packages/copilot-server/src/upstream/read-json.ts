import type { IncomingMessage } from "node:http";
import { ApiError } from "../http/api-error.ts";

/** Longest answer that is held: 16 MiB. */
const MOST_BYTES = 16 * 1024 * 1024;

/**
 * Reads an answer as JSON.
 *
 * @throws {ApiError} 502 for an answer that breaks off, is too long or is no JSON; 504 for one that falls silent.
 */
export async function readJson(answer: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of answer as AsyncIterable<Buffer>) {
      length += part.length;
      if (length > MOST_BYTES) throw new RangeError("The answer is too long.");
      parts.push(part);
    }
    // A decoder, as a byte order mark before the JSON is no part of it.
    return JSON.parse(new TextDecoder().decode(Buffer.concat(parts))) as unknown;
  } catch (cause) {
    if (cause instanceof ApiError) throw cause;
    throw new ApiError(502, "The model's answer is not readable.", { code: "upstream_failed", cause });
  }
}
