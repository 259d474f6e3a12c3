/** What a service says about a request that it refused. */
export interface Refusal {
  readonly message: string;
  /** The service's own word for the fault. */
  readonly code?: string;
  /** The parameter that the service blames. */
  readonly param?: string;
}

/** More of an answer that is no JSON helps nobody. */
const mostPlainText = 200;

/**
 * Finds the sentence in a refusal: `{error: {message}}`, `{message}`, `{error: "…"}`, `{detail: "…"}` and FastAPI's list of faults, or
 * the first line of plain text. A page of HTML says nothing.
 */
export function readRefusal(status: number, text: string): Refusal {
  const { message = plainText(text), code, param } = readBody(text);
  return {
    message: message === "" ? `HTTP ${status} without a reason` : message,
    ...(code === undefined ? {} : { code }),
    ...(param === undefined ? {} : { param }),
  };
}

type Found = { message?: string; code?: string; param?: string };

function readBody(text: string): Found {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return {};
  }
  const found: Found = {};
  for (let at: unknown = body, depth = 0; typeof at === "object" && at !== null && depth < 2; depth += 1) {
    for (const key of ["message", "code", "param"] as const) {
      const value: unknown = Reflect.get(at, key);
      if (typeof value === "string" && value !== "") found[key] = value;
    }
    const inner: unknown = Reflect.get(at, "error");
    const other = typeof inner === "string" ? inner : detailOf(at);
    if (other !== undefined && other !== "") found.message ??= other;
    at = inner;
  }
  // Whatever else a body holds, its braces are no sentence.
  return { message: "", ...found };
}

function detailOf(body: object): string | undefined {
  const detail: unknown = Reflect.get(body, "detail");
  if (typeof detail === "string") return detail;
  const [first]: readonly unknown[] = Array.isArray(detail) ? detail : [];
  const said: unknown = typeof first === "object" && first !== null ? Reflect.get(first, "msg") : undefined;
  return typeof said === "string" ? said : undefined;
}

function plainText(text: string): string {
  const [line = ""] = text.trim().split(/\r?\n/, 1);
  return line.startsWith("<") || line.length > mostPlainText ? "" : line;
}
