/** A text of a record that the sanitizer may look at. */
export interface RecordText {
  /** Path inside the record, as `messages[2].content`. */
  readonly path: string;
  /** Index into the array of messages. */
  readonly message: number;
  readonly role: string;
  /** `arguments` is JSON inside a string. */
  readonly kind: "text" | "arguments";
  /** Offset of the first character behind the opening quote. */
  readonly start: number;
  /** Offset of the closing quote. */
  readonly end: number;
}

const QUOTE = 34;
const BACKSLASH = 92;

/**
 * Finds the texts of the messages in a record, with their places in the JSON source.
 *
 * Of a preference record these are `input.messages` and `preferred_output`; `non_preferred_output` is left out on purpose,
 * since it is the answer that training moves away from. A message of weight 0 is treated like the others: nothing is learnt
 * from it, but the model reads it as the way things are.
 *
 * @param source Valid JSON of one object, as UTF-16 or as bytes read as Latin-1.
 */
export function findRecordTexts(source: string): RecordText[] {
  return new RecordScanner(source).scan();
}

/** Walks valid JSON once and keeps only what the format of chat records names. */
class RecordScanner {
  readonly #source: string;
  readonly #found: RecordText[] = [];
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  scan(): RecordText[] {
    this.#object((key) => {
      if (key === "messages" || key === "preferred_output") this.#messages(key);
      else if (key === "input") {
        this.#object((inner) => {
          if (inner === "messages") this.#messages("input.messages");
          else this.#skip();
        });
      } else this.#skip();
    });
    return this.#found;
  }

  #messages(path: string): void {
    // A repeated key counts as JSON.parse counts it: the last one wins.
    const repeated = this.#found.findIndex((text) => text.path.startsWith(`${path}[`));
    if (repeated !== -1)
      this.#found.splice(0, this.#found.length, ...this.#found.filter((text) => !text.path.startsWith(`${path}[`)));
    this.#array((index) => this.#message(path, index));
  }

  #message(path: string, message: number): void {
    let role = "";
    let content: RecordText[] = [];
    let calls: RecordText[] = [];
    let legacy: RecordText[] = [];
    const base = `${path}[${message}]`;
    const text = (at: string, kind: RecordText["kind"], into: RecordText[]): void => {
      if (!this.#isString()) return this.#skip();
      const [start, end] = this.#string();
      into.push({ path: at, message, role, kind, start, end });
    };
    this.#object((key) => {
      if (key === "role" && this.#isString()) {
        const [start, end] = this.#string();
        role = this.#decode(start, end);
      } else if (key === "content") {
        content = [];
        if (this.#peek() !== "[") text(`${base}.content`, "text", content);
        else
          this.#array((part) => this.#fields({ text: () => text(`${base}.content[${part}].text`, "text", content) }));
      } else if (key === "tool_calls") {
        calls = [];
        this.#array((call) =>
          this.#fields({
            function: () =>
              this.#fields({
                arguments: () => text(`${base}.tool_calls[${call}].function.arguments`, "arguments", calls),
              }),
          }),
        );
      } else if (key === "function_call") {
        legacy = [];
        this.#fields({ arguments: () => text(`${base}.function_call.arguments`, "arguments", legacy) });
      } else this.#skip();
    });
    for (const found of [...content, ...calls, ...legacy]) this.#found.push({ ...found, role });
  }

  /** Walks an object, handing named fields over and passing the rest; anything but an object is passed. */
  #fields(handlers: Readonly<Record<string, () => void>>): void {
    this.#object((key) => {
      const handler = Object.hasOwn(handlers, key) ? handlers[key] : undefined;
      if (handler === undefined) this.#skip();
      else handler();
    });
  }

  #object(visit: (key: string) => void): void {
    if (this.#peek() !== "{") return this.#skip();
    this.#at += 1;
    while (this.#peek() === '"') {
      const [start, end] = this.#string();
      this.#peek();
      this.#at += 1;
      visit(this.#decode(start, end));
      if (this.#peek() === ",") this.#at += 1;
    }
    this.#at += 1;
  }

  #array(visit: (index: number) => void): void {
    if (this.#peek() !== "[") return this.#skip();
    this.#at += 1;
    for (let index = 0; this.#peek() !== "]"; index += 1) {
      visit(index);
      if (this.#peek() === ",") this.#at += 1;
    }
    this.#at += 1;
  }

  #isString(): boolean {
    return this.#peek() === '"';
  }

  /** The next character that is not white space. */
  #peek(): string {
    const source = this.#source;
    let code = source.charCodeAt(this.#at);
    while (code === 32 || code === 10 || code === 13 || code === 9 || code === 0xfeff) {
      this.#at += 1;
      code = source.charCodeAt(this.#at);
    }
    return source.charAt(this.#at);
  }

  /** Passes a string and returns the offsets of its inside. */
  #string(): [number, number] {
    const start = this.#at + 1;
    const end = closingQuote(this.#source, start);
    this.#at = end + 1;
    return [start, end];
  }

  #decode(start: number, end: number): string {
    const raw = this.#source.slice(start, end);
    return raw.includes("\\") ? (JSON.parse(`"${raw}"`) as string) : raw;
  }

  #skip(): void {
    const source = this.#source;
    const first = this.#peek();
    if (first === '"') {
      this.#string();
      return;
    }
    if (first !== "{" && first !== "[") {
      while (this.#at < source.length && !/[,\]}\s]/.test(source.charAt(this.#at))) this.#at += 1;
      return;
    }
    let depth = 0;
    while (this.#at < source.length) {
      const code = source.charCodeAt(this.#at);
      if (code === QUOTE) {
        this.#string();
        continue;
      }
      if (code === 123 || code === 91) depth += 1;
      else if (code === 125 || code === 93) depth -= 1;
      this.#at += 1;
      if (depth === 0) return;
    }
  }
}

/** Finds every string value of a JSON text, keys left out: the offsets of its inside. The text must be valid JSON. */
export function findStringValues(json: string): { readonly start: number; readonly end: number }[] {
  const found: { start: number; end: number }[] = [];
  let open = json.indexOf('"');
  while (open !== -1) {
    const end = closingQuote(json, open + 1);
    if (!/^\s*:/.test(json.slice(end + 1, end + 64))) found.push({ start: open + 1, end });
    open = json.indexOf('"', end + 1);
  }
  return found;
}

/** The offset of the quote that ends a string whose inside begins at `start`. */
function closingQuote(source: string, start: number): number {
  let quote = source.indexOf('"', start);
  while (quote !== -1) {
    let before = quote - 1;
    while (before >= start && source.charCodeAt(before) === BACKSLASH) before -= 1;
    if ((quote - before) % 2 === 1) return quote;
    quote = source.indexOf('"', quote + 1);
  }
  return source.length;
}
