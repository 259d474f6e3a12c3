import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text as readText } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { AnswerFault } from "./answer-source.ts";
import { chatAnswers, type ChatAnswersOptions } from "./chat-answers.ts";

let server: Server;
let asked: Record<string, unknown>[];
let respond: (body: Record<string, unknown>, response: ServerResponse) => void;

beforeEach(async () => {
  asked = [];
  const listen = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = JSON.parse(await readText(request)) as Record<string, unknown>;
    asked.push(body);
    respond(body, response);
  };
  server = createServer((request, response) => void listen(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function send(response: ServerResponse, body: unknown, options: { status?: number; type?: string } = {}): void {
  response.writeHead(options.status ?? 200, { "content-type": options.type ?? "application/json" });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
}

const ask = (options: Partial<ChatAnswersOptions> = {}) => {
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  const source = chatAnswers({ baseUrl, apiKey: "test", model: "m", ...options });
  const messages = [{ role: "user" as const, content: "Write." }];
  return (trial = 0) => source.answer({ caseId: "one", trial, messages, signal: new AbortController().signal });
};

describe("chatAnswers()", () => {
  it.each([
    { title: "a login page", body: "<html>Log in</html>", type: "text/html" },
    { title: "JSON that is cut off", body: '{"choices": [{"mess' },
    { title: "an object without choices", body: {} },
    { title: "an empty list of choices", body: { choices: [] } },
    { title: "an error with status 200", body: { error: { message: "overloaded" } } },
    { title: "a number for an answer", body: { choices: [{ message: { content: 42 } }] } },
    { title: "nothing", body: "" },
  ])("does not take $title for an empty answer", async ({ body, type }) => {
    respond = (_, response) => send(response, body, type === undefined ? {} : { type });
    await expect(ask()()).rejects.toMatchObject({ name: "AnswerFault", kind: "unavailable" });
  });

  it.each([
    { title: "text", message: { content: "code" }, answer: "code" },
    { title: "parts of text", message: { content: [{ type: "text", text: "co" }, { text: "de" }] }, answer: "code" },
    { title: "a refusal", message: { content: null, refusal: "No." }, answer: "No." },
    { title: "no content", message: { role: "assistant" }, answer: "" },
  ])("reads $title, whatever stands in the usage", async ({ message, answer }) => {
    respond = (_, response) =>
      send(response, { choices: [{ message }], usage: { prompt_tokens: "many", completion_tokens: -1 } });
    await expect(ask()()).resolves.toEqual({
      text: answer,
      finishReason: null,
      promptTokens: null,
      completionTokens: null,
    });
  });

  it("reads a completion that calls itself plain text", async () => {
    respond = (_, response) => send(response, { choices: [{ message: { content: "code" } }] }, { type: "text/plain" });
    await expect(ask()()).resolves.toMatchObject({ text: "code" });
  });

  it.each(["headers", "body"])("gives up on %s that never come", async (part) => {
    respond = (_, response) => {
      if (part === "body") response.writeHead(200, { "content-type": "application/json" }).write("{");
    };
    await expect(ask({ timeoutMs: 50 })()).rejects.toMatchObject({ kind: "unavailable" });
  });

  it("asks without a parameter that the model does not take, and remembers it", async () => {
    respond = (body, response) => {
      for (const [param, code] of [
        ["max_tokens", "unsupported_parameter"],
        ["temperature", "unsupported_value"],
      ] as const) {
        if (param in body) return send(response, { error: { message: "No.", param, code } }, { status: 400 });
      }
      return send(response, { choices: [{ message: { content: "code" } }] });
    };
    const answer = ask({ maxTokens: 9, seed: 1 });
    // Two at once: each hears for itself what the other is told as well.
    const both = await Promise.all([answer(), answer()]);
    expect(both.map(({ text }) => text)).toEqual(["code", "code"]);
    const before = asked.length;
    await expect(answer(4)).resolves.toMatchObject({ text: "code" });
    expect(asked.slice(before)).toEqual([
      { model: "m", messages: [{ role: "user", content: "Write." }], max_completion_tokens: 9, seed: 5 },
    ]);
  });

  it("takes an answer that a content filter held back for an empty one", async () => {
    respond = (_, response) => send(response, { error: { message: "No.", code: "content_filter" } }, { status: 400 });
    await expect(ask()()).resolves.toMatchObject({ text: "", finishReason: "content_filter" });
  });

  it("keeps the key out of an answer that echoes the request", async () => {
    respond = (_, response) =>
      send(response, { choices: [{ message: { content: "Bearer sk-planted-1, sk-planted-1" } }] });
    const answer = await ask({ apiKey: "sk-planted-1" })();
    expect(answer.text).toBe("Bearer [API key], [API key]");
  });

  it.each([
    { to: "its own host", status: 308, location: "/v2/chat/completions", outcome: { text: "code" } },
    { to: "another host", status: 307, location: "http://localhost:1/v1", outcome: "The service answered 307." },
    { to: "a login page", status: 302, location: "/login", outcome: "The service answered 302." },
    { to: "nowhere", status: 307, location: "", outcome: "The service answered 307." },
  ])("follows a redirect only within the service: $to", async ({ status, location, outcome }) => {
    respond = (_, response) => {
      if (asked.length > 1) return send(response, { choices: [{ message: { content: "code" } }] });
      response.writeHead(status, location === "" ? {} : { location }).end();
    };
    const answer = ask()().catch(({ kind, message }: AnswerFault) => `${kind}: ${message}`);
    if (typeof outcome === "string") expect(await answer).toBe(`refused: ${outcome}`);
    else expect(await answer).toMatchObject(outcome);
    expect(asked).toHaveLength(typeof outcome === "string" ? 1 : 2);
  });

  it("reads no more than an answer can be of one that has no end", async () => {
    respond = (_, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      const blank = Buffer.alloc(1 << 20, " ");
      const more = (): void => {
        while (!response.destroyed && response.write(blank));
      };
      response.on("drain", more);
      more();
    };
    await expect(ask()()).rejects.toMatchObject({
      kind: "unavailable",
      message: expect.stringContaining("cannot be read"),
    });
  });

  it("waits until a date by the clock of the service", async () => {
    respond = (_, response) => {
      response.sendDate = false;
      response.writeHead(503, {
        date: "Wed, 21 Oct 2015 07:28:00 GMT",
        "retry-after": "Wed, 21 Oct 2015 07:28:07 GMT",
      });
      response.end("{}");
    };
    await expect(ask()()).rejects.toMatchObject({ kind: "unavailable", retryAfterMs: 7000 });
  });

  it("refuses for good where the service objects to anything else", async () => {
    respond = (_, response) =>
      send(response, { error: { message: "sk-1", param: "model", code: "unsupported_value" } }, { status: 400 });
    await expect(ask()()).rejects.toMatchObject({
      kind: "refused",
      message: "The service answered 400 (unsupported_value).",
    });
    expect(asked).toHaveLength(1);
  });
});
