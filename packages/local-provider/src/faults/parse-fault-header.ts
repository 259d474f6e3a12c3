import { type Fault, faultSchema } from "./fault.ts";

/**
 * Reads the header `x-fault`: JSON, or a kind with settings, as `rate-limit; retryAfter=2`.
 *
 * @returns The fault; `undefined` where the header does not name one.
 */
export function parseFaultHeader(header: string): Fault | undefined {
  const parsed = faultSchema.safeParse(header.trimStart().startsWith("{") ? parseJson(header) : parsePairs(header));
  return parsed.success ? parsed.data : undefined;
}

function parsePairs(header: string): Record<string, unknown> {
  const [kind = "", ...pairs] = header.split(";").map((part) => part.trim());
  const settings = pairs.map((pair): [string, unknown] => {
    const at = pair.indexOf("=");
    const text = at === -1 ? "true" : pair.slice(at + 1).trim();
    const value = text === "true" ? true : text !== "" && Number.isFinite(Number(text)) ? Number(text) : text;
    return [at === -1 ? pair : pair.slice(0, at).trim(), value];
  });
  return { ...Object.fromEntries(settings), kind };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
