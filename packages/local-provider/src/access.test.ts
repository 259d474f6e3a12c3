import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { request } from "node:http";
import { describe, expect, it } from "@jest/globals";
import OpenAI from "openai";
import { openService } from "./testing/open-service.ts";
import { wireErrorSchema } from "./wire/wire-error.ts";

/** Asks with these headers, which `fetch` would not send as they are. */
function statusWith(url: string, headers: Record<string, string>): Promise<{ status: number; code: string | null }> {
  return new Promise((resolve, reject) => {
    request(url, { headers }, async (response) => {
      const pieces: Buffer[] = [];
      for await (const piece of response) pieces.push(piece as Buffer);
      const body: unknown = JSON.parse(Buffer.concat(pieces).toString());
      const error = wireErrorSchema.safeParse(body);
      resolve({ status: response.statusCode ?? 0, code: error.success ? error.data.error.code : null });
    })
      .on("error", reject)
      .end();
  });
}

describe("access", () => {
  it("is open to any key on loopback, to none without, and the health needs none", async () => {
    await using open = await openService();
    const { url, baseUrl } = open.provider;
    expect(await statusWith(`${baseUrl}/models`, { authorization: "Bearer anything" })).toEqual({
      status: 200,
      code: null,
    });
    expect(await statusWith(`${baseUrl}/models`, {})).toEqual({ status: 401, code: null });
    expect(await statusWith(`${baseUrl}/models`, { authorization: "Basic abc" })).toEqual({ status: 401, code: null });
    expect(await (await fetch(`${url}/health`)).json()).toEqual({ status: "ok", service: "tunewright-local" });
  });

  it("is for one key where one is set, in the faults' control too; no answer repeats a key", async () => {
    await using open = await openService({ apiKey: "right-key" });
    const { url, baseUrl } = open.provider;
    const client = (apiKey: string): OpenAI => new OpenAI({ apiKey, baseURL: baseUrl, maxRetries: 0 });
    expect((await client("right-key").models.list()).data.length).toBeGreaterThan(0);
    const refused: unknown = await client("wrong-key")
      .models.list()
      .catch((error: unknown) => error);
    expect(refused).toMatchObject({ status: 401, code: "invalid_api_key" });
    expect(JSON.stringify(refused)).not.toMatch(/right-key|wrong-key/);
    expect(await statusWith(`${url}/_control/faults`, {})).toMatchObject({ status: 401 });
    expect(await statusWith(`${url}/_control/faults`, { authorization: "Bearer right-key" })).toMatchObject({
      status: 200,
    });
  });

  it("is closed to a page that reaches loopback by another name", async () => {
    await using open = await openService();
    const headers = { authorization: "Bearer any", host: "evil.example" };
    expect(await statusWith(`${open.provider.baseUrl}/models`, headers)).toEqual({
      status: 403,
      code: "host_not_allowed",
    });
    for (const host of ["localhost:99", "127.0.0.1", "[::1]:4310"]) {
      expect(await statusWith(`${open.provider.baseUrl}/models`, { ...headers, host })).toMatchObject({ status: 200 });
    }
  });

  it.each([
    ["without a flag", { host: "0.0.0.0", apiKey: "key" }],
    ["without a key", { host: "0.0.0.0", exposed: true }],
    ["with an empty key", { host: "::", exposed: true, apiKey: "" }],
    ["with neither", { host: "192.0.2.1" }],
  ])("is refused beyond loopback %s", async (_name, options) => {
    await expect(openService(options)).rejects.toMatchObject({ code: "SERVER_REFUSED" });
  });

  it("goes beyond loopback with flag and key", async () => {
    await using open = await openService({ host: "0.0.0.0", exposed: true, apiKey: "key" });
    const url = `http://127.0.0.1:${open.provider.port}/v1/models`;
    expect(await statusWith(url, { authorization: "Bearer key", host: "other.example" })).toMatchObject({
      status: 200,
    });
    expect(await statusWith(url, { authorization: "Bearer no" })).toMatchObject({ status: 401 });
  });
});

describe("a port", () => {
  it("that is in use is one clear error, and the state folder is given free", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", () => resolve()));
    const { port } = other.address() as AddressInfo;
    try {
      await expect(openService({ port })).rejects.toMatchObject({
        code: "PORT_BUSY",
        message: `Cannot listen on 127.0.0.1:${port}: the port is in use.`,
      });
    } finally {
      other.close();
    }
  });
});
