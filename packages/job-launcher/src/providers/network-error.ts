import * as z from "zod";

/** The system's or undici's code of a connection that failed, found anywhere along the causes. */
export function causeCode(error: unknown): string | undefined {
  for (let at = error, depth = 0; typeof at === "object" && at !== null && depth < 6; depth += 1) {
    if ("code" in at && typeof at.code === "string" && at.code !== "") return at.code;
    at = "cause" in at ? at.cause : undefined;
  }
  return undefined;
}

/** What a person can do something about; the codes of the system and of TLS stand for the rest. */
const plainWords: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nobody listens at its address",
  ENOTFOUND: "its host is not known",
  EAI_AGAIN: "its host cannot be looked up now",
  ECONNRESET: "the connection was cut",
  UND_ERR_SOCKET: "the connection was cut",
  UND_ERR_CONNECT_TIMEOUT: "it could not be reached in time",
  CERT_HAS_EXPIRED: "its certificate has expired",
  DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is not trusted",
  SELF_SIGNED_CERT_IN_CHAIN: "its certificate is not trusted",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "its certificate is not trusted",
};

/** What is wrong with an answer that is none, in half a sentence. */
export function whatWasWrong(error: unknown, code: string | undefined): string {
  if (error instanceof SyntaxError) return "the answer is not JSON";
  if (error instanceof z.ZodError) return "the answer does not have the documented shape";
  if (isTimeout(error)) return "no whole answer came in time";
  if (code === undefined) return "no whole answer came back";
  return `${plainWords[code] ?? "no whole answer came back"} (${code})`;
}

function isTimeout(error: unknown): boolean {
  for (let at = error, depth = 0; typeof at === "object" && at !== null && depth < 6; depth += 1) {
    if ("name" in at && at.name === "TimeoutError") return true;
    at = "cause" in at ? at.cause : undefined;
  }
  return false;
}

const neverSent = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** Whether a connection failed before any byte of the request could leave. */
export function leftNothing(code: string | undefined): boolean {
  return code !== undefined && neverSent.has(code);
}
