import { createHash, timingSafeEqual } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { ApiError } from "./api-error.ts";

/** Who may use the service. */
export interface AccessOptions {
  /** The one key that opens the service; any bearer token does where it is left out. */
  readonly apiKey: string | undefined;
  /** Whether the service listens on loopback only. */
  readonly loopback: boolean;
}

const localNames = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i;

/** Asks for a key; on loopback it also refuses names that are not this machine's, which is how a web page gets in (DNS rebinding). */
export function guardAccess(app: FastifyInstance, { apiKey, loopback }: AccessOptions): void {
  app.addHook("onRequest", async (request) => {
    if (loopback && !localNames.test(request.headers.host ?? "")) {
      throw new ApiError("This service answers to localhost only.", { status: 403, code: "host_not_allowed" });
    }
    if (!request.url.startsWith("/v1/") && !request.url.startsWith("/_control/")) return;
    const token = /^Bearer\s+(\S+)\s*$/i.exec(request.headers.authorization ?? "")?.[1];
    const open = request.url.startsWith("/_control/") && apiKey === undefined;
    if (token === undefined && !open) {
      throw new ApiError(
        "You didn't provide an API key. Provide it in an Authorization header using Bearer auth; the local provider takes any key unless it was given one.",
        { status: 401 },
      );
    }
    if (apiKey !== undefined && !isSame(token ?? "", apiKey)) {
      throw new ApiError("Incorrect API key provided.", { status: 401, code: "invalid_api_key" });
    }
  });
}

/** Compares in a time that does not tell how much is right. */
function isSame(left: string, right: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}
