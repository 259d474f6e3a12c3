import { createHmac, randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { createTestClock, type TestClock } from "../testing/index.ts";
import { startWebhookReceiver, type WebhookReceiver } from "./webhook-receiver.ts";

const key = randomBytes(24);
const secret = `whsec_${key.toString("base64")}`;
let receiver: WebhookReceiver;
let clock: TestClock;

beforeEach(async () => {
  clock = createTestClock();
  receiver = await startWebhookReceiver({ secret, port: 0, clock });
});
afterEach(() => receiver.close());

/** A message as the provider signs it (standardwebhooks.com: HMAC-SHA256 over `id.timestamp.body`). */
function message(changes: { id?: string; age?: number; type?: string; key?: Buffer } = {}): RequestInit {
  const { id = "wh_1", age = 0, type = "fine_tuning.job.succeeded" } = changes;
  const timestamp = String(Math.floor(Date.now() / 1000) - age);
  const body = JSON.stringify({ id: "evt_1", object: "event", created_at: 1, type, data: { id: "ftjob-1" } });
  const signature = createHmac("sha256", changes.key ?? key)
    .update(`${id}.${timestamp}.${body}`)
    .digest("base64");
  return {
    method: "POST",
    body,
    headers: { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": `v1,${signature}` },
  };
}

const post = async (request: RequestInit): Promise<number> => (await fetch(receiver.url, request)).status;

describe("startWebhookReceiver()", () => {
  it("wakes the watcher on a signed message", async () => {
    expect(await post(message())).toBe(200);
    await receiver.waitForChange(900_000, new AbortController().signal);
    expect(clock.waits).toEqual([]);
    await receiver.waitForChange(900_000, new AbortController().signal);
    expect(clock.waits).toEqual([900_000]);
  });

  it("wakes a watcher that waits already", async () => {
    await receiver.close();
    receiver = await startWebhookReceiver({ secret, port: 0 });
    const waiting = receiver.waitForChange(900_000, new AbortController().signal);
    expect(await post(message())).toBe(200);
    await waiting;
  });

  it("lets other kinds of messages pass without waking anybody", async () => {
    expect(await post(message({ type: "response.completed" }))).toBe(200);
    await receiver.waitForChange(5, new AbortController().signal);
    expect(clock.waits).toEqual([5]);
  });

  it.each([
    { what: "signed with another key", request: () => message({ key: randomBytes(24) }), status: 400 },
    { what: "older than five minutes", request: () => message({ age: 301 }), status: 400 },
    { what: "from the future", request: () => message({ age: -330 }), status: 400 },
    { what: "without a signature", request: () => ({ method: "POST", body: "{}" }), status: 400 },
    { what: "too long", request: () => ({ method: "POST", body: "x".repeat(2 ** 20 + 1) }), status: 413 },
    { what: "no message at all", request: () => ({ method: "GET" }), status: 405 },
  ])("refuses a message that is $what", async ({ request, status }) => {
    expect(await post(request())).toBe(status);
  });

  it("refuses a message that was heard before", async () => {
    const once = message({ id: "wh_7" });
    expect([await post(once), await post(once)]).toEqual([200, 409]);
  });

  it("says that a port is taken", async () => {
    const { port } = new URL(receiver.url);
    await expect(startWebhookReceiver({ secret, port: Number(port) })).rejects.toMatchObject({ code: "PORT_BUSY" });
  });

  it("stops waiting when the watcher is aborted", async () => {
    const reason = new Error("enough");
    await expect(receiver.waitForChange(1000, AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});
