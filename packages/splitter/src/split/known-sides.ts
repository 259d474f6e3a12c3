import { type SplitSide, splitSides } from "@tunewright/schema/split-sides";
import { walkManifest } from "../manifest/walk-manifest.ts";
import { IdWords } from "../records/id-words.ts";
import type { RecordTable } from "../records/record-table.ts";
import { BitSet } from "../scratch/bit-set.ts";
import type { Scratch } from "../scratch/scratch.ts";
import { compareTuples } from "../scratch/sort-tuples.ts";
import { TupleSorter } from "../scratch/tuple-sorter.ts";
import { DROPPED, TEST, TRAIN, VALIDATION } from "./split-units.ts";

/** Number of a side, as tables keep it. */
export const sideCodes: Readonly<Record<SplitSide, number>> = { train: TRAIN, validation: VALIDATION, test: TEST };
/** The earlier version knows nothing of a record. */
export const UNKNOWN = -1;

const ID_WORDS = 4;
const PROMPT_WORDS = 2;
/** In a list of both, what the earlier version says comes before the records of today that have the same key. */
const EARLIER = 0;
const TODAY = 1;

/** The records of an earlier version by their ids, to be brought together with those of today. */
export type EarlierSides = TupleSorter;

/** What an earlier version knows of the records of today. */
export interface KnownSides {
  /** A side for each record, or {@link UNKNOWN}. */
  readonly sideOf: Int8Array;
  /** Records that only their question tells: repaired ones, or new ones that ask what a record asked which is gone. */
  readonly byQuestion: BitSet;
}

/**
 * Reads the sides of an earlier version from its manifest.
 *
 * @throws {PipelineError} `INPUT_NOT_FOUND`, `INPUT_UNREADABLE`, or `DATASET_INVALID` when it is no manifest.
 */
export async function readEarlierSides(path: string, scratch: Scratch): Promise<EarlierSides> {
  const ids = new IdWords(ID_WORDS);
  const prompts = new IdWords(PROMPT_WORDS);
  // Id, which of the two, then side and question, or the record.
  const byId = new TupleSorter(scratch, { width: ID_WORDS + 2 + PROMPT_WORDS, keyWords: ID_WORDS + 1 });
  await walkManifest(path, ({ id, prompt, side }) => {
    const at = byId.add();
    ids.put(id, byId.words, at);
    byId.words[at + ID_WORDS] = EARLIER;
    byId.words[at + ID_WORDS + 1] = splitSides.indexOf(side);
    prompts.put(prompt, byId.words, at + ID_WORDS + 2);
  });
  return byId;
}

/**
 * Finds the side on which each record was: by its content, else by its question, so that a repaired answer stays where it was.
 *
 * @param byId From {@link readEarlierSides}; the records of today are added to it.
 * @param sides Records that are left out today are passed over.
 */
export function findKnownSides(table: RecordTable, byId: EarlierSides, sides: Uint8Array): KnownSides {
  const known = new Int8Array(table.length).fill(UNKNOWN);
  for (let record = 0; record < table.length; record += 1) {
    const at = byId.add();
    for (let word = 0; word < ID_WORDS; word += 1) byId.words[at + word] = table.ids.at(record * ID_WORDS + word);
    byId.words[at + ID_WORDS] = TODAY;
    byId.words[at + ID_WORDS + 1] = record;
  }
  // Only the question of a record that is gone can tell that another is its repaired form; otherwise that one is new.
  const byPrompt = new TupleSorter(table.scratch, { width: PROMPT_WORDS + 2, keyWords: PROMPT_WORDS + 1 });
  let isGone = false;
  const earlier = new Uint32Array(ID_WORDS + 2 + PROMPT_WORDS);
  const passOn = (): void => {
    if (!isGone) return;
    const at = byPrompt.add();
    byPrompt.words.set(earlier.subarray(ID_WORDS + 2), at);
    byPrompt.words[at + PROMPT_WORDS] = EARLIER;
    byPrompt.words[at + PROMPT_WORDS + 1] = earlier[ID_WORDS + 1] ?? 0;
    isGone = false;
  };
  let hasEarlier = false;
  const sorted = byId.sorted();
  while (sorted.next()) {
    const { words, offset } = sorted;
    const isSame = hasEarlier && compareTuples(earlier, 0, words, offset, ID_WORDS) === 0;
    if (words[offset + ID_WORDS] === EARLIER) {
      // Copies of one record tell the same.
      if (!isSame) passOn();
      earlier.set(words.subarray(offset, offset + earlier.length));
      hasEarlier = true;
      isGone = true;
    } else if (isSame) {
      isGone = false;
      const record = words[offset + ID_WORDS + 1] ?? 0;
      if (sides[record] !== DROPPED) known[record] = codeOf(earlier[ID_WORDS + 1]);
    }
  }
  passOn();
  const byQuestion = settleByPrompt(table, { byPrompt, known, sides });
  return { sideOf: known, byQuestion };
}

/** @returns The records that were found. */
function settleByPrompt(
  table: RecordTable,
  { byPrompt, known, sides }: { byPrompt: TupleSorter; known: Int8Array; sides: Uint8Array },
): BitSet {
  const found = new BitSet(table.length);
  for (let record = 0; record < table.length; record += 1) {
    if (sides[record] === DROPPED || known[record] !== UNKNOWN) continue;
    const at = byPrompt.add();
    byPrompt.words[at] = table.questions.at(record * PROMPT_WORDS);
    byPrompt.words[at + 1] = table.questions.at(record * PROMPT_WORDS + 1);
    byPrompt.words[at + PROMPT_WORDS] = TODAY;
    byPrompt.words[at + PROMPT_WORDS + 1] = record;
  }
  const prompt = new Uint32Array(PROMPT_WORDS);
  let side = UNKNOWN;
  let isTorn = false;
  const sorted = byPrompt.sorted();
  for (let isFirst = true; sorted.next(); isFirst = false) {
    const { words, offset } = sorted;
    if (isFirst || compareTuples(prompt, 0, words, offset, PROMPT_WORDS) !== 0) {
      prompt.set(words.subarray(offset, offset + PROMPT_WORDS));
      side = UNKNOWN;
      isTorn = false;
    }
    const value = words[offset + PROMPT_WORDS + 1] ?? 0;
    if (words[offset + PROMPT_WORDS] === TODAY) {
      known[value] = isTorn ? UNKNOWN : side;
      if (known[value] !== UNKNOWN) found.add(value);
    } else {
      // A question that stood on two sides tells nothing.
      isTorn ||= side !== UNKNOWN && side !== codeOf(value);
      side = codeOf(value);
    }
  }
  return found;
}

function codeOf(index = 0): number {
  return sideCodes[splitSides[index] ?? "train"];
}
