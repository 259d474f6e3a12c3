import { createHash, hash } from "node:crypto";

/** SHA-256 of a text, in hex. */
export function sha256Hex(text: string): string {
  return hash("sha256", text, "hex");
}

/** The 32-bit word that eight lower-case hex digits write, from `index * 8` on. */
export function wordOfHex(hex: string, index: number): number {
  let word = 0;
  for (let at = index * 8; at < index * 8 + 8; at += 1) {
    const code = hex.charCodeAt(at);
    word = (word << 4) | (code < 97 ? code - 48 : code - 87);
  }
  return word >>> 0;
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
