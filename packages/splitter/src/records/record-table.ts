import type { Issue, RecordPlace } from "@tunewright/schema";
import type { BatchAnalysis } from "./batch-analysis.ts";
import { wordsToHex } from "./hash-words.ts";
import { categoryOfFile } from "./record-category.ts";
import { ShingleStore, type ShingleStoreOptions } from "../shingles/shingle-store.ts";
import { Uint32Column } from "./uint32-column.ts";

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
 * What is known of every record of a dataset, as columns.
 *
 * A record costs about 110 bytes here, plus four for each API symbol it uses, eight for each turn beyond the first of a
 * conversation, and its shingles, which go to disk beyond a budget.
 */
export class RecordTable implements Disposable {
  readonly files: TableFile[] = [];
  readonly shingles: ShingleStore;
  readonly symbolNames: string[] = [];
  readonly categoryNames: string[] = [];
  readonly #fileOf = new Uint32Column();
  readonly #lines = new Uint32Column();
  readonly #ids = new Uint32Column(4096);
  readonly #prompts = new Uint32Column();
  readonly #questions = new Uint32Column();
  readonly #answers = new Uint32Column();
  readonly #groups = new Uint32Column();
  readonly #turnEnds = new Uint32Column();
  readonly #turns = new Uint32Column();
  readonly #symbolEnds = new Uint32Column();
  readonly #symbols = new Uint32Column();
  readonly #categories = new Uint32Column();
  readonly #symbolCodes = new Map<string, number>();
  readonly #categoryCodes = new Map<string, number>();

  constructor(options: ShingleStoreOptions = {}) {
    this.shingles = new ShingleStore(options);
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
    this.#ids.append(batch.ids);
    this.#prompts.append(batch.prompts);
    this.#questions.append(batch.questions);
    this.#answers.append(batch.answers);
    this.#groups.append(batch.groups);
    this.#turns.append(batch.turns);
    const codes = batch.symbols;
    for (let index = 0; index < codes.length; index += 1) codes[index] = symbols[codes[index] ?? 0] ?? 0;
    this.#symbols.append(codes);
    let turnEnd = this.#turnEnds.at(this.#turnEnds.length - 1);
    let symbolEnd = this.#symbolEnds.at(this.#symbolEnds.length - 1);
    for (let record = 0; record < batch.records; record += 1) {
      this.#fileOf.push(this.files.length - 1);
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

  /** Makes room for so many times what was added so far. */
  reserve(times: number): void {
    const columns = [this.#fileOf, this.#lines, this.#ids, this.#prompts, this.#questions, this.#answers, this.#groups];
    const flat = [this.#turnEnds, this.#turns, this.#symbolEnds, this.#symbols, this.#categories];
    for (const column of [...columns, ...flat]) column.reserve(Math.ceil(column.length * times));
  }

  /** Four words a record. */
  get ids(): Uint32Array {
    return this.#ids.view();
  }

  /** Two words a record: the user's first turn. */
  get prompts(): Uint32Array {
    return this.#prompts.view();
  }

  /** Two words a record: all the user's turns. */
  get questions(): Uint32Array {
    return this.#questions.view();
  }

  /** Two words a record: the assistant's turns. */
  get answers(): Uint32Array {
    return this.#answers.view();
  }

  /** Two words a record: the value of the group field. */
  get groups(): Uint32Array {
    return this.#groups.view();
  }

  /** Two words a turn; {@link turnsOf} tells whose. */
  get turns(): Uint32Array {
    return this.#turns.view();
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

  fileOf(record: number): TableFile {
    const file = this.files[this.#fileOf.at(record)];
    if (file === undefined) throw new RangeError(`Cannot find the file of record ${record}: there is no such record.`);
    return file;
  }

  lineOf(record: number): number {
    return this.#lines.at(record);
  }

  /** The content's id: 32 hex digits. */
  idOf(record: number): string {
    return wordsToHex(this.ids, record * 4, 4);
  }

  placeOf(record: number): RecordPlace {
    return { file: this.fileOf(record).path, line: this.lineOf(record), id: this.idOf(record) };
  }

  [Symbol.dispose](): void {
    this.shingles[Symbol.dispose]();
  }
}

function codeOf(name: string, codes: Map<string, number>, names: string[]): number {
  const known = codes.get(name);
  if (known !== undefined) return known;
  codes.set(name, names.length);
  names.push(name);
  return names.length - 1;
}
