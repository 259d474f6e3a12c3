import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type CopilotServer, startCopilotServer } from "../index.ts";
import { completeWith, type FakeUpstream, startFakeUpstream } from "../testing/fake-upstream.ts";
import { wordGuard } from "../testing/word-guard.ts";

let upstream: FakeUpstream;
let server: CopilotServer;
beforeEach(async () => {
  upstream = await startFakeUpstream(completeWith("Hello."));
  server = await startCopilotServer({
    upstream: { baseUrl: upstream.baseUrl },
    model: "m",
    guard: wordGuard(),
    port: 0,
  });
});
afterEach(async () => {
  await server.close();
  await upstream[Symbol.asyncDispose]();
});

const body = JSON.stringify({ model: "m", messages: [{ role: "user", content: "Hello" }] });
const post = (headers: readonly string[]): string =>
  ["POST /v1/chat/completions HTTP/1.1", "host: localhost", "content-type: application/json", ...headers].join("\r\n");

async function send(request: string): Promise<{ status: number; headers: string; answer: unknown }> {
  const socket = connect(server.port, "127.0.0.1");
  socket.write(request);
  const [headers = "", answer = ""] = (await text(socket)).split("\r\n\r\n");
  return { status: Number(headers.split(" ")[1]), headers, answer: JSON.parse(answer) as unknown };
}

const error = (code: string) => ({ error: expect.objectContaining({ type: "invalid_request_error", code }) });

describe("a request that is none", () => {
  it.each([
    {
      what: "two lengths of its body",
      request: `${post([`content-length: ${body.length}`, "content-length: 5"])}\r\n\r\n${body}`,
    },
    {
      what: "a length and chunks",
      request: `${post([`content-length: ${body.length}`, "transfer-encoding: chunked"])}\r\n\r\n0\r\n\r\n${body}`,
    },
    { what: "an encoding that nobody knows", request: `${post(["transfer-encoding: xchunked"])}\r\n\r\n${body}` },
    { what: "no HTTP at all", request: "hello\r\n\r\n" },
    {
      what: "two hosts",
      request: `${post(["host: evil.example", `content-length: ${body.length}`, "connection: close"])}\r\n\r\n${body}`,
    },
  ])("is refused for $what, in OpenAI's shape, and never reaches the model", async ({ request }) => {
    expect(await send(request)).toMatchObject({ status: 400, answer: error("invalid_http") });
    expect(upstream.requests).toEqual([]);
  });

  it("is refused for headers without end", async () => {
    const request = `${post([`x-long: ${"x".repeat(20_000)}`])}\r\n\r\n`;
    expect(await send(request)).toMatchObject({ status: 431, answer: error("headers_too_large") });
  });

  it.each([
    { path: "/%", status: 400, code: "invalid_url" },
    { path: "/v1/models/%E0%A4%A", status: 400, code: "invalid_url" },
    { path: `/v1/models/${"secret".repeat(60)}`, status: 414, code: "path_too_long" },
  ])("is refused for the path $path without its words", async ({ path, status, code }) => {
    const found = await send(`GET ${path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`);
    expect(found).toMatchObject({ status, answer: error(code) });
    expect(JSON.stringify(found.answer)).not.toMatch(/secret|%/);
  });
});

describe("an endpoint that is none", () => {
  it.each([
    { method: "GET", path: "/v1/chat/completions", status: 405, code: "method_not_supported", allow: "POST" },
    { method: "DELETE", path: "/v1/models/m", status: 405, code: "method_not_supported", allow: "GET, HEAD" },
    { method: "PUT", path: "/health?x=1", status: 405, code: "method_not_supported", allow: "GET, HEAD" },
    { method: "GET", path: "/v1/models/m/x", status: 404, code: "unknown_url", allow: null },
    { method: "POST", path: "//v1/complete", status: 404, code: "unknown_url", allow: null },
  ])("answers $method $path with $status", async ({ method, path, status, code, allow }) => {
    const answer = await fetch(`${server.url}${path}`, { method });
    expect([answer.status, answer.headers.get("allow")]).toEqual([status, allow]);
    expect(await answer.json()).toEqual(error(code));
  });

  it("takes no plain text, which any page may send anywhere", async () => {
    const answer = await fetch(`${server.url}/v1/chat/completions`, { method: "POST", body });
    expect(answer.status).toBe(415);
    expect(await answer.json()).toEqual(error("unsupported_media_type"));
  });
});

describe("GET /ready", () => {
  it("asks the model's service once, however many ask it at once", async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => fetch(`${server.url}/ready`)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
    expect(upstream.requests.map(({ url }) => url)).toEqual(["/v1/models"]);
  });
});
