import { crc32 } from "node:zlib";
import type { SplitRecord, SplitSide } from "@tunewright/schema";
import { splitSides } from "@tunewright/schema/split-sides";
import { IdWords } from "../records/id-words.ts";
import type { Scratch } from "../scratch/scratch.ts";
import { compareTuples } from "../scratch/sort-tuples.ts";
import { type SortedTuples, TupleSorter } from "../scratch/tuple-sorter.ts";

/** Fields of a record as numbers, in the order of the tuple. */
export interface VersionRecord {
  readonly file: number;
  readonly line: number;
  readonly side: SplitSide;
  /** Its place in the list of the manifest. */
  readonly index: number;
  readonly id: string;
  /** A checksum over its question, cluster and stratum. */
  readonly rest: number;
}

/** Texts of several manifests as numbers: equal ones are equal in all of them. */
export class VersionTexts {
  readonly ids = new IdWords(4);
  readonly prompts = new IdWords(2);
  readonly files: string[] = [];
  readonly #fileNumbers = new Map<string, number>();

  fileNumber(file: string): number {
    const number = this.#fileNumbers.get(file) ?? this.files.push(file) - 1;
    this.#fileNumbers.set(file, number);
    return number;
  }
}

const ID = 0;
const PROMPT = 4;
const INDEX = 6;
const FILE = 7;
const LINE = 8;
const SIDE = 9;
const REST = 10;
const WIDTH = 11;

/** Fields that records can be put in order by; equal ones stay in the order of the manifest. */
const orders = { id: [ID, 4], prompt: [PROMPT, 2], place: [FILE, 2] } as const;

/** The records of one manifest, in any amount, put in order by one of their fields. */
export class VersionRecords {
  readonly #sorter: TupleSorter;
  readonly #texts: VersionTexts;
  readonly #order: readonly number[];
  readonly keyWords: number;
  #length = 0;

  constructor(scratch: Scratch, texts: VersionTexts, by: keyof typeof orders) {
    const [first, words] = orders[by];
    this.#texts = texts;
    // What decides the order stands first, then the index.
    const key = [...Array.from({ length: words }, (_, word) => first + word), INDEX];
    this.#order = [...key, ...Array.from({ length: WIDTH }, (_, word) => word).filter((word) => !key.includes(word))];
    this.keyWords = words;
    this.#sorter = new TupleSorter(scratch, { width: WIDTH, keyWords: words + 1 });
  }

  get length(): number {
    return this.#length;
  }

  add({ id, prompt, file, line, side, cluster, stratum }: SplitRecord): void {
    this.#texts.ids.put(id, fields, ID);
    this.#texts.prompts.put(prompt, fields, PROMPT);
    fields[INDEX] = this.#length;
    fields[FILE] = this.#texts.fileNumber(file);
    fields[LINE] = line;
    fields[SIDE] = splitSides.indexOf(side);
    fields[REST] = crc32(`${prompt} ${cluster} ${stratum}`);
    this.#length += 1;
    this.#push(fields, 0, undefined);
  }

  /** Adds what lies at a place of another order. */
  addFrom(other: VersionRecords, { words, offset }: SortedTuples): void {
    this.#length += 1;
    this.#push(words, offset, other.#order);
  }

  sorted(): SortedTuples {
    return this.#sorter.sorted();
  }

  /** The side of the record at a place of the sorted ones, as a number. */
  sideAt({ words, offset }: SortedTuples): number {
    return words[offset + this.#order.indexOf(SIDE)] ?? 0;
  }

  /** The record at a place of the sorted ones. */
  read({ words, offset }: SortedTuples): VersionRecord {
    for (let word = 0; word < WIDTH; word += 1) fields[this.#order[word] ?? 0] = words[offset + word] ?? 0;
    return {
      id: this.#texts.ids.text(fields, ID),
      index: fields[INDEX] ?? 0,
      file: fields[FILE] ?? 0,
      line: fields[LINE] ?? 0,
      side: splitSides[fields[SIDE] ?? 0] ?? "train",
      rest: fields[REST] ?? 0,
    };
  }

  #push(words: Uint32Array, offset: number, order: readonly number[] | undefined): void {
    const at = this.#sorter.add();
    for (let word = 0; word < WIDTH; word += 1) {
      const field = this.#order[word] ?? 0;
      const from = order === undefined ? field : order.indexOf(field);
      this.#sorter.words[at + word] = words[offset + from] ?? 0;
    }
  }
}

/** The fields of one record; used for one after another. */
const fields = new Uint32Array(WIDTH);

/** What {@link matchRecords} calls. */
export interface MatchRecordsOptions {
  readonly pair: (before: SortedTuples, after: SortedTuples) => void;
  readonly onlyBefore: (before: SortedTuples) => void;
  readonly onlyAfter: (after: SortedTuples) => void;
}

/** Pairs the records of two versions that are in the same order by their keys, each once. */
export function matchRecords(left: VersionRecords, right: VersionRecords, options: MatchRecordsOptions): void {
  const before = left.sorted();
  const after = right.sorted();
  let hasBefore = before.next();
  let hasAfter = after.next();
  while (hasBefore || hasAfter) {
    const order = !hasBefore
      ? 1
      : !hasAfter
        ? -1
        : compareTuples(before.words, before.offset, after.words, after.offset, left.keyWords);
    if (order === 0) options.pair(before, after);
    else if (order < 0) options.onlyBefore(before);
    else options.onlyAfter(after);
    if (order <= 0) hasBefore = before.next();
    if (order >= 0) hasAfter = after.next();
  }
}
