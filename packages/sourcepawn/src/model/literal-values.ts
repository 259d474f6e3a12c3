const simpleEscapes: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  e: "\x1b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

/**
 * The value of a string or character literal, with or without its closing quote.
 *
 * `\x` takes at most two digits and, like a decimal escape, swallows a semicolon behind it, as the compiler does.
 */
export function decodeText(literal: string): string {
  const quote = literal.charAt(0);
  const isClosed = literal.length > 1 && literal.endsWith(quote) && !endsEscaped(literal);
  const body = literal.slice(1, isClosed ? -1 : undefined);
  if (!body.includes("\\")) return body;
  return body.replaceAll(
    /\\(?:x([0-9a-fA-F]{1,2});?|[uU]([0-9a-fA-F]{1,8});?|([0-9]+);?|[ \t]*(\r\n|\r|\n)|([^]))/g,
    (whole, hex?: string, unicode?: string, decimal?: string, newline?: string, other?: string) => {
      if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
      if (unicode !== undefined) return fromCodePoint(Number.parseInt(unicode, 16), whole);
      if (decimal !== undefined) return fromCodePoint(Number.parseInt(decimal, 10), whole);
      if (newline !== undefined) return "";
      return simpleEscapes[other ?? ""] ?? other ?? "";
    },
  );
}

/** The value of an integer or a float literal; `NaN` where it is malformed. */
export function decodeNumber(literal: string): number {
  const digits = literal.replaceAll("_", "");
  return digits === "" ? Number.NaN : Number(digits);
}

function endsEscaped(literal: string): boolean {
  let count = 0;
  for (let at = literal.length - 2; at > 0 && literal.charAt(at) === "\\"; at -= 1) count += 1;
  return count % 2 === 1;
}

function fromCodePoint(code: number, otherwise: string): string {
  return code <= 0x10_ffff ? String.fromCodePoint(code) : otherwise;
}
