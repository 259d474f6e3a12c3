import type { PreflightFinding } from "@tunewright/schema";
import { fileFinding } from "./finding.ts";
import type { RecordText } from "./record-texts.ts";

/** Texts that wait to be scanned together, and where each begins. */
interface Batch {
  length: number;
  readonly pieces: string[];
  readonly places: { readonly start: number; readonly line: number; readonly path: string }[];
}

/** Keys that the kept detector misses when it cannot recognise their checksum or prefix. */
const ownRules: readonly { readonly code: string; readonly what: string; readonly pattern: RegExp }[] = [
  {
    code: "secret-openai-key",
    what: "an OpenAI key",
    pattern: /(?<![\w-])sk-(?:proj-|svcacct-|admin-|ant-)?[A-Za-z0-9_-]{20,}/g,
  },
  { code: "secret-aws-key", what: "an AWS access key", pattern: /(?<![A-Z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Z0-9])/g },
  {
    code: "secret-aws-secret",
    what: "an AWS secret key",
    pattern: /(?:aws_?secret_?(?:access_?)?key)\W{1,6}[A-Za-z0-9/+=]{40}(?![A-Za-z0-9/+=])/gi,
  },
  { code: "secret-private-key", what: "a private key", pattern: /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/g },
  {
    code: "secret-github-token",
    what: "a GitHub token",
    pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{60,})/g,
  },
  { code: "secret-slack-token", what: "a Slack token", pattern: /\bxox[abprs]-[A-Za-z0-9-]{20,}/g },
  { code: "secret-google-key", what: "a Google API key", pattern: /\bAIza[0-9A-Za-z_-]{35}/g },
  { code: "secret-huggingface-token", what: "a Hugging Face token", pattern: /\bhf_[A-Za-z0-9]{30,}/g },
  { code: "secret-stripe-key", what: "a Stripe key", pattern: /\b[sr]k_live_[A-Za-z0-9]{20,}/g },
  {
    code: "secret-jwt",
    what: "a signed token",
    pattern: /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{20,}/g,
  },
  {
    code: "secret-url-password",
    what: "a password in a URL",
    pattern: /\b[a-z][a-z0-9+.-]{2,20}:\/\/[^\s/:@"']{1,64}:[^\s/@"']{3,128}@[\w.-]+/gi,
  },
];

/** Texts are handed to the detector in batches of about this many characters: a call costs more than the text. */
const batchLength = 200_000;
const separator = "\n\u0000\n";

/**
 * Looks for keys and passwords in the texts of a file, and names each by its line.
 *
 * The kept detector is secretlint's recommended rules; own rules stand beside it. What was found is never quoted.
 */
export class SecretScanner {
  readonly #file: string;
  readonly #findings: PreflightFinding[] = [];
  #batch: Batch = { length: 0, pieces: [], places: [] };

  constructor(file: string) {
    this.#file = file;
  }

  /** Adds the texts of one record. */
  async add(line: number, texts: readonly RecordText[]): Promise<void> {
    for (const { path, text } of texts) {
      this.#batch.places.push({ start: this.#batch.length, line, path });
      this.#batch.pieces.push(text);
      this.#batch.length += text.length + separator.length;
    }
    if (this.#batch.length >= batchLength) await this.#scan();
  }

  /** Scans the rest. @returns Everything found in the file, in order. */
  async finish(): Promise<PreflightFinding[]> {
    await this.#scan();
    const seen = new Set<string>();
    return this.#findings
      .filter(({ line, path }) => {
        const key = `${line} ${path}`;
        return !seen.has(key) && seen.add(key);
      })
      .sort((left, right) => left.line - right.line);
  }

  async #scan(): Promise<void> {
    const { pieces, places } = this.#batch;
    if (pieces.length === 0) return;
    const content = pieces.join(separator);
    this.#batch = { length: 0, pieces: [], places: [] };
    for (const { code, what, pattern } of ownRules) {
      for (const match of content.matchAll(pattern)) {
        if (!isPlaceholder(match[0])) this.#report(places, match.index, code, what);
      }
    }
    for (const { start, code, what, value } of await detect(content)) {
      if (!isPlaceholder(value)) this.#report(places, start, code, what);
    }
  }

  #report(places: Batch["places"], offset: number, code: string, what: string): void {
    const place = places.findLast(({ start }) => start <= offset);
    const message = `The text holds ${what}; take it out, and revoke it if it was ever real.`;
    this.#findings.push(
      fileFinding(this.#file, code, "error", { line: place?.line ?? 0, path: place?.path ?? "", message }),
    );
  }
}

async function detect(content: string): Promise<{ start: number; code: string; what: string; value: string }[]> {
  // Loaded when first needed: it is the largest part of this package.
  const [{ lintSource }, { creator }] = await Promise.all([
    import("@secretlint/core"),
    import("@secretlint/secretlint-rule-preset-recommend"),
  ]);
  const id = "@secretlint/secretlint-rule-preset-recommend";
  const { messages } = await lintSource({
    source: { content, filePath: "records.txt", ext: ".txt", contentType: "text" },
    options: { config: { rules: [{ id, rule: creator, options: {} }] }, noPhysicFilePath: true, maskSecrets: true },
  });
  return messages.map(({ ruleId, range }) => {
    const rule = ruleId.replace(/^@secretlint\/secretlint-rule-/, "");
    return { start: range[0], code: `secret-${rule}`, what: `a secret (${rule})`, value: content.slice(...range) };
  });
}

/** The password of a URL. */
const urlPassword = /:\/\/[^\s/:@"']{1,64}:([^\s/@"']{1,128})@/;
/** Passwords that documentation writes where the reader's own belongs. */
const plainPassword = /^(?:pass(?:word|wd)?|pwd|secret|token|changeme|your.*|x+|\*+|\.+|[<{[$%].*)$/i;

/**
 * `sk-xxxxxxxxxxxxxxxxxxxx`, `your-key-here` and the like: nobody's key. A row such as `1234567890` makes no placeholder: people put
 * it into real passwords too.
 */
function isPlaceholder(value: string): boolean {
  const password = urlPassword.exec(value)?.[1];
  if (password !== undefined) return plainPassword.test(password);
  if (/(?:x{6,}|\*{4,}|\.{4,}|0{8,}|your[-_]|example|placeholder|changeme|<[^>]+>|\$\{)/i.test(value)) return true;
  return new Set(value.slice(4)).size < 5;
}
