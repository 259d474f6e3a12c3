import { createHmac } from "node:crypto";

/** A message to a receiver of webhooks. */
export interface WebhookMessage {
  readonly id: string;
  /** Seconds since 1970, at the time of sending. */
  readonly timestamp: number;
  readonly body: string;
}

/**
 * The headers that prove where a webhook comes from, as the SDK's `webhooks.unwrap` checks them.
 *
 * HMAC-SHA-256 over `id.timestamp.body` (Standard Webhooks, version 1).
 *
 * @param secret As `whsec_` and base64, or any text.
 */
export function signWebhook({ id, timestamp, body }: WebhookMessage, secret: string): Record<string, string> {
  const prefix = "whsec_";
  const key = secret.startsWith(prefix) ? Buffer.from(secret.slice(prefix.length), "base64") : Buffer.from(secret);
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  return { "webhook-id": id, "webhook-timestamp": String(timestamp), "webhook-signature": `v1,${signature}` };
}
