/** How a language looks, as regular expressions: enough to tell names from comments and strings. */
export interface LanguageLook {
  /** Info strings of fences. */
  readonly fences: readonly string[];
  readonly comment: string;
  readonly string: string;
  /** What stands before a name that is defined there. */
  readonly definition: string;
  /** What stands behind one; left out where a rule is about names that are assigned to, as in Terraform. */
  readonly assignment?: string;
}

const hash = "#.*";
// The body of a block comment ends at the first star that a slash follows, however many stars stand before it.
const block = String.raw`/\*(?:[^*]|\*+[^*/])*\*+/`;
const slashes = `//.*|${block}`;
const double = String.raw`"(?:[^"\\\n]|\\.)*"`;
const single = String.raw`'(?:[^'\\\n]|\\.)*'`;
const quotes = `${double}|${single}`;
/** Before the plain quotes: an empty string would be seen in the first two of three. */
const triple = `"""(?:[^"]|"[^"]|""[^"])*"""|'''(?:[^']|'[^']|''[^'])*'''`;
const template = String.raw`\`(?:[^\`\\]|\\[^])*\``;
const assigned = "=(?![=>])";

/** Names that a Python program brings itself: what it imports from beside it, and parameters. */
const pythonNames = [
  String.raw`\b(?:def|class|as|for)`,
  String.raw`\bfrom\s+\.[\w.]*\s+import(?:[\s\w,(]*[,(])?`,
  String.raw`\bdef\s+\w+\s*\((?:[^()]*,)?\s*\**`,
  String.raw`\blambda\b(?:[^:()]*,)?`,
].join("|");
/** A type before a name: any word on its line that is none of these, nor one that may stand before a type. */
const typed = (words: string): string =>
  String.raw`\b(?!(?:${modifiers}|${words})\b)[A-Za-z_]\w*[>\]?]*(?![ \t]*\r?\n)[ \t]+[*&]*`;
const modifiers = "public|private|protected|static|const|final|abstract|virtual|override|volatile";
const cWords = "inline|extern|explicit|typename|return|new|delete|else|do|throw|case|goto|typeof|sizeof|and|or|not";
const sharpWords =
  "internal|readonly|sealed|async|partial|event|await|in|is|as|out|ref|yield|when|where|using|select|orderby|by|on|equals";
const javaWords = "synchronized|native|transient|default|instanceof|throws|extends|implements|import";
const scriptNames = String.raw`\b(?:function|class|const|let|var)`;

const looks: Readonly<Record<string, LanguageLook>> = {
  python: {
    fences: ["python", "py", "python3", "py3", "ipython", "pycon"],
    comment: hash,
    string: `${triple}|${quotes}`,
    definition: pythonNames,
    // Also with a type, as `limit: int = 3`.
    assignment: String.raw`:?=(?![=>])|:\s*[A-Za-z_][\w.]*(?:\[[^\]\n]*\])?\s*=(?!=)`,
  },
  ruby: { fences: ["ruby", "rb"], comment: hash, string: quotes, definition: String.raw`\b(?:def|class|module)` },
  bash: { fences: ["bash", "sh", "shell"], comment: hash, string: quotes, definition: String.raw`\bfunction` },
  javascript: {
    fences: ["javascript", "js", "jsx"],
    comment: slashes,
    string: `${quotes}|${template}`,
    definition: scriptNames,
    assignment: assigned,
  },
  typescript: {
    fences: ["typescript", "ts", "tsx"],
    comment: slashes,
    string: `${quotes}|${template}`,
    definition: scriptNames,
    assignment: assigned,
  },
  sql: {
    fences: ["sql"],
    comment: `--.*|${block}`,
    string: `'(?:[^']|'')*'|"[^"\\n]*"`,
    definition: String.raw`\b(?:FUNCTION|PROCEDURE|TABLE|VIEW)`,
  },
  csharp: {
    fences: ["csharp", "cs", "c#"],
    comment: slashes,
    string: String.raw`@"(?:[^"]|"")*"|${quotes}`,
    definition: typed(`${cWords}|${sharpWords}`),
    assignment: assigned,
  },
  java: {
    fences: ["java"],
    comment: slashes,
    string: `"""(?:[^"]|"[^"]|""[^"])*"""|${quotes}`,
    definition: typed(`${cWords}|${javaWords}`),
    assignment: assigned,
  },
  cpp: {
    fences: ["cpp", "c++", "cc", "hpp"],
    comment: slashes,
    string: quotes,
    definition: typed(cWords),
    assignment: assigned,
  },
  c: { fences: ["c", "h"], comment: slashes, string: quotes, definition: typed(cWords), assignment: assigned },
  go: {
    fences: ["go", "golang"],
    comment: slashes,
    string: `${quotes}|\`[^\`]*\``,
    definition: String.raw`\b(?:func|type|var|const)`,
    assignment: String.raw`:=`,
  },
  rust: {
    fences: ["rust", "rs"],
    comment: slashes,
    // A lifetime has a quote of its own.
    string: String.raw`${double}|'(?:[^'\\\n]|\\.)'`,
    definition: String.raw`\b(?:fn|struct|enum|trait|type|mod|let|let\s+mut|const|static|macro_rules!)`,
  },
  lua: {
    fences: ["lua"],
    comment: String.raw`--\[\[(?:[^\]]|\][^\]])*\]\]|--.*`,
    string: quotes,
    definition: String.raw`\b(?:function|local)`,
    assignment: assigned,
  },
  terraform: {
    fences: ["terraform", "hcl", "tf"],
    comment: `${hash}|${slashes}`,
    string: double,
    definition: String.raw`\b(?:variable|output|module)`,
  },
};

/** Other names of a language. */
const aliases: Readonly<Record<string, string>> = {
  "c#": "csharp",
  cs: "csharp",
  unity: "csharp",
  "c++": "cpp",
  golang: "go",
  hcl: "terraform",
  tf: "terraform",
  js: "javascript",
  ts: "typescript",
  py: "python",
  rb: "ruby",
  rs: "rust",
  sh: "bash",
  shell: "bash",
};

/** The look of a language; one that is not known is taken to be like C. */
export function lookOf(language: string): LanguageLook {
  const known = looks[aliases[language] ?? language];
  if (known !== undefined) {
    return known.fences.includes(language) ? known : { ...known, fences: [language, ...known.fences] };
  }
  return { fences: [language], comment: slashes, string: quotes, definition: String.raw`\b(?:class|struct)` };
}
