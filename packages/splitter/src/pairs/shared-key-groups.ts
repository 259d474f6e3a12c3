import type { Hazard } from "@tunewright/schema";
import type { RecordTable } from "../records/record-table.ts";
import type { BitSet } from "../scratch/bit-set.ts";
import type { PagedColumn } from "../scratch/paged-column.ts";
import { type SortedTuples, TupleSorter } from "../scratch/tuple-sorter.ts";

/** Distinct records that share a key. */
export interface KeyGroup {
  readonly code: Hazard["code"];
  /** How many there are. */
  readonly size: number;
  /** The records in their order: all where they belong together, else the first ones. Valid during the visit only. */
  readonly members: Uint32Array;
  /** Whether they are few enough to be kept together. */
  readonly fits: boolean;
  /** Tells groups apart by the whole of their records, copies as well. */
  readonly fingerprint: number;
  /** Where the second record came up: groups are reported in this order. */
  readonly order: number;
}

/** What {@link walkKeyGroups} is told. */
export interface WalkKeyGroupsOptions {
  /** Records that have the same content as an earlier one. */
  readonly copies: BitSet;
  /** Groups that share a prompt, an answer or a turn belong together up to this many records. */
  readonly cap: number;
  readonly visit: (group: KeyGroup) => void;
}

/** Members that a report lists, so that they are held even of a group that is too large. */
export const LISTED_RECORDS = 20;
/** Codes of groups, in the order in which they are walked and reported. */
export const groupCodes = ["same-prompt", "same-answer", "conversation-piece", "same-group"] as const;

/** A fingerprint is 32 bits of one hash and 21 of another: as many as a number holds. */
const FINGERPRINT_LOW = 2 ** 21;

// Looked up once: in a sandbox, as tests run in, each look at a global is slow.
const { imul } = Math;

/**
 * Walks the groups of records that share a prompt, an answer, a turn or a value of the group field. Keys are sorted, so any
 * number of records can be walked; one group at a time is held.
 */
export function walkKeyGroups(table: RecordTable, code: KeyGroup["code"], options: WalkKeyGroupsOptions): void {
  const isTurn = code === "conversation-piece";
  const sorted = isTurn ? sortTurns(table) : sortKeys(table, columnOf(table, code));
  const group = new GroupGatherer(code, options);
  let high = 0;
  let low = 0;
  while (sorted.next()) {
    const { words, offset } = sorted;
    if (words[offset] !== high || words[offset + 1] !== low) {
      group.end();
      high = words[offset] ?? 0;
      low = words[offset + 1] ?? 0;
    }
    group.add(words[offset + 2] ?? 0, words[offset + (isTurn ? 3 : 2)] ?? 0);
  }
  group.end();
}

function columnOf(table: RecordTable, code: KeyGroup["code"]): PagedColumn {
  if (code === "same-prompt") return table.prompts;
  return code === "same-answer" ? table.answers : table.groups;
}

/** Key and record. */
function sortKeys(table: RecordTable, keys: PagedColumn): SortedTuples {
  const sorter = new TupleSorter(table.scratch, { width: 3, keyWords: 2 });
  for (let record = 0; record < table.length; record += 1) {
    const high = keys.at(record * 2);
    const low = keys.at(record * 2 + 1);
    // Zeros are no key.
    if (high === 0 && low === 0) continue;
    const at = sorter.add();
    sorter.words[at] = high;
    sorter.words[at + 1] = low;
    sorter.words[at + 2] = record;
  }
  return sorter.sorted();
}

/** Key, record and turn. */
function sortTurns(table: RecordTable): SortedTuples {
  const sorter = new TupleSorter(table.scratch, { width: 4, keyWords: 2 });
  for (let record = 0; record < table.length; record += 1) {
    const [start, end] = table.turnsOf(record);
    for (let turn = start; turn < end; turn += 1) {
      const at = sorter.add();
      sorter.words[at] = table.turns.at(turn * 2);
      sorter.words[at + 1] = table.turns.at(turn * 2 + 1);
      sorter.words[at + 2] = record;
      sorter.words[at + 3] = turn;
    }
  }
  return sorter.sorted();
}

/** Gathers one group after another in the same memory. */
class GroupGatherer {
  readonly #code: KeyGroup["code"];
  readonly #options: WalkKeyGroupsOptions;
  readonly #most: number;
  #members = new Uint32Array(64);
  #seen = 0;
  #last = -1;
  /** Records without copies. */
  #size = 0;
  #order = 0;
  #high = 0;
  #low = 0;

  constructor(code: KeyGroup["code"], options: WalkKeyGroupsOptions) {
    this.#code = code;
    this.#options = options;
    this.#most = code === "same-group" ? Number.POSITIVE_INFINITY : Math.max(options.cap, LISTED_RECORDS);
  }

  add(record: number, order: number): void {
    this.#seen += 1;
    if (this.#seen === 2) this.#order = order;
    // A conversation may say the same twice.
    if (record === this.#last) return;
    this.#last = record;
    this.#high = imul(this.#high ^ record, 0x85ebca6b) ^ (this.#high >>> 13);
    this.#low = imul(this.#low ^ record, 0xc2b2ae35) ^ (this.#low >>> 15);
    if (this.#options.copies.has(record)) return;
    if (this.#size < this.#most) {
      if (this.#size === this.#members.length) this.#makeRoom();
      this.#members[this.#size] = record;
    }
    this.#size += 1;
  }

  end(): void {
    if (this.#size > 1) {
      const fits = this.#code === "same-group" || this.#size <= this.#options.cap;
      this.#options.visit({
        code: this.#code,
        size: this.#size,
        members: this.#members.subarray(0, Math.min(this.#size, fits ? this.#size : LISTED_RECORDS)),
        fits,
        fingerprint: (this.#high >>> 0) * FINGERPRINT_LOW + (this.#low >>> 11),
        order: this.#order,
      });
    }
    this.#seen = 0;
    this.#last = -1;
    this.#size = 0;
    this.#high = 0;
    this.#low = 0;
  }

  #makeRoom(): void {
    const larger = new Uint32Array(this.#members.length * 2);
    larger.set(this.#members);
    this.#members = larger;
  }
}
