/** A fault of a JSON text. */
export interface JsonFault {
  /** UTF-16 offset of the fault. */
  readonly offset: number;
  /** 1-based column, in UTF-16 units. */
  readonly column: number;
  /** What was found, without the text itself. */
  readonly reason: string;
}

/** What {@link scanJson} notices beside the grammar. */
export interface JsonNotes {
  /** Paths of keys that an object holds twice, as `messages[1].content`. */
  readonly duplicateKeys: readonly string[];
  /** Paths of strings with half of a surrogate pair. */
  readonly loneSurrogates: readonly string[];
  /** Paths of strings with a NUL character. */
  readonly nulls: readonly string[];
}

/**
 * Finds where a text stops being JSON (RFC 8259), without quoting it.
 *
 * @returns Nothing for a valid text.
 */
export function findJsonFault(text: string): JsonFault | undefined {
  try {
    new Scanner(text).document();
    return undefined;
  } catch (error) {
    const fault = toFault(error);
    return { offset: fault.offset, column: fault.offset + 1, reason: fault.reason };
  }
}

/**
 * Looks at what `JSON.parse` throws away: keys that stand twice, and characters that no API accepts.
 *
 * @param text A valid JSON text; for another one the notes end at its fault.
 */
export function scanJson(text: string): JsonNotes {
  const scanner = new Scanner(text);
  try {
    scanner.document();
  } catch (error) {
    toFault(error);
  }
  return scanner;
}

class Fault extends Error {
  readonly offset: number;
  readonly reason: string;

  constructor(offset: number, reason: string) {
    super(reason);
    this.offset = offset;
    this.reason = reason;
  }
}

/** Arrays within arrays can outgrow the stack; that is a fault of the text too. */
function toFault(error: unknown): Fault {
  if (error instanceof Fault) return error;
  if (error instanceof RangeError) return new Fault(0, "it is nested too deeply");
  throw error;
}

const HEX = /^[\da-fA-F]{4}$/;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const SPACE = /[ \t\n\r]*/y;

/** Recursive descent with the depth that `JSON.parse` itself takes. */
class Scanner implements JsonNotes {
  readonly duplicateKeys: string[] = [];
  readonly loneSurrogates: string[] = [];
  readonly nulls: string[] = [];
  readonly #text: string;
  #at = 0;
  #path: string[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  document(): void {
    this.#space();
    this.#value();
    this.#space();
    if (this.#at < this.#text.length) this.#fail("there is more text after the value");
  }

  #value(): void {
    const start = this.#text.charCodeAt(this.#at);
    if (start === 0x7b) this.#object();
    else if (start === 0x5b) this.#array();
    else if (start === 0x22) this.#string();
    else if (start === 0x74) this.#word("true");
    else if (start === 0x66) this.#word("false");
    else if (start === 0x6e) this.#word("null");
    else this.#number();
  }

  #object(): void {
    this.#at += 1;
    const seen = new Set<string>();
    this.#space();
    if (this.#take(0x7d)) return;
    for (;;) {
      this.#space();
      if (this.#text.charCodeAt(this.#at) !== 0x22) this.#fail("a key in double quotes was expected");
      const key = this.#key();
      const path = this.#path.length === 0 ? key : `.${key}`;
      this.#path.push(path);
      if (seen.has(key)) this.duplicateKeys.push(this.#path.join(""));
      seen.add(key);
      this.#space();
      if (!this.#take(0x3a)) this.#fail("a colon was expected");
      this.#space();
      this.#value();
      this.#path.pop();
      this.#space();
      if (this.#take(0x2c)) continue;
      if (this.#take(0x7d)) return;
      this.#fail("a comma or a closing brace was expected");
    }
  }

  #array(): void {
    this.#at += 1;
    this.#space();
    if (this.#take(0x5d)) return;
    for (let index = 0; ; index += 1) {
      this.#space();
      this.#path.push(`[${index}]`);
      this.#value();
      this.#path.pop();
      this.#space();
      if (this.#take(0x2c)) continue;
      if (this.#take(0x5d)) return;
      this.#fail("a comma or a closing bracket was expected");
    }
  }

  /** Passes over a string; only one with an escape \u can hold what has to be noted. */
  #string(): void {
    this.#at += 1;
    let unicode = false;
    const start = this.#at;
    for (;;) {
      let code = this.#text.charCodeAt(this.#at);
      while (code >= 0x20 && code !== 0x22 && code !== 0x5c) {
        this.#at += 1;
        code = this.#text.charCodeAt(this.#at);
      }
      if (code === 0x22) break;
      if (code !== 0x5c) {
        this.#fail(this.#at >= this.#text.length ? "a string is not closed" : "a control character is not escaped");
      }
      if (this.#escape()) unicode = true;
    }
    this.#at += 1;
    if (!unicode) return;
    const value = JSON.parse(`"${this.#text.slice(start, this.#at - 1)}"`) as string;
    if (!value.isWellFormed()) this.loneSurrogates.push(this.#path.join(""));
    if (value.includes("\0")) this.nulls.push(this.#path.join(""));
  }

  #key(): string {
    const start = this.#at;
    this.#string();
    const raw = this.#text.slice(start + 1, this.#at - 1);
    return raw.includes("\\") ? (JSON.parse(`"${raw}"`) as string) : raw;
  }

  /** Passes over an escape; true for one that is written with hex digits. */
  #escape(): boolean {
    const code = this.#text[this.#at + 1];
    if (code === "u") {
      if (!HEX.test(this.#text.slice(this.#at + 2, this.#at + 6))) this.#fail("an escape \\u needs four hex digits");
      this.#at += 6;
      return true;
    }
    if (code === undefined || !'"\\/bfnrt'.includes(code)) this.#fail("an escape is not one of JSON's");
    this.#at += 2;
    return false;
  }

  #word(word: string): void {
    if (!this.#text.startsWith(word, this.#at)) this.#fail("a value was expected");
    this.#at += word.length;
  }

  #number(): void {
    NUMBER.lastIndex = this.#at;
    if (!NUMBER.test(this.#text)) this.#fail(this.#at >= this.#text.length ? "it ends early" : "a value was expected");
    this.#at = NUMBER.lastIndex;
  }

  #space(): void {
    SPACE.lastIndex = this.#at;
    SPACE.exec(this.#text);
    this.#at = SPACE.lastIndex;
  }

  #take(code: number): boolean {
    if (this.#text.charCodeAt(this.#at) !== code) return false;
    this.#at += 1;
    return true;
  }

  #fail(reason: string): never {
    throw new Fault(this.#at, reason);
  }
}
