import * as z from "zod";

/** The system's or undici's code of a connection that failed, found anywhere along the causes. */
export function causeCode(error: unknown): string | undefined {
  for (let at = error, depth = 0; typeof at === "object" && at !== null && depth < 6; depth += 1) {
    if ("code" in at && typeof at.code === "string" && at.code !== "") return at.code;
    at = "cause" in at ? at.cause : undefined;
  }
  return undefined;
}

/** What is wrong with an answer that is none, in half a sentence. */
export function whatWasWrong(error: unknown, code: string | undefined): string {
  if (error instanceof SyntaxError) return "the answer is not JSON";
  if (error instanceof z.ZodError) return "the answer does not have the documented shape";
  return `no whole answer came back${code === undefined ? "" : ` (${code})`}`;
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
