import { createHash, timingSafeEqual } from "node:crypto";

/**
 * The keys that open the server.
 *
 * Keys are compared by their hashes, all of them each time, so that the time tells neither a key's length nor which one it was.
 */
export class KeyRing {
  readonly #hashes: readonly Buffer[];

  constructor(keys: readonly string[]) {
    this.#hashes = keys.map(digest);
  }

  /** Whether any key is asked for. */
  get isLocked(): boolean {
    return this.#hashes.length > 0;
  }

  /** Whether an `Authorization` header carries one of the keys. */
  opens(header: string | undefined): boolean {
    if (!this.isLocked) return true;
    const given = digest(bearer(header) ?? "");
    let found = false;
    for (const hash of this.#hashes) if (timingSafeEqual(hash, given)) found = true;
    return found;
  }
}

/** The token of a bearer header. */
export function bearer(header: string | undefined): string | undefined {
  return /^Bearer\s+(\S+)\s*$/i.exec(header ?? "")?.[1];
}

/** What stands for a key in a rate limit: never the key itself. */
export function keyFingerprint(header: string | undefined): string | undefined {
  const key = bearer(header);
  return key === undefined ? undefined : digest(key).toString("hex").slice(0, 16);
}

function digest(key: string): Buffer {
  return createHash("sha256").update(key).digest();
}
