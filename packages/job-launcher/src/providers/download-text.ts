import { failureKindOf, ProviderFailure } from "../provider-failure.ts";
import { causeCode, whatWasWrong } from "./network-error.ts";

/** Options for {@link downloadText}. */
export interface DownloadTextOptions {
  readonly provider: string;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  readonly fetch?: typeof globalThis.fetch | undefined;
}

/** More than any training writes: 64 MiB. */
const maxBytes = 64 * 1024 ** 2;

/**
 * Reads what lies behind an address that a provider has signed.
 *
 * The address is a key by itself, so no other is sent with it, and it stands in no message.
 *
 * @returns `undefined` where nothing lies there, or where the address is not one of the web.
 */
export async function downloadText(address: string, options: DownloadTextOptions): Promise<string | undefined> {
  const { provider, signal, fetch = globalThis.fetch } = options;
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol)) return undefined;
  const timeout = AbortSignal.timeout(options.timeoutMs);
  try {
    const response = await fetch(address, {
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    });
    if (response.status === 404 || response.status === 410) return undefined;
    if (!response.ok) {
      await response.body?.cancel();
      const kind = failureKindOf(response.status);
      throw new ProviderFailure(`HTTP ${response.status} for a file that it signed`, {
        kind,
        provider,
        status: response.status,
      });
    }
    return await readAtMost(response, maxBytes);
  } catch (error) {
    if (error instanceof ProviderFailure) throw error;
    if (signal?.aborted === true) throw signal.reason;
    const code = causeCode(error);
    throw new ProviderFailure(whatWasWrong(error, code), { kind: "uncertain", provider, code });
  }
}

async function readAtMost(response: Response, limit: number): Promise<string | undefined> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of response.body ?? []) {
    bytes += piece.length;
    if (bytes > limit) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}
