import type { IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import { ApiError } from "../http/api-error.ts";
import { readJson } from "../upstream/read-json.ts";
import { completionSchema } from "../wire/completion.ts";

/**
 * The events of an answer; one that came whole, from a service that knows no streams, as a stream of a single piece.
 *
 * @throws {ApiError} 502 for a whole answer that is no completion.
 */
export async function eventsOf(answer: IncomingMessage): Promise<Readable> {
  if (!/^application\/json\b/i.test(answer.headers["content-type"] ?? "")) return answer;
  const { data, error: cause } = completionSchema.safeParse(await readJson(answer));
  if (data === undefined) {
    throw new ApiError(502, "The model's answer is not readable.", { code: "upstream_failed", cause });
  }
  const choices = data.choices.map(({ message, ...choice }, position) => ({
    finish_reason: "stop",
    ...choice,
    index: choice.index ?? position,
    delta: message,
  }));
  const piece = { ...data, object: "chat.completion.chunk", choices };
  return Readable.from([Buffer.from(`data: ${JSON.stringify(piece)}\n\ndata: [DONE]\n\n`)]);
}
