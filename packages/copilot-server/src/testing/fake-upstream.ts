import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request that reached the fake. */
export interface SeenRequest {
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: Readonly<Record<string, unknown>>;
}

/** Answers one request. */
export type FakeHandler = (request: SeenRequest, response: ServerResponse) => void | Promise<void>;

/** A model's service on loopback that answers as a test wants. */
export interface FakeUpstream extends AsyncDisposable {
  readonly baseUrl: string;
  readonly requests: SeenRequest[];
  /** Requests whose client went away before the answer was whole. */
  readonly aborted: () => number;
  handler: FakeHandler;
}

/** Starts a fake upstream. */
export async function startFakeUpstream(handler: FakeHandler): Promise<FakeUpstream> {
  const requests: SeenRequest[] = [];
  let aborted = 0;
  const server = createServer((request, response) => {
    response.on("close", () => {
      if (!response.writableFinished) aborted += 1;
    });
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const text = Buffer.concat(parts).toString();
      const body = (text === "" ? {} : JSON.parse(text)) as Record<string, unknown>;
      const seen = { url: request.url ?? "", headers: request.headers, body };
      requests.push(seen);
      void fake.handler(seen, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const fake: FakeUpstream = {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    aborted: () => aborted,
    handler,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
  return fake;
}

/** Answers with a whole completion of this text. */
export function completeWith(content: string, others: Readonly<Record<string, unknown>> = {}): FakeHandler {
  return (_request, response) => {
    response.setHeader("content-type", "application/json");
    response.end(
      JSON.stringify({
        id: "chatcmpl-1",
        object: "chat.completion",
        created: 1,
        model: "inner-model",
        choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop", logprobs: null }],
        usage: { prompt_tokens: 10, completion_tokens: 20, total_tokens: 30 },
        system_fingerprint: "fp",
        ...others,
      }),
    );
  };
}

/** Answers with a stream of these pieces, as OpenAI sends it; the socket gets `cut` bytes at a time. */
export function streamPieces(pieces: readonly string[], cut = 1_000_000): FakeHandler {
  return (request, response) => {
    response.setHeader("content-type", "text/event-stream");
    const chunk = (choices: unknown[], others = {}): string =>
      `data: ${JSON.stringify({ id: "c", object: "chat.completion.chunk", created: 1, model: "inner-model", choices, ...others })}\n\n`;
    const usage = (request.body["stream_options"] as { include_usage?: boolean } | undefined)?.include_usage === true;
    const text = [
      chunk([{ index: 0, delta: { role: "assistant", content: "" }, finish_reason: null }]),
      ...pieces.map((content) => chunk([{ index: 0, delta: { content }, finish_reason: null }])),
      chunk([{ index: 0, delta: {}, finish_reason: "stop" }]),
      ...(usage ? [chunk([], { usage: { prompt_tokens: 10, completion_tokens: 20, total_tokens: 30 } })] : []),
      "data: [DONE]\n\n",
    ].join("");
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += cut) response.write(bytes.subarray(at, at + cut));
    response.end();
  };
}
