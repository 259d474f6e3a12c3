/** How a language looks, as regular expressions: enough to tell names from comments and strings. */
export interface LanguageLook {
  /** Info strings of fences. */
  readonly fences: readonly string[];
  readonly comment: string;
  readonly string: string;
  readonly definition: string;
}

const hash = "#.*";
// The body of a block comment ends at the first star that a slash follows, however many stars stand before it.
const slashes = String.raw`//.*|/\*(?:[^*]|\*+[^*/])*\*+/`;
const double = String.raw`"(?:[^"\\\n]|\\.)*"`;
const single = String.raw`'(?:[^'\\\n]|\\.)*'`;
const quotes = `${double}|${single}`;
/** Before the plain quotes: an empty string would be seen in the first two of three. */
const triple = `"""(?:[^"]|"[^"]|""[^"])*"""|'''(?:[^']|'[^']|''[^'])*'''`;
const template = String.raw`\`(?:[^\`\\]|\\[^])*\``;

const looks: Readonly<Record<string, LanguageLook>> = {
  python: {
    fences: ["python", "py"],
    comment: hash,
    string: `${triple}|${quotes}`,
    definition: String.raw`\b(?:def|class)`,
  },
  ruby: { fences: ["ruby", "rb"], comment: hash, string: quotes, definition: String.raw`\b(?:def|class|module)` },
  bash: { fences: ["bash", "sh", "shell"], comment: hash, string: quotes, definition: String.raw`\bfunction` },
  javascript: {
    fences: ["javascript", "js", "jsx"],
    comment: slashes,
    string: `${quotes}|${template}`,
    definition: String.raw`\b(?:function|class)`,
  },
  typescript: {
    fences: ["typescript", "ts", "tsx"],
    comment: slashes,
    string: `${quotes}|${template}`,
    definition: String.raw`\b(?:function|class)`,
  },
  sql: {
    fences: ["sql"],
    comment: String.raw`--.*|/\*(?:[^*]|\*+[^*/])*\*+/`,
    string: `'(?:[^']|'')*'|"[^"\\n]*"`,
    definition: String.raw`\b(?:FUNCTION|PROCEDURE|TABLE|VIEW)`,
  },
};

/** The look of a language; one that is not known is taken to be like C. */
export function lookOf(language: string): LanguageLook {
  return (
    looks[language] ?? {
      fences: [language],
      comment: slashes,
      string: quotes,
      definition: String.raw`\b(?:class|struct)`,
    }
  );
}
