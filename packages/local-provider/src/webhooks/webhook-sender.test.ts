import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import OpenAI from "openai";
import { startLocalProvider } from "../start-local-provider.ts";
import { openService } from "../testing/open-service.ts";
import { jsonlFile, sampleLines } from "../testing/sample-lines.ts";
import { signWebhook } from "./sign-webhook.ts";

const secret = `whsec_${Buffer.from("a secret of this test").toString("base64")}`;
interface Delivery {
  readonly body: string;
  readonly headers: Headers;
}

let server: Server;
let url: string;
let statuses: number[];
let deliveries: Delivery[];
let arrived: (() => void) | undefined;
beforeEach(async () => {
  statuses = [];
  deliveries = [];
  server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const headers = new Headers(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    deliveries.push({ body: Buffer.concat(pieces).toString(), headers });
    response.writeHead(statuses.shift() ?? 200).end(() => arrived?.());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** Waits for so many deliveries. */
async function untilArrived(count: number): Promise<void> {
  while (deliveries.length < count) await new Promise<void>((resolve) => (arrived = resolve));
}

async function createJob(client: OpenAI, headers: Record<string, string> = {}): Promise<string> {
  const file = await client.files.create({ file: jsonlFile(sampleLines(10)), purpose: "fine-tune" });
  const body = { model: "local-ngram-3", training_file: file.id };
  return (await client.fineTuning.jobs.create(body, { headers })).id;
}

describe("webhooks", () => {
  it.each([
    ["succeeded", {}],
    ["failed", { "x-fault": "moderation-block" }],
  ])("tell of a job that %s, signed so that the SDK takes them", async (status, headers) => {
    await using open = await openService({ webhook: { url, secret } });
    const client = new OpenAI({ apiKey: "any", baseURL: open.provider.baseUrl, webhookSecret: secret });
    const id = await createJob(client, headers);
    await untilArrived(1);
    const { body, headers: sent } = deliveries[0] ?? { body: "", headers: new Headers() };
    expect(await client.webhooks.unwrap(body, sent)).toMatchObject({
      object: "event",
      type: `fine_tuning.job.${status}`,
      data: { id },
    });
    await expect(client.webhooks.unwrap(`${body} `, sent)).rejects.toThrow();
    await expect(client.webhooks.unwrap(body, sent, "whsec_b3RoZXI=")).rejects.toThrow();
  });

  it("tell of a cancelled job", async () => {
    await using open = await openService({ webhook: { url, secret }, speed: 1 });
    const client = new OpenAI({ apiKey: "any", baseURL: open.provider.baseUrl });
    const id = await createJob(client);
    await client.fineTuning.jobs.cancel(id);
    await untilArrived(1);
    expect(JSON.parse(deliveries[0]?.body ?? "")).toMatchObject({ type: "fine_tuning.job.cancelled", data: { id } });
  });

  it("are sent again with the same id until they are taken", async () => {
    statuses = [500];
    await using open = await openService({ webhook: { url, secret } });
    await createJob(new OpenAI({ apiKey: "any", baseURL: open.provider.baseUrl }));
    await untilArrived(2);
    expect(new Set(deliveries.map(({ headers }) => headers.get("webhook-id"))).size).toBe(1);
  });

  it("that were not taken are sent after a restart, and those that were are not", async () => {
    statuses = Array.from({ length: 20 }, () => 500);
    await using open = await openService({ webhook: { url, secret } });
    const id = await createJob(new OpenAI({ apiKey: "any", baseURL: open.provider.baseUrl }));
    await untilArrived(1);
    await open.provider.close();
    statuses = [];
    const stateDirectory = `${open.folder}/state`;
    const before = deliveries.length;
    const second = await startLocalProvider({ stateDirectory, webhook: { url, secret } });
    await untilArrived(before + 1);
    await second.close();
    expect(JSON.parse(deliveries.at(-1)?.body ?? "")).toMatchObject({ data: { id } });
    const third = await startLocalProvider({ stateDirectory, webhook: { url, secret } });
    await third.close();
    expect(deliveries).toHaveLength(before + 1);
  });
});

describe("signWebhook()", () => {
  it("gives the signature of the Standard Webhooks' own example", () => {
    const message = { id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: 1_614_265_330, body: '{"test": 2432232314}' };
    expect(signWebhook(message, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")).toEqual({
      "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
      "webhook-timestamp": "1614265330",
      "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    });
  });
});
