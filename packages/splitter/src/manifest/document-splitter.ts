const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
const OPEN = 0x7b;
const CLOSE = 0x7d;

/** Bytes of a name that are looked at, with its quotes. */
const MOST_NAME = 64;

/** Where the bytes that are read belong. */
type Place = "document" | "list";

/**
 * Cuts the text of a JSON object into the entries of its long lists and the rest, in which those lists are empty.
 *
 * Only strings, brackets and commas are looked at: whether a piece is JSON shows when it is parsed.
 */
export class DocumentSplitter {
  readonly #lists: ReadonlySet<string>;
  readonly #takeEntry: (list: string, text: string) => void;
  readonly #rest: Buffer[] = [];
  #entry: Buffer[] = [];
  #place: Place = "document";
  #list = "";
  #hasEntries = false;
  #depth = 0;
  #inString = false;
  #isEscaped = false;
  /** The last string right inside the object: before a bracket, it is a name. */
  #string: Buffer[] = [];

  /** @param lists Names of the long lists, right inside the object. */
  constructor(lists: Iterable<string>, takeEntry: (list: string, text: string) => void) {
    this.#lists = new Set(lists);
    this.#takeEntry = takeEntry;
  }

  push(bytes: Buffer): void {
    let from = 0;
    const keep = (end: number): void => {
      if (end > from) (this.#place === "list" ? this.#entry : this.#rest).push(bytes.subarray(from, end));
      from = end;
    };
    for (let at = 0; at < bytes.length; at += 1) {
      const byte = bytes[at] ?? 0;
      if (this.#inString) {
        if (this.#isEscaped) this.#isEscaped = false;
        else if (byte === BACKSLASH) this.#isEscaped = true;
        else if (byte === QUOTE) this.#inString = false;
        if (this.#depth === 1 && this.#string.length <= MOST_NAME) this.#string.push(bytes.subarray(at, at + 1));
        continue;
      }
      if (byte === QUOTE) {
        this.#inString = true;
        if (this.#depth === 1) this.#string = [bytes.subarray(at, at + 1)];
      } else if (byte === OPEN || byte === OPEN_LIST) {
        this.#depth += 1;
        if (byte === OPEN_LIST && this.#depth === 2 && this.#place === "document" && this.#opensList()) {
          keep(at + 1);
          this.#place = "list";
        }
      } else if (byte === CLOSE || byte === CLOSE_LIST) {
        this.#depth -= 1;
        if (this.#place === "list" && this.#depth === 1) {
          keep(at);
          this.#endEntry(true);
          this.#place = "document";
        }
      } else if (byte === COMMA && this.#place === "list" && this.#depth === 2) {
        keep(at);
        this.#endEntry(false);
        from = at + 1;
      }
    }
    keep(bytes.length);
  }

  /** @returns What is left of the document: its long lists are empty. */
  end(): string {
    // A list that never ends leaves a text that is no JSON.
    return Buffer.concat(this.#rest).toString("utf8");
  }

  #opensList(): boolean {
    const name = parseName(Buffer.concat(this.#string).toString("utf8"));
    if (name === undefined || !this.#lists.has(name)) return false;
    this.#list = name;
    this.#hasEntries = false;
    return true;
  }

  #endEntry(isLast: boolean): void {
    const pieces = this.#entry;
    this.#entry = [];
    const text = (pieces.length === 1 ? pieces[0] : Buffer.concat(pieces))?.toString("utf8") ?? "";
    if (isLast && !this.#hasEntries && text.trim() === "") return;
    this.#hasEntries = true;
    this.#takeEntry(this.#list, text);
  }
}

function parseName(text: string): string | undefined {
  try {
    return JSON.parse(text) as string;
  } catch {
    return undefined;
  }
}
