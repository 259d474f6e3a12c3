import { randomBytes } from "node:crypto";

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** Random letters and digits. @param length How many. @default 24 */
export function randomLetters(length = 24): string {
  // 62 letters in 256 values are not quite even, which an identifier does not mind.
  return Array.from(randomBytes(length), (byte) => letters[byte % letters.length]).join("");
}
