import { afterEach, describe, expect, it } from "@jest/globals";
import OpenAI from "openai";
import { type CopilotServer, startCopilotServer } from "./index.ts";
import { completeWith, type FakeHandler, type FakeUpstream, startFakeUpstream } from "./testing/fake-upstream.ts";
import { wordGuard } from "./testing/word-guard.ts";

let upstream: FakeUpstream | undefined;
let server: CopilotServer | undefined;
afterEach(async () => {
  await server?.close();
  await upstream?.[Symbol.asyncDispose]();
});

async function clientOf(handler: FakeHandler): Promise<OpenAI> {
  upstream = await startFakeUpstream(handler);
  server = await startCopilotServer({
    upstream: { baseUrl: upstream.baseUrl, timeoutMs: 300 },
    model: "m",
    guard: wordGuard(),
    price: { inputPerMillion: 1, outputPerMillion: 1 },
    port: 0,
  });
  return new OpenAI({ baseURL: `${server.url}/v1`, apiKey: "any", maxRetries: 0 });
}

const chat = { model: "m", messages: [{ role: "user" as const, content: "Hello" }] };

async function streamed(client: OpenAI): Promise<{ text: string; reasons: (string | null)[] }> {
  const reasons: (string | null)[] = [];
  let text = "";
  for await (const { choices } of await client.chat.completions.create({ ...chat, stream: true })) {
    text += choices[0]?.delta.content ?? "";
    if (choices[0]?.finish_reason) reasons.push(choices[0].finish_reason);
  }
  return { text, reasons };
}

const event = (choice: object, others: object = {}): string =>
  `data: ${JSON.stringify({ id: "c", object: "chat.completion.chunk", choices: [{ index: 0, ...choice }], ...others })}\n\n`;
const words = event({ delta: { content: "Use Wrong here." } });
const stop = event({ delta: {}, finish_reason: "stop" });

/** Sends these texts as a stream, and then does with the connection what `after` says. */
function sends(texts: readonly string[], after: "end" | "cut" | "silence"): FakeHandler {
  return (_request, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    for (const text of texts) response.write(text);
    if (after === "end") response.end();
    // Cut once what was written has left.
    if (after === "cut") response.write("", () => response.socket?.destroy());
  };
}

describe("POST /v1/chat/completions before a service with habits of its own", () => {
  it.each<{ what: string; handler: FakeHandler }>([
    { what: "ends without [DONE]", handler: sends([words, stop], "end") },
    { what: "cuts the connection behind the reason to end", handler: sends([words, stop], "cut") },
    { what: "falls silent behind the reason to end", handler: sends([words, stop], "silence") },
    { what: "begins with a byte order mark", handler: sends(["\uFEFF", words, stop, "data: [DONE]\n\n"], "end") },
    {
      what: "says in every piece that there is no error",
      handler: sends([event({ delta: { content: "Use Wrong here." } }, { error: null }), stop], "end"),
    },
    {
      what: "counts in words",
      handler: sends(
        [words, stop, event({ delta: {} }, { usage: { prompt_tokens: "ten", completion_tokens: -1 } })],
        "end",
      ),
    },
    {
      what: "counts in a list",
      handler: sends([event({ delta: { content: "Use Wrong here." } }, { usage: [] }), stop], "end"),
    },
    { what: "answers whole", handler: completeWith("Use Wrong here.") },
    {
      what: "answers whole, with little",
      handler: completeWith("", { choices: [{ message: { content: "Use Wrong here." } }] }),
    },
  ])("gives a client its guarded stream from one that $what", async ({ handler }) => {
    expect(await streamed(await clientOf(handler))).toEqual({ text: "Use Right here.", reasons: ["stop"] });
  });

  it.each<{ what: string; handler: FakeHandler }>([
    { what: "is cut before its reason to end", handler: sends([words], "cut") },
    { what: "is silent before its reason to end", handler: sends([words], "silence") },
  ])("ends a stream that $what with an error", async ({ handler }) => {
    await expect(streamed(await clientOf(handler))).rejects.toThrow(OpenAI.APIError);
  });

  it("answers 502 where a whole answer instead of a stream is no completion", async () => {
    const client = await clientOf(completeWith("", { choices: "none" }));
    await expect(streamed(client)).rejects.toMatchObject({ status: 502 });
  });

  it.each([
    { what: "no counts", others: { usage: { prompt_tokens: null, completion_tokens: "many" } } },
    { what: "no usage", others: { usage: 7 } },
    { what: "null for its names", others: { id: null, model: null, system_fingerprint: null } },
    {
      what: "null for a place",
      others: {
        choices: [{ index: null, finish_reason: null, message: { content: "Use Wrong here.", tool_calls: null } }],
      },
    },
  ])("passes on an answer with $what", async ({ others }) => {
    const client = await clientOf(completeWith("Use Wrong here.", others));
    const { choices } = await client.chat.completions.create(chat);
    expect(choices[0]?.message.content).toBe("Use Right here.");
  });

  it.each<{ what: string; handler: FakeHandler }>([
    {
      what: "writes a byte order mark before its JSON",
      handler: (_request, response) => {
        response.setHeader("content-type", "application/json");
        response.end(`\uFEFF${JSON.stringify({ choices: [{ message: { content: "Use Wrong here." } }] })}`);
      },
    },
    {
      what: "answers with 201",
      handler: (request, response) => {
        response.statusCode = 201;
        return completeWith("Use Wrong here.")(request, response);
      },
    },
  ])("takes the answer of one that $what", async ({ handler }) => {
    const { choices } = await (await clientOf(handler)).chat.completions.create(chat);
    expect(choices[0]?.message.content).toBe("Use Right here.");
  });

  it("asks for answers that are not compressed", async () => {
    const client = await clientOf(completeWith("ok"));
    await client.chat.completions.create(chat);
    expect(upstream?.requests[0]?.headers["accept-encoding"]).toBe("identity");
  });
});
