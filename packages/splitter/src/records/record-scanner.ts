import { isUtf8 } from "node:buffer";
import { hash } from "node:crypto";
import type { AnalysisSettings } from "./analysis-settings.ts";
import type { BatchColumns } from "./batch-columns.ts";
import { characterKinds } from "../shingles/character-kinds.ts";
import { ASSISTANT_ROLE, plainText, type TextKey, type Turn, USER_ROLE } from "./example-content.ts";
import { openRecordKernel, type RecordKernel } from "./open-record-kernel.ts";
import { ScannedNames } from "./scanned-names.ts";

const LF = 0x0a;
// Fields of four bytes in the tables of `kernel/layout.ts`.
const RECORD_FIELDS = 7;
const TEXT_FIELDS = 4;
const UNSURE = -1;
/** Roles by the numbers of `kernel/scan-records.ts`. */
const roles = ["", "assistant", "user", "system", "developer", "tool"];

/** Where a scan puts what it finds. */
export interface ScanTarget {
  /** 1-based line in the file of the first line. */
  readonly firstLine: number;
  readonly columns: BatchColumns;
  /** Is handed, in its turn, each line that the scanner is not sure of; a `false` ends the scan. */
  readonly judge: (start: number, end: number, line: number) => boolean;
}

/**
 * Reads plain chat records from raw JSONL: the same columns that `LineAnalyser` gives, without parsing. The work is done by
 * `kernel/scan-records.ts`, in WebAssembly.
 */
export class RecordScanner {
  readonly #kernel: RecordKernel;
  readonly #memory: Buffer;
  readonly #numbers: Int32Array;
  readonly #words: Uint32Array;
  readonly #names: ScannedNames | undefined;
  /** The last system prompt, which mostly is the next one as well. */
  #system: { readonly bytes: Buffer; readonly key: TextKey } = {
    bytes: Buffer.alloc(0),
    key: textKey(Buffer.alloc(0), 0),
  };

  constructor(settings: AnalysisSettings) {
    const { near, notesSymbols = false, symbols } = settings;
    this.#kernel = openRecordKernel();
    const { buffer } = this.#kernel.memory;
    this.#memory = Buffer.from(buffer);
    this.#numbers = new Int32Array(buffer);
    this.#words = new Uint32Array(buffer);
    this.#memory.set(characterKinds, this.#kernel.KINDS.value);
    this.#names = notesSymbols ? new ScannedNames(this.#kernel, symbols) : undefined;
    this.#kernel.setup(near, notesSymbols, symbols !== undefined, this.#names?.keywords ?? 0);
  }

  /** Whether the settings ask for nothing that takes the parsed record. */
  static serves({ categoryRules = [], groupField, takesPrompts = false, symbols = [] }: AnalysisSettings): boolean {
    return categoryRules.length === 0 && groupField === undefined && !takesPrompts && ScannedNames.fits(symbols);
  }

  /**
   * @param bytes Whole lines.
   * @returns Whether all was read; `false` when the judge has ended it.
   */
  scan(bytes: Buffer, target: ScanTarget): boolean {
    const { CAPACITY, INPUT } = this.#kernel;
    this.#names?.beginBatch();
    let line = target.firstLine;
    for (let start = 0; start < bytes.length; ) {
      const end = wholeLines(bytes, start, CAPACITY.value);
      const length = end - start;
      const input = INPUT.value;
      if (length <= CAPACITY.value) this.#memory.set(bytes.subarray(start, end), input);
      // Rules about what is no UTF-8, and about what is too long, are JavaScript's.
      if (length > CAPACITY.value || !isUtf8(this.#memory.subarray(input, input + length))) {
        for (let at = start; at < end; line += 1) {
          const next = wholeLines(bytes, at, 1);
          if (!target.judge(at, next, line)) return false;
          at = next;
        }
      } else {
        this.#memory[input + length] = LF;
        for (let at = input; at < input + length; ) {
          at = this.#kernel.scan(at, input + length);
          const lines = this.#take(line, start - input, target);
          if (lines === undefined) return false;
          line += lines;
        }
      }
      start = end;
    }
    return true;
  }

  /** Adds what the kernel has found to the columns. @returns How many lines that were. */
  #take(firstLine: number, offset: number, { columns, judge }: ScanTarget): number | undefined {
    const { recordCount, RECORDS, SHINGLES, SYMBOLS } = this.#kernel;
    const numbers = this.#numbers;
    const count = recordCount.value;
    let text = 0;
    let symbol = 0;
    let shingle = 0;
    for (let index = 0; index < count; index += 1) {
      const entry = RECORDS.value / 4 + index * RECORD_FIELDS;
      const texts = numbers[entry + 2] ?? 0;
      if (texts === UNSURE) {
        const start = (numbers[entry] ?? 0) + offset;
        if (!judge(start, (numbers[entry + 1] ?? 0) + offset, firstLine + index)) return undefined;
        continue;
      }
      this.#addTexts(text, texts, firstLine + index, columns);
      columns.group(undefined);
      const category = numbers[entry + 5] ?? 0;
      columns.category(category === 0 ? undefined : this.#memory.toString("latin1", category, numbers[entry + 6]));
      const symbols = numbers[entry + 3] ?? 0;
      const shingles = numbers[entry + 4] ?? 0;
      columns.shingles(this.#words.subarray(SHINGLES.value / 4 + shingle, SHINGLES.value / 4 + shingles));
      const codes = this.#words.subarray(SYMBOLS.value / 4 + symbol, SYMBOLS.value / 4 + symbols);
      this.#names?.toBatch(codes, columns);
      columns.symbolCodes(codes);
      text = texts;
      symbol = symbols;
      shingle = shingles;
    }
    return count;
  }

  /** The keys of a record, as `readContent` makes them of a parsed one. */
  #addTexts(first: number, last: number, line: number, columns: BatchColumns): void {
    const user: TextKey[] = [];
    const assistant: TextKey[] = [];
    const turns: Turn[] = [];
    let canonical = "";
    let question: TextKey | undefined;
    for (let index = first; index < last; index += 1) {
      const entry = this.#kernel.TEXTS.value / 4 + index * TEXT_FIELDS;
      const role = this.#numbers[entry] ?? 0;
      const key = this.#keyOf(entry, role);
      canonical += (index === first ? "" : ",") + plainText(roles[role] ?? "", key.sha256);
      if (role === USER_ROLE) {
        question = key;
        user.push(key);
      } else if (role === ASSISTANT_ROLE) {
        assistant.push(key);
        if (question !== undefined) turns.push({ user: question, assistant: key });
        question = undefined;
      }
    }
    columns.add(line, { canonical: `{"messages":[${canonical}]}`, user, assistant, turns });
  }

  #keyOf(entry: number, role: number): TextKey {
    const start = this.#numbers[entry + 1] ?? 0;
    const end = this.#numbers[entry + 2] ?? 0;
    const units = this.#numbers[entry + 3] ?? 0;
    if (role <= USER_ROLE) return textKey(this.#memory.subarray(start, end), units);
    const { bytes } = this.#system;
    if (bytes.length !== end - start || this.#memory.compare(bytes, 0, bytes.length, start, end) !== 0) {
      const text = Buffer.from(this.#memory.subarray(start, end));
      this.#system = { bytes: text, key: textKey(text, units) };
    }
    return this.#system.key;
  }
}

function textKey(bytes: Buffer, length: number): TextKey {
  return { sha256: hash("sha256", bytes, "hex"), length };
}

/** Where as many whole lines end as fit; the end of one line where even that does not fit. */
function wholeLines(bytes: Buffer, start: number, limit: number): number {
  if (bytes.length - start <= limit) return bytes.length;
  const feed = bytes.lastIndexOf(LF, start + limit - 1);
  if (feed >= start) return feed + 1;
  const next = bytes.indexOf(LF, start);
  return next === -1 ? bytes.length : next + 1;
}
