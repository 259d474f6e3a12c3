// Looked up once: in a sandbox, as tests run in, each look at a global is slow.
const { imul } = Math;

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** Words that stand before a parenthesis and are no call. */
const keywords = new Set([
  "if",
  "for",
  "while",
  "switch",
  "return",
  "sizeof",
  "case",
  "do",
  "else",
  "new",
  "delete",
  "function",
  "catch",
  "view_as",
  "defined",
  "assert",
  "static_assert",
  "typeof",
  "await",
  "elif",
  "and",
  "or",
  "not",
  "in",
]);

/**
 * Notes which API symbols a record's code uses, word by word as the shingles are cut.
 *
 * With a list of names, a symbol is a word of the list: a function, a constant, an event or a property inside a string.
 * Without one, it is a name that is called and not defined in the same record: in C-like languages a definition has a type,
 * another word, right before the name.
 */
export class SymbolReader {
  readonly #known: KnownNames | undefined;
  #used = new Set<string>();
  #defined = new Set<string>();
  #previousEnd = -1;
  #previousIsKeyword = false;

  constructor(known?: readonly string[]) {
    this.#known = known === undefined ? undefined : new KnownNames(known);
  }

  /** Begins a record. */
  begin(): void {
    this.#used = new Set();
    this.#defined = new Set();
    this.#previousEnd = -1;
  }

  /** Takes one word of code. @param hash Its FNV-1a hash over UTF-16 units. */
  word(text: string, start: number, end: number, hash: number): void {
    if (this.#known !== undefined) {
      const name = this.#known.find(text, start, end, hash);
      if (name !== undefined) this.#used.add(name);
      return;
    }
    const isCall = text.charCodeAt(end) === 40;
    const name = text.slice(start, end);
    const isKeyword = keywords.has(name);
    if (isCall && !isKeyword && text.charCodeAt(start) > 57) {
      const followsType =
        this.#previousEnd !== -1 && !this.#previousIsKeyword && onlyBlanks(text, this.#previousEnd, start);
      (followsType ? this.#defined : this.#used).add(name);
    }
    this.#previousEnd = end;
    this.#previousIsKeyword = isKeyword;
  }

  /** Ends the record. @returns The symbols that it uses, each once. */
  end(): readonly string[] {
    const names = [...this.#used];
    return this.#known === undefined ? names.filter((name) => !this.#defined.has(name)) : names;
  }
}

function onlyBlanks(text: string, start: number, end: number): boolean {
  if (end <= start) return false;
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code !== 32 && code !== 9) return false;
  }
  return true;
}

/** A hash table of names that is asked with a place in a text, so that a miss makes no string. */
class KnownNames {
  readonly #slots: (string | undefined)[];
  readonly #mask: number;

  constructor(names: readonly string[]) {
    let size = 16;
    while (size < names.length * 3) size *= 2;
    this.#slots = Array.from<string | undefined>({ length: size });
    this.#mask = size - 1;
    for (const name of names) {
      let hash = FNV_OFFSET;
      for (let at = 0; at < name.length; at += 1) hash = imul(hash ^ name.charCodeAt(at), FNV_PRIME);
      let slot = hash & this.#mask;
      while (this.#slots[slot] !== undefined && this.#slots[slot] !== name) slot = (slot + 1) & this.#mask;
      this.#slots[slot] = name;
    }
  }

  find(text: string, start: number, end: number, hash: number): string | undefined {
    for (let slot = hash & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const name = this.#slots[slot];
      if (name === undefined) return undefined;
      if (name.length === end - start && text.startsWith(name, start)) return name;
    }
  }
}
