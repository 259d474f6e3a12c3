import { gunzipSync } from "node:zlib";

/** More than any metrics file unpacks to: 256 MiB. */
const maxOutputLength = 256 * 1024 ** 2;

/** The text of a file, unpacked where it is gzip, without a byte order mark; nothing where it cannot be unpacked. */
export function textOfBytes(bytes: Buffer): string {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes.toString("utf8").replace(/^\uFEFF/, "");
  try {
    return gunzipSync(bytes, { maxOutputLength })
      .toString("utf8")
      .replace(/^\uFEFF/, "");
  } catch {
    return "";
  }
}
