import type { Issue, RecordPlace } from "@tunewright/schema";
import type { BatchAnalysis } from "./batch-analysis.ts";
import { wordsToHex } from "./hash-words.ts";
import { categoryOfFile } from "./record-category.ts";
import { PagedColumn } from "../scratch/paged-column.ts";
import { Scratch } from "../scratch/scratch.ts";
import { ShingleStore } from "../shingles/shingle-store.ts";

/** A file of a {@link RecordTable}. */
export interface TableFile {
  readonly path: string;
  /** Index of its first record. */
  readonly first: number;
  records: number;
  rejected: number;
  /** SHA-256 of the unpacked bytes, in hex. */
  sha256: string;
  /** CRC-32 of the same bytes: enough to see that a second reading found them unchanged. */
  checksum: number;
  bytes: number;
  readonly issues: Issue[];
}

/** Issues that are held for one file; the rest is only counted. */
const MAX_ISSUES = 1000;

/**
 * What is known of every record of a dataset, as columns: in memory up to a budget, in temporary files beyond.
 *
 * A record costs about 80 bytes here, plus four for each API symbol it uses, eight for each turn of a conversation, and its
 * shingles.
 */
export class RecordTable implements Disposable {
  readonly files: TableFile[] = [];
  readonly shingles: ShingleStore;
  readonly symbolNames: string[] = [];
  readonly categoryNames: string[] = [];
  /** Four words a record: the content's id. */
  readonly ids: PagedColumn;
  /** Two words a record: the user's first turn; 0 for none. */
  readonly prompts: PagedColumn;
  /** Two words a record: all the user's turns. */
  readonly questions: PagedColumn;
  /** Two words a record: the assistant's turns; 0 when they are too short to tell anything. */
  readonly answers: PagedColumn;
  /** Two words a record: the value of the group field; 0 for none. */
  readonly groups: PagedColumn;
  /** Two words a turn; {@link RecordTable.turnsOf} tells whose. */
  readonly turns: PagedColumn;
  /** What the run may hold in memory, and where the rest goes; closed with the table. */
  readonly scratch: Scratch;
  readonly #lines: PagedColumn;
  readonly #turnEnds: PagedColumn;
  readonly #symbolEnds: PagedColumn;
  readonly #symbols: PagedColumn;
  readonly #categories: PagedColumn;
  readonly #symbolCodes = new Map<string, number>();
  readonly #categoryCodes = new Map<string, number>();
  /** The file of the record that was asked for last: mostly that of the next one, too. */
  #lastFile = 0;

  constructor(scratch: Scratch = new Scratch()) {
    this.scratch = scratch;
    this.shingles = new ShingleStore({ scratch });
    const column = (): PagedColumn => new PagedColumn(scratch);
    this.ids = column();
    this.prompts = column();
    this.questions = column();
    this.answers = column();
    this.groups = column();
    this.turns = column();
    this.#lines = column();
    this.#turnEnds = column();
    this.#symbolEnds = column();
    this.#symbols = column();
    this.#categories = column();
  }

  get length(): number {
    return this.#lines.length;
  }

  /** Begins a file; the batches that are added belong to it. */
  beginFile(path: string): TableFile {
    const file = { path, first: this.length, records: 0, rejected: 0, sha256: "", checksum: 0, bytes: 0, issues: [] };
    this.files.push(file);
    return file;
  }

  /** Adds the records of a batch; its arrays belong to the table from now on. */
  add(batch: BatchAnalysis): void {
    const file = this.files.at(-1);
    if (file === undefined) throw new TypeError("Cannot add records before a file was begun.");
    const symbols = batch.symbolNames.map((name) => codeOf(name, this.#symbolCodes, this.symbolNames));
    const categories = batch.categoryNames.map((name) => codeOf(name, this.#categoryCodes, this.categoryNames));
    const fallback = codeOf(categoryOfFile(file.path), this.#categoryCodes, this.categoryNames);
    this.#lines.append(batch.lines);
    this.ids.append(batch.ids);
    this.prompts.append(batch.prompts);
    this.questions.append(batch.questions);
    this.answers.append(batch.answers);
    this.groups.append(batch.groups);
    this.turns.append(batch.turns);
    const codes = batch.symbols;
    for (let index = 0; index < codes.length; index += 1) codes[index] = symbols[codes[index] ?? 0] ?? 0;
    this.#symbols.append(codes);
    let turnEnd = this.#turnEnds.at(this.#turnEnds.length - 1);
    let symbolEnd = this.#symbolEnds.at(this.#symbolEnds.length - 1);
    for (let record = 0; record < batch.records; record += 1) {
      turnEnd += batch.turnCounts[record] ?? 0;
      this.#turnEnds.push(turnEnd);
      symbolEnd += batch.symbolCounts[record] ?? 0;
      this.#symbolEnds.push(symbolEnd);
      const category = batch.categories[record] ?? 0;
      this.#categories.push(category === 0 ? fallback : (categories[category - 1] ?? fallback));
    }
    this.shingles.append(batch.shingleCounts, batch.shingles);
    file.records += batch.records;
    file.rejected += batch.rejected.length;
    for (const { issues } of batch.rejected) {
      for (const issue of issues) if (file.issues.length < MAX_ISSUES) file.issues.push(issue);
    }
  }

  /** First and last-but-one index into the turns of a record. */
  turnsOf(record: number): readonly [start: number, end: number] {
    return [record === 0 ? 0 : this.#turnEnds.at(record - 1), this.#turnEnds.at(record)];
  }

  /** Indexes into `symbolNames`. */
  symbolsOf(record: number): Uint32Array {
    return this.#symbols.part(record === 0 ? 0 : this.#symbolEnds.at(record - 1), this.#symbolEnds.at(record));
  }

  /** Index into `categoryNames`. */
  categoryOf(record: number): number {
    return this.#categories.at(record);
  }

  /** Whether symbols lie on disk, so that they are quick in the order of the records only. */
  get hasSpilledSymbols(): boolean {
    return this.#symbols.isSpilled || this.#categories.isSpilled;
  }

  /** Index into `files`. */
  fileIndexOf(record: number): number {
    const holds = (index: number): boolean => {
      const file = this.files[index];
      return file !== undefined && record >= file.first && record < file.first + file.records;
    };
    if (holds(this.#lastFile)) return this.#lastFile;
    let low = 0;
    let high = this.files.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((this.files[middle]?.first ?? 0) <= record) low = middle;
      else high = middle;
    }
    this.#lastFile = low;
    return low;
  }

  fileOf(record: number): TableFile {
    const file = this.files[this.fileIndexOf(record)];
    if (file === undefined) throw new RangeError(`Cannot find the file of record ${record}: there is no such record.`);
    return file;
  }

  lineOf(record: number): number {
    return this.#lines.at(record);
  }

  /** The content's id: 32 hex digits. */
  idOf(record: number): string {
    return wordsToHex(this.ids.part(record * 4, record * 4 + 4), 0, 4);
  }

  /** A key of two words in hex. @param keys One of the columns of the table. */
  keyOf(keys: PagedColumn, record: number): string {
    return wordsToHex(keys.part(record * 2, record * 2 + 2), 0, 2);
  }

  placeOf(record: number): RecordPlace {
    return { file: this.fileOf(record).path, line: this.lineOf(record), id: this.idOf(record) };
  }

  [Symbol.dispose](): void {
    this.scratch[Symbol.dispose]();
  }
}

function codeOf(name: string, codes: Map<string, number>, names: string[]): number {
  const known = codes.get(name);
  if (known !== undefined) return known;
  codes.set(name, names.length);
  names.push(name);
  return names.length - 1;
}
