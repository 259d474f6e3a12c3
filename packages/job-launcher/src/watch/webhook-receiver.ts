import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { systemErrorCode } from "@tunewright/jsonl";
import { PipelineError } from "@tunewright/schema/errors";
import OpenAI from "openai";
import { type Clock, systemClock } from "../clock.ts";
import type { WaitForChange } from "./poll-job.ts";

/** Options for {@link startWebhookReceiver}. */
export interface WebhookReceiverOptions {
  /** The endpoint's signing secret, as the provider shows it once. */
  readonly secret: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** @default "127.0.0.1" */
  readonly host?: string | undefined;
  /** Oldest message that is believed. @default 300 */
  readonly toleranceSeconds?: number | undefined;
  /** Time, for tests. @default the system's clock */
  readonly clock?: Clock | undefined;
}

/** A server that the provider calls when a job has ended. */
export interface WebhookReceiver extends AsyncDisposable {
  readonly url: string;
  /** Waits for a message or for the time to pass, whatever comes first; for `watchJob`. */
  readonly waitForChange: WaitForChange;
  /** Stops listening, and waits until it has. */
  close(): Promise<void>;
}

const maxBodyBytes = 1024 * 1024;

/**
 * Listens for `fine_tuning.job.*` webhooks.
 *
 * The SDK checks signature and age; a message whose id was seen before is refused. A message only wakes the watcher, which
 * then asks the provider: nothing in it is believed.
 *
 * @throws {PipelineError} `PORT_BUSY` or `SERVER_REFUSED`.
 */
export async function startWebhookReceiver(options: WebhookReceiverOptions): Promise<WebhookReceiver> {
  const { secret, port, host = "127.0.0.1", toleranceSeconds = 300, clock = systemClock } = options;
  const client = new OpenAI({ apiKey: "none", adminAPIKey: null, webhookSecret: secret, logLevel: "off" });
  const seen = new Map<string, number>();
  const waiting = new Set<() => void>();
  let pending = false;

  const accept = async (incoming: IncomingMessage): Promise<number> => {
    if (incoming.method !== "POST") return 405;
    const body = await readBody(incoming);
    if (body === undefined) return 413;
    const headers = new Headers();
    for (const name of ["webhook-id", "webhook-timestamp", "webhook-signature"]) {
      const value = incoming.headers[name];
      if (typeof value === "string") headers.set(name, value);
    }
    let type: string;
    try {
      ({ type } = await client.webhooks.unwrap(body, headers, secret, toleranceSeconds));
    } catch {
      return 400;
    }
    const id = headers.get("webhook-id") ?? "";
    const now = clock.now();
    // Older ids are refused by their age.
    for (const [old, at] of seen) if (now - at > 2 * toleranceSeconds * 1000) seen.delete(old);
    if (seen.has(id)) return 409;
    seen.set(id, now);
    if (type.startsWith("fine_tuning.job.")) {
      pending = true;
      for (const wake of waiting) wake();
    }
    return 200;
  };

  const server = createServer((incoming, response) => {
    accept(incoming).then(
      (status) => response.writeHead(status).end(),
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => {
      const busy = systemErrorCode(error) === "EADDRINUSE";
      const why = busy ? "something else listens there" : (systemErrorCode(error) ?? "it was refused");
      reject(
        new PipelineError(
          busy ? "PORT_BUSY" : "SERVER_REFUSED",
          `Cannot listen for webhooks on ${host}:${port}: ${why}.`,
          {
            cause: error,
            hint: "Choose another --webhook-port; 0 takes any free one.",
          },
        ),
      );
    });
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;

  const waitForChange: WaitForChange = async (ms, signal) => {
    if (pending) {
      pending = false;
      return;
    }
    const woken = new AbortController();
    const wake = (): void => woken.abort();
    waiting.add(wake);
    try {
      await clock.sleep(ms, AbortSignal.any([signal, woken.signal]));
    } catch (error) {
      if (signal.aborted || !woken.signal.aborted) throw error;
      pending = false;
    } finally {
      waiting.delete(wake);
    }
  };
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  const shown = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return { url: `http://${shown}:${address.port}`, waitForChange, close, [Symbol.asyncDispose]: close };
}

async function readBody(incoming: IncomingMessage): Promise<string | undefined> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of incoming as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes > maxBodyBytes) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}
