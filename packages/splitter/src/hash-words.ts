import { createHash, hash } from "node:crypto";

/** Writes the first `count` 32-bit words of the SHA-256 of a text. */
export function writeHashWords(text: string, into: Uint32Array, offset: number, count: number): void {
  const digest = hash("sha256", text, "buffer");
  for (let word = 0; word < count; word += 1) into[offset + word] = digest.readUInt32BE(word * 4);
}

/** 32-bit words as hex, eight digits each. */
export function wordsToHex(words: Uint32Array, offset: number, count: number): string {
  let hex = "";
  for (let word = 0; word < count; word += 1) hex += ((words[offset + word] ?? 0) >>> 0).toString(16).padStart(8, "0");
  return hex;
}

/** A running SHA-256, for bytes that come in pieces. */
export function startSha256(): ReturnType<typeof createHash> {
  return createHash("sha256");
}
