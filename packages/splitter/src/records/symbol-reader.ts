import { callKeywords } from "./call-keywords.ts";
import { NameTable, REMEMBERED_NAMES } from "./name-table.ts";

const keywords = new NameTable(callKeywords);
const DIGIT_NINE = 57;
const PARENTHESIS = 40;

/**
 * Notes which API symbols a record's code uses, word by word as the shingles are cut.
 *
 * With a list of names, a symbol is a word of the list: a function, a constant, an event or a property inside a string.
 * Without one, it is a name that is called and not defined in the same record: in C-like languages a definition has a type,
 * another word, right before the name.
 */
export class SymbolReader {
  readonly #isClosed: boolean;
  #table: NameTable;
  /** Stamp of the last record that used, and that defined, each name. */
  #usedIn = new Uint32Array(1024);
  #definedIn = new Uint32Array(1024);
  #stamp = 0;
  readonly #used: number[] = [];
  #text = "";
  #previousStart = 0;
  #previousEnd = -1;
  #previousHash = 0;

  constructor(known?: readonly string[]) {
    this.#isClosed = known !== undefined;
    this.#table = new NameTable(known);
    this.#makeRoom();
  }

  /** Names by the numbers that {@link end} gives; they hold until the next batch begins. */
  get names(): readonly string[] {
    return this.#table.names;
  }

  /** Begins a batch of records. */
  beginBatch(): void {
    if (this.#isClosed || this.#table.names.length <= REMEMBERED_NAMES) return;
    this.#table = new NameTable();
    this.#usedIn.fill(0);
    this.#definedIn.fill(0);
    this.#stamp = 0;
  }

  /** Begins a record. */
  begin(): void {
    this.#stamp += 1;
    this.#used.length = 0;
    this.#text = "";
    this.#previousEnd = -1;
  }

  /** Takes one word of code. @param hash Its FNV-1a hash over UTF-16 units. */
  word(text: string, start: number, end: number, hash: number): void {
    if (this.#isClosed) {
      const code = this.#table.find(text, start, end, hash);
      if (code !== -1) this.#use(code);
      return;
    }
    if (text !== this.#text) {
      this.#text = text;
      this.#previousEnd = -1;
    }
    if (
      text.charCodeAt(end) === PARENTHESIS &&
      text.charCodeAt(start) > DIGIT_NINE &&
      keywords.find(text, start, end, hash) === -1
    ) {
      const code = this.#table.intern(text, start, end, hash);
      if (code >= this.#usedIn.length) this.#makeRoom();
      if (this.#followsType(start)) this.#definedIn[code] = this.#stamp;
      else this.#use(code);
    }
    this.#previousStart = start;
    this.#previousEnd = end;
    this.#previousHash = hash;
  }

  /** Ends the record. @returns The numbers of the symbols that it uses, each once. */
  end(): readonly number[] {
    return this.#isClosed ? this.#used : this.#used.filter((code) => this.#definedIn[code] !== this.#stamp);
  }

  #use(code: number): void {
    if (this.#usedIn[code] === this.#stamp) return;
    this.#usedIn[code] = this.#stamp;
    this.#used.push(code);
  }

  /** Whether a word that is no keyword stands right before. */
  #followsType(start: number): boolean {
    const end = this.#previousEnd;
    return (
      end !== -1 &&
      onlyBlanks(this.#text, end, start) &&
      keywords.find(this.#text, this.#previousStart, end, this.#previousHash) === -1
    );
  }

  #makeRoom(): void {
    let size = this.#usedIn.length;
    while (size <= this.#table.names.length) size *= 2;
    const grown = (stamps: Uint32Array): Uint32Array<ArrayBuffer> => {
      const larger = new Uint32Array(size);
      larger.set(stamps);
      return larger;
    };
    this.#usedIn = grown(this.#usedIn);
    this.#definedIn = grown(this.#definedIn);
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
