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

const DIGITS = Uint8Array.from("0123456789abcdef", (digit) => digit.charCodeAt(0));
const written = Buffer.alloc(64);

/** 32-bit words as hex, eight digits each; at most eight words. */
export function wordsToHex(words: Uint32Array, offset: number, count: number): string {
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    const word = words[offset + index] ?? 0;
    for (let shift = 28; shift >= 0; shift -= 4) {
      written[at] = DIGITS[(word >>> shift) & 15] ?? 0;
      at += 1;
    }
  }
  return written.toString("latin1", 0, at);
}

/** A running SHA-256, for bytes that come in pieces. */
export function startSha256(): ReturnType<typeof createHash> {
  return createHash("sha256");
}
