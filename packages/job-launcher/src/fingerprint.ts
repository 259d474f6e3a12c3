import { createHash } from "node:crypto";

/** Metadata key that carries the fingerprint at the provider. */
export const fingerprintKey = "tunewright_fingerprint";
/** Metadata key that carries the version at the provider. */
export const versionKey = "tunewright_version";

/**
 * SHA-256, in hex, of a value, whatever the order of its keys.
 *
 * Keys with the value `undefined` count as absent.
 */
export function digestOf(value: unknown): string {
  return createHash("sha256").update(canonicalJson(value)).digest("hex");
}

/** A seed from 0 to 2147483647 that follows from the fingerprint, for a job whose seed nobody chose. */
export function seedOf(fingerprint: string): number {
  return Number.parseInt(fingerprint.slice(0, 8), 16) & 0x7fffffff;
}

function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const entries = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`).join(",")}}`;
}
