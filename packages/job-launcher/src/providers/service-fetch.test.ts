import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "@jest/globals";
import { createOpenAIProvider } from "./openai/openai-provider.ts";
import { serviceFetch } from "./service-fetch.ts";

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const clean of cleanups.splice(0)) clean();
});

async function serve(answer: (response: ServerResponse) => void): Promise<string> {
  const server = createServer((_, response) => answer(response));
  cleanups.push(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe("serviceFetch()", () => {
  const limits = { timeoutMs: 5000, uploadTimeoutMs: 5000 };

  it.each([
    { sent: "text/plain", path: "/v1/models", seen: "application/json" },
    { sent: "application/octet-stream", path: "/v1/models", seen: "application/json" },
    { sent: "application/problem+json", path: "/v1/models", seen: "application/problem+json" },
    { sent: "application/octet-stream", path: "/v1/files/file-1/content", seen: "application/octet-stream" },
  ])("hands on $sent from $path as $seen", async ({ sent, path, seen }) => {
    const url = await serve((response) => response.writeHead(200, { "content-type": sent }).end('{"id":"a"}'));
    const answer = await serviceFetch(limits)(`${url}${path}`);
    expect(answer.headers.get("content-type")).toBe(seen);
    expect(await answer.json()).toEqual({ id: "a" });
  });

  it("gives up on an answer that stops in its middle", async () => {
    const url = await serve((response) =>
      response.writeHead(200, { "content-type": "application/json" }).write('{"id":'),
    );
    const provider = createOpenAIProvider({ apiKey: "none", baseUrl: url, timeoutMs: 100 });
    await expect(provider.retrieveJob("ftjob-1")).rejects.toMatchObject({ name: "ProviderFailure", kind: "uncertain" });
  });

  it("gives a request with a file its own time", async () => {
    const url = await serve(() => {});
    const form = new FormData();
    form.set("file", new File(["{}"], "a.jsonl"));
    const fetchSoon = serviceFetch({ timeoutMs: 60_000, uploadTimeoutMs: 50 });
    await expect(fetchSoon(`${url}/v1/files`, { method: "POST", body: form })).rejects.toThrow(/timeout/);
  });
});
