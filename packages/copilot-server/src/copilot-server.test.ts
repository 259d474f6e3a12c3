// Over 300 lines: every endpoint on the same upstream that is told how to behave.
import { on } from "node:events";
import { get, type ServerResponse } from "node:http";
import { connect } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import OpenAI from "openai";
import { type CopilotServer, type StartCopilotServerOptions, startCopilotServer } from "./index.ts";
import { completeWith, type FakeUpstream, startFakeUpstream, streamPieces } from "./testing/fake-upstream.ts";
import { wordGuard } from "./testing/word-guard.ts";

const planted = "sk-planted-secret";
let upstream: FakeUpstream;
let server: CopilotServer | undefined;
let logs: string[];

async function start(options: Partial<StartCopilotServerOptions> = {}): Promise<OpenAI> {
  server = await startCopilotServer({
    upstream: { baseUrl: upstream.baseUrl, apiKey: planted },
    model: "ft:model",
    aliases: ["v7"],
    guard: wordGuard(),
    role: "You are a tester.",
    port: 0,
    logStream: { write: (line) => logs.push(line) },
    ...options,
  });
  return new OpenAI({ baseURL: `${server.url}/v1`, apiKey: options.apiKeys?.[0] ?? "any", maxRetries: 0 });
}

function post(path: string, body: string | object, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${server?.url}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

const chat = { model: "ft:model", messages: [{ role: "user" as const, content: "Hello" }] };

beforeEach(async () => {
  logs = [];
  upstream = await startFakeUpstream(completeWith("Use Wrong here."));
});
afterEach(async () => {
  await server?.close();
  server = undefined;
  await upstream[Symbol.asyncDispose]();
});

describe("POST /v1/chat/completions", () => {
  it("repairs the answer and says so in a header; everything else is the model's own", async () => {
    const client = await start();
    const { data, response } = await client.chat.completions.create(chat).withResponse();
    expect(data.choices[0]?.message.content).toBe("Use Right here.");
    expect(data).toMatchObject({
      id: "chatcmpl-1",
      model: "ft:model",
      system_fingerprint: "fp",
      usage: { total_tokens: 30 },
    });
    expect(response.headers.get("x-tunewright-findings")).toBe("repaired=1; reported=0; rules=right-word");
    expect(response.headers.get("x-request-id")).toMatch(/^[\w-]{10,}$/);
  });

  it("passes every parameter on, puts the rules before the conversation, and keeps a client's own prompt", async () => {
    const client = await start();
    const tools = [{ type: "function" as const, function: { name: "f", parameters: {} } }];
    await client.chat.completions.create({ ...chat, tools, seed: 3, top_p: 0.5, logit_bias: { "1": 2 } });
    expect(upstream.requests[0]?.body).toEqual({
      model: "ft:model",
      messages: [
        { role: "system", content: "You are a tester.\n\nCritical API rules:\n- Write Right, not Wrong." },
        ...chat.messages,
      ],
      tools,
      seed: 3,
      top_p: 0.5,
      logit_bias: { "1": 2 },
    });
    expect(upstream.requests[0]?.headers.authorization).toBe(`Bearer ${planted}`);
    const own = [{ role: "system" as const, content: "Mine." }, ...chat.messages];
    await client.chat.completions.create({ ...chat, model: "v7", messages: own });
    expect(upstream.requests[1]?.body).toEqual({ model: "ft:model", messages: own });
  });

  it("marks without a change, or leaves the answer alone", async () => {
    const marking = await start({ guardMode: "mark" });
    const marked = await marking.chat.completions.create(chat).withResponse();
    expect(marked.data.choices[0]?.message.content).toBe("Use Wrong here.");
    expect(marked.response.headers.get("x-tunewright-findings")).toBe("repaired=0; reported=1; rules=right-word");
    await server?.close();
    const off = await start({ guardMode: "off" });
    const { response } = await off.chat.completions.create(chat).withResponse();
    expect(response.headers.get("x-tunewright-findings")).toBe("repaired=0; reported=0");
  });

  it("passes tool calls as they came", async () => {
    const calls = [{ id: "c", type: "function", function: { name: "f", arguments: '{"a":"Wrong"}' } }];
    const message = { role: "assistant", content: null, tool_calls: calls };
    upstream.handler = completeWith("", { choices: [{ index: 0, message, finish_reason: "tool_calls" }] });
    const client = await start();
    const data = await client.chat.completions.create(chat);
    expect(data.choices[0]?.message).toEqual(message);
  });

  it("asks once more when a critical finding is left, and takes the better answer", async () => {
    let asked = 0;
    upstream.handler = (request, response) => {
      asked += 1;
      return completeWith(asked === 1 ? "Danger." : "Safe.")(request, response);
    };
    const client = await start({ retryCritical: true });
    const data = await client.chat.completions.create(chat);
    expect(data.choices[0]?.message.content).toBe("Safe.");
    expect(upstream.requests).toHaveLength(2);
  });
});

describe("streaming", () => {
  it("gives the SDK the repaired text, the finish reason and the usage it asked for", async () => {
    upstream.handler = streamPieces(["Use Wr", "ong", " here. Wrong"]);
    const client = await start({ price: { inputPerMillion: 1, outputPerMillion: 2 } });
    const stream = await client.chat.completions.create({
      ...chat,
      stream: true,
      stream_options: { include_usage: true },
    });
    const texts: string[] = [];
    const ends: unknown[] = [];
    for await (const chunk of stream) {
      texts.push(chunk.choices[0]?.delta.content ?? "");
      if (chunk.choices[0]?.finish_reason) ends.push(chunk);
      if (chunk.usage) ends.push(chunk.usage.total_tokens);
    }
    expect(texts.join("")).toBe("Use Right here. Right");
    expect(ends).toEqual([
      expect.objectContaining({ model: "ft:model", tunewright: { guard: "repair", findings: expect.any(Array) } }),
      30,
    ]);
  });

  it("counts what an answer cost that nobody waited for, by an estimate", async () => {
    const gone = new Promise<void>((resolve) => {
      upstream.handler = (_request, response) => {
        response.setHeader("content-type", "text/event-stream");
        response.write('data: {"choices":[{"index":0,"delta":{"content":"a b"}}]}\n\n');
        response.on("close", () => resolve());
      };
    });
    const client = await start({ price: { inputPerMillion: 0, outputPerMillion: 1e6 }, dailyCostLimit: 1 });
    const stream = await client.chat.completions.create({ ...chat, stream: true });
    for await (const _chunk of stream) stream.controller.abort();
    await gone;
    await expect(client.chat.completions.create(chat)).rejects.toMatchObject({ code: "daily_cost_limit" });
  });

  it("counts an answer once whose service counts up in every piece, also where nobody waited for its end", async () => {
    const counted = (content: string, completion: number, finish: string | null = null): string =>
      `data: ${JSON.stringify({
        choices: [{ index: 0, delta: { content }, finish_reason: finish }],
        usage: { prompt_tokens: 10, completion_tokens: completion, total_tokens: 10 + completion },
      })}\n\n`;
    upstream.handler = (_request, response) => {
      response.setHeader("content-type", "text/event-stream");
      response.end(`${counted("a ", 1)}${counted("b ", 20)}${counted("c ", 30, "stop")}data: [DONE]\n\n`);
    };
    await start({ price: { inputPerMillion: 1e6, outputPerMillion: 1e6 } });
    await (await post("/v1/chat/completions", { ...chat, stream: true })).text();
    const cost = async (): Promise<string> =>
      /^tunewright_cost_usd_total (.*)$/m.exec(await (await fetch(`${server?.url}/metrics`)).text())?.[1] ?? "";
    expect(await cost()).toBe("40");
    upstream.handler = (_request, response) => {
      response.setHeader("content-type", "text/event-stream");
      response.end(`${counted("a ", 1)}${counted("b ", 20)}`);
    };
    await (await post("/v1/chat/completions", { ...chat, stream: true })).text();
    expect(await cost()).toBe("70");
  });

  it("counts a whole answer by an estimate where its service counts nothing", async () => {
    upstream.handler = completeWith("a b", { usage: undefined });
    const client = await start({ price: { inputPerMillion: 0, outputPerMillion: 1e6 }, dailyCostLimit: 1 });
    await client.chat.completions.create(chat);
    await expect(client.chat.completions.create(chat)).rejects.toMatchObject({ code: "daily_cost_limit" });
  });

  it("hides the usage that only this server asked for", async () => {
    upstream.handler = streamPieces(["Hello"]);
    const client = await start({ price: { inputPerMillion: 1, outputPerMillion: 2 } });
    const chunks = [];
    for await (const chunk of await client.chat.completions.create({ ...chat, stream: true })) chunks.push(chunk);
    expect(chunks.every((chunk) => !("usage" in chunk))).toBe(true);
    expect(upstream.requests[0]?.body["stream_options"]).toEqual({ include_usage: true });
  });

  it("gives the same text for every way of cutting it", async () => {
    const client = await start();
    const words = fc.array(fc.constantFrom("Wrong", "Wro", "ng", " ", "é", "\n", "Danger", "x", "🙂"), {
      minLength: 1,
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(words, fc.integer({ min: 1, max: 60 }), async (behind, cut) => {
        const pieces = ["x", ...behind];
        upstream.handler = streamPieces(pieces, cut);
        let text = "";
        for await (const chunk of await client.chat.completions.create({ ...chat, stream: true })) {
          text += chunk.choices[0]?.delta.content ?? "";
        }
        expect(text).toBe(wordGuard().repair(pieces.join("")).text);
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    [
      "breaks off",
      (_request: unknown, response: ServerResponse) => {
        response.setHeader("content-type", "text/event-stream");
        response.write('data: {"choices":[{"index":0,"delta":{"content":"a b"}}]}\n\n');
        setImmediate(() => response.destroy());
      },
    ],
    [
      "sends what is no JSON",
      (_request: unknown, response: ServerResponse) => {
        response.setHeader("content-type", "text/event-stream");
        response.write('data: {"choices":[{"index":0,"delta":{"content":"a"}}]}\n\n');
        response.end("data: {secret\n\n");
      },
    ],
    [
      "ends without saying so",
      (_request: unknown, response: ServerResponse) => {
        response.setHeader("content-type", "text/event-stream");
        response.end('data: {"choices":[{"index":0,"delta":{"content":"a"}}]}\n\n');
      },
    ],
  ])("ends with an error event when the model %s", async (_name, handler) => {
    upstream.handler = handler;
    await start();
    const answer = await post("/v1/chat/completions", { ...chat, stream: true });
    const text = await answer.text();
    expect(answer.status).toBe(200);
    const last = JSON.parse(text.trim().split("\n\n").at(-1)?.slice("data: ".length) ?? "") as object;
    expect(last).toMatchObject({ error: { type: "server_error", code: "upstream_failed" } });
    expect(text).not.toMatch(/secret|\[DONE\]/);
  });

  it.each([
    ["says nothing", streamPieces([]), "empty_answer"],
    ["says only blanks", streamPieces([" ", "\n"]), "empty_answer"],
    [
      "fails before its first word",
      (_request: unknown, response: ServerResponse) => {
        response.end('data: {"error":{"message":"secret"}}\n\n');
      },
      "upstream_failed",
    ],
  ])("answers 502, not a stream, when the model %s", async (_name, handler, code) => {
    upstream.handler = handler;
    await start();
    const answer = await post("/v1/chat/completions", { ...chat, stream: true });
    expect(answer.status).toBe(502);
    expect(await answer.json()).toMatchObject({ error: { code } });
  });

  it("gives up on a model that sends and sends without a word", async () => {
    const gone = new Promise<void>((resolve) => {
      upstream.handler = (_request, response) => {
        response.setHeader("content-type", "text/event-stream");
        const nothing = `data: {"choices":[{"index":0,"delta":{"role":"assistant"}}]}\n\n`.repeat(2000);
        const more = (): void => {
          while (!response.destroyed && response.write(nothing));
        };
        response.on("drain", more);
        response.on("close", () => resolve());
        more();
      };
    });
    await start();
    expect((await post("/v1/chat/completions", { ...chat, stream: true })).status).toBe(502);
    await gone;
  });

  it("stops the model when the client goes away", async () => {
    const gone = new Promise<void>((resolve) => {
      upstream.handler = (_request, response) => {
        response.setHeader("content-type", "text/event-stream");
        response.write('data: {"choices":[{"index":0,"delta":{"content":"a b"}}]}\n\n');
        response.on("close", () => resolve());
      };
    });
    const client = await start();
    const stream = await client.chat.completions.create({ ...chat, stream: true });
    for await (const _chunk of stream) stream.controller.abort();
    await gone;
    expect(upstream.aborted()).toBe(1);
  });
});

describe("errors", () => {
  it.each([
    ["bad JSON", "/v1/chat/completions", "{", 400, "invalid_json"],
    ["no model", "/v1/chat/completions", { messages: chat.messages }, 400, "invalid_value"],
    ["no messages", "/v1/chat/completions", { model: "ft:model", messages: [] }, 400, "invalid_value"],
    ["an unknown model", "/v1/chat/completions", { ...chat, model: "gpt-9" }, 404, "model_not_found"],
    ["a blank description", "/v1/generate-plugin", { description: "  " }, 400, "invalid_value"],
    ["a wrong type", "/v1/complete", { prompt: 3 }, 400, "invalid_value"],
    [
      "too many stop sequences",
      "/v1/complete",
      { prompt: "a", stop_sequences: ["a", "b", "c", "d", "e"] },
      400,
      "invalid_value",
    ],
    ["an unknown endpoint", "/v1/nothing", {}, 404, "unknown_url"],
    ["a body over the limit", "/v1/chat/completions", { ...chat, user: "x".repeat(3000) }, 413, "request_too_large"],
  ])("answers %s in OpenAI's shape", async (_name, path, body, status, code) => {
    await start({ bodyLimitBytes: 2048 });
    const answer = await post(path, body);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toEqual({
      error: {
        message: expect.any(String),
        type: "invalid_request_error",
        param: body === "{" || code === "request_too_large" || code === "unknown_url" ? null : expect.any(String),
        code,
      },
    });
  });

  it("reads a body over the limit to its end, so that a client which is still sending sees the answer", async () => {
    await start({ bodyLimitBytes: 2048 });
    const { hostname, port } = new URL(server?.url ?? "");
    const socket = connect(Number(port), hostname);
    let received = "";
    const until = async (text: string): Promise<void> => {
      for await (const [piece] of on(socket, "data", { close: ["close"] })) {
        received += String(piece);
        if (received.includes(text)) return;
      }
    };
    const head = (line: string): string => `${line} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n`;
    socket.write(`${head("POST /v1/chat/completions")}content-length: 4000000\r\n\r\n`);
    socket.write(Buffer.alloc(1_000_000, 0x20));
    await until("request_too_large");
    expect(received).toMatch(/^HTTP\/1\.1 413 /);
    // The rest is read, and the next request on the same connection is answered.
    socket.write(Buffer.alloc(3_000_000, 0x20));
    socket.write(`${head("GET /health")}\r\n`);
    await until("HTTP/1.1 200 ");
    expect(received).toContain("HTTP/1.1 200 ");
    socket.destroy();
  });

  it.each([
    [429, { "retry-after": "7" }, 429, "7"],
    [503, { "retry-after": "9" }, 503, "9"],
    [500, {}, 502, null],
    [401, {}, 502, null],
    [404, {}, 502, null],
    [400, {}, 400, null],
  ])("maps the model's %i without a word of it", async (status, headers, expected, retryAfter) => {
    upstream.handler = (_request, response) => {
      response.writeHead(status, { "content-type": "application/json", ...headers });
      response.end(JSON.stringify({ error: { message: "secret words", code: "secret_code" } }));
    };
    await start();
    const answer = await post("/v1/chat/completions", chat);
    expect(answer.status).toBe(expected);
    expect(answer.headers.get("retry-after")).toBe(retryAfter);
    expect(await answer.text()).not.toContain("secret");
  });

  it("answers 502 for an empty answer, and 504 for a slow one", async () => {
    upstream.handler = completeWith(" ");
    await start({ upstream: { baseUrl: upstream.baseUrl, timeoutMs: 50 } });
    const empty = await post("/v1/chat/completions", chat);
    expect([empty.status, ((await empty.json()) as { error: { code: string } }).error.code]).toEqual([
      502,
      "empty_answer",
    ]);
    upstream.handler = () => {};
    const slow = await post("/v1/chat/completions", chat);
    expect([slow.status, ((await slow.json()) as { error: { code: string } }).error.code]).toEqual([
      504,
      "upstream_timeout",
    ]);
  });

  it.each([
    { reason: "content_filter", stream: false },
    { reason: "content_filter", stream: true },
    { reason: "length", stream: false },
    { reason: "length", stream: true },
  ])("passes on an empty answer that says why it is: $reason (streamed: $stream)", async ({ reason, stream }) => {
    const message = { role: "assistant", content: null };
    upstream.handler = completeWith("", { choices: [{ index: 0, message, finish_reason: reason }] });
    await start();
    const answer = await post("/v1/chat/completions", { ...chat, stream });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain(`"finish_reason":"${reason}"`);
    expect((await post("/v1/complete", { prompt: "x" })).status).toBe(502);
  });

  it("answers 502 when nobody is there", async () => {
    await start({ upstream: { baseUrl: "http://127.0.0.1:1/v1" } });
    expect((await post("/v1/chat/completions", chat)).status).toBe(502);
    expect((await fetch(`${server?.url}/ready`)).status).toBe(503);
  });
});

describe("the other endpoints", () => {
  it("lists the model under each of its names, and knows one by name", async () => {
    const client = await start();
    const names = [];
    for await (const model of client.models.list()) names.push(model.id);
    expect(names).toEqual(["ft:model", "v7"]);
    expect((await client.models.retrieve("ft:model")).id).toBe("ft:model");
    await expect(client.models.retrieve("other")).rejects.toMatchObject({ status: 404, code: "model_not_found" });
  });

  it("completes code and generates plugins in their own shapes", async () => {
    upstream.handler = completeWith("Here:\n\n```sourcepawn\nWrong();\n```\n");
    await start({ price: { inputPerMillion: 1, outputPerMillion: 2 }, now: () => 0 });
    const finding = {
      action: "repaired",
      rule: "right-word",
      severity: "error",
      name: "Wrong",
      fix: "Right",
      choice: 0,
    };
    const done = await post("/v1/complete", {
      prompt: "void f() {",
      max_tokens: 5,
      temperature: 0,
      language: "sourcepawn",
      stop_sequences: ["}"],
    });
    expect(await done.json()).toEqual({
      completion: "Right();",
      tokens_used: 30,
      model: "ft:model",
      cost: 0.00005,
      timestamp: "1970-01-01T00:00:00.000Z",
      findings: [finding],
    });
    expect(upstream.requests[0]?.body).toMatchObject({ max_tokens: 5, temperature: 0, stop: ["}"] });
    const plugin = await post("/v1/generate-plugin", { description: "A Tank spawner." });
    expect(await plugin.json()).toEqual({
      plugin_code: "Right();",
      model: "ft:model",
      tokens_used: 30,
      findings: [finding],
    });
  });

  it("tells people, supervisors and Prometheus how it is", async () => {
    await start();
    await post("/v1/chat/completions", chat);
    const look = async (path: string): Promise<[number, string]> => {
      const answer = await fetch(`${server?.url}${path}`);
      return [answer.status, await answer.text()];
    };
    expect(JSON.parse((await look("/"))[1])).toMatchObject({ name: "tunewright copilot server", model: "ft:model" });
    expect(await look("/health")).toEqual([200, '{"status":"ok"}']);
    expect((await look("/ready"))[0]).toBe(200);
    expect((await look("/metrics"))[1]).toContain(
      'tunewright_guard_findings_total{rule="right-word",action="repaired"} 1',
    );
    const api = JSON.parse((await look("/openapi.json"))[1]) as { paths: object };
    expect(Object.keys(api.paths)).toEqual(
      expect.arrayContaining(["/v1/chat/completions", "/v1/complete", "/v1/generate-plugin", "/v1/models"]),
    );
    const docs = (await look("/docs"))[1];
    expect(docs).toContain("/v1/generate-plugin");
    expect(docs).not.toMatch(/src=|https?:\/\//);
  });
});

describe("trust", () => {
  it("refuses to be reached by others without a key", async () => {
    await expect(start({ host: "0.0.0.0" })).rejects.toMatchObject({ code: "SERVER_REFUSED" });
  });

  it("refuses a cost limit that it cannot hold", async () => {
    await expect(start({ dailyCostLimit: 1 })).rejects.toMatchObject({ code: "SERVER_REFUSED" });
  });

  it("answers a page of another name only with a key, so that no name can be bent to this machine", async () => {
    const ask = (headers: Record<string, string>): Promise<number> =>
      new Promise((resolve, reject) => {
        get(`${server?.url}/v1/models`, { headers, agent: false }, (answer) => {
          answer.resume();
          resolve(answer.statusCode ?? 0);
        }).on("error", reject);
      });
    await start();
    expect(await ask({ host: "rebound.example" })).toBe(403);
    expect(await ask({ host: "localhost:8000" })).toBe(200);
    await server?.close();
    await start({ apiKeys: ["first"] });
    expect(await ask({ host: "rebound.example", authorization: "Bearer first" })).toBe(200);
  });

  it("asks for one of its keys, and says no in OpenAI's words", async () => {
    const client = await start({ apiKeys: ["first", "second"] });
    expect((await client.chat.completions.create(chat)).id).toBe("chatcmpl-1");
    for (const authorization of ["", "Bearer wrong", "Bearer ", "Basic first"]) {
      const answer = await post("/v1/chat/completions", chat, { authorization });
      expect(answer.status).toBe(401);
      expect(await answer.json()).toMatchObject({ error: { code: "invalid_api_key" } });
    }
    expect((await post("/v1/chat/completions", chat, { authorization: "Bearer second" })).status).toBe(200);
    expect((await fetch(`${server?.url}/health`)).status).toBe(200);
    expect((await fetch(`${server?.url}/metrics`)).status).toBe(401);
  });

  it("lets a browser in from localhost only", async () => {
    await start();
    const allowed = async (origin: string): Promise<string | null> =>
      (await fetch(`${server?.url}/v1/models`, { headers: { origin } })).headers.get("access-control-allow-origin");
    expect(await allowed("http://localhost:3000")).toBe("http://localhost:3000");
    expect(await allowed("https://example.org")).toBeNull();
    expect(await allowed("http://localhost.example.org")).toBeNull();
  });

  it("limits requests a minute by key, and the cost of a day", async () => {
    await start({ requestsPerMinute: 2 });
    const statuses = [];
    for (let index = 0; index < 3; index += 1) statuses.push((await post("/v1/chat/completions", chat)).status);
    expect(statuses).toEqual([200, 200, 429]);
    await server?.close();
    await start({
      price: { inputPerMillion: 1e6, outputPerMillion: 0 },
      dailyCostLimit: 5,
      now: () => Date.parse("2026-01-01T23:59:00Z"),
    });
    expect((await post("/v1/chat/completions", chat)).status).toBe(200);
    const over = await post("/v1/chat/completions", chat);
    expect([over.status, over.headers.get("retry-after")]).toEqual([429, "60"]);
    expect(await over.json()).toMatchObject({ error: { code: "daily_cost_limit" } });
  });

  it("logs neither keys nor prompts nor answers", async () => {
    await start({ apiKeys: ["client-secret"] });
    const body = { model: "ft:model", messages: [{ role: "user", content: "prompt-secret" }] };
    upstream.handler = completeWith("answer-secret");
    await post("/v1/chat/completions", body, { authorization: "Bearer client-secret" });
    await post("/v1/chat/completions", "{prompt-secret", { authorization: "Bearer client-secret" });
    await post("/v1/chat/completions", body, { authorization: "Bearer other-secret" });
    upstream.handler = (_request, response) => {
      response.destroy();
    };
    await post("/v1/chat/completions", body, { authorization: "Bearer client-secret" });
    const log = logs.join("");
    expect(log).toContain('"route":"/v1/chat/completions"');
    expect(log).not.toMatch(/secret|127\.0\.0\.1/);
  });

  it("logs prompts and answers where that is asked for, and never keys", async () => {
    await start({ apiKeys: ["client-secret"], logTexts: true });
    const ask = { model: "ft:model", messages: [{ role: "user", content: "the prompt" }] };
    upstream.handler = completeWith("the answer");
    await post("/v1/chat/completions", ask, { authorization: "Bearer client-secret" });
    upstream.handler = streamPieces(["the stream"]);
    await (
      await post("/v1/chat/completions", { ...ask, stream: true }, { authorization: "Bearer client-secret" })
    ).text();
    const log = logs.join("");
    for (const text of ["the prompt", "the answer", "stream"]) expect(log).toContain(text);
    expect(log).not.toContain("secret");
  });

  it("lets open streams end when it is closed", async () => {
    let finish = (): void => {};
    const began = new Promise<void>((resolve) => {
      upstream.handler = (_request, response) => {
        response.setHeader("content-type", "text/event-stream");
        response.write('data: {"choices":[{"index":0,"delta":{"content":"first "}}]}\n\n');
        finish = () => {
          response.end(
            'data: {"choices":[{"index":0,"delta":{"content":"last"},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n',
          );
        };
        resolve();
      };
    });
    const client = await start();
    const stream = await client.chat.completions.create({ ...chat, stream: true });
    await began;
    const closing = server?.close();
    finish();
    let text = "";
    for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? "";
    expect(text).toBe("first last");
    await closing;
    server = undefined;
  });
});
