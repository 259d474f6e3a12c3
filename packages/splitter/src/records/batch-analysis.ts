import type { Issue } from "@tunewright/schema";

/** A line that holds no record that can be read. */
export interface RejectedLine {
  readonly line: number;
  readonly issues: readonly Issue[];
}

/**
 * What is kept of the records of one batch, as columns: entry `i` of each belongs to record `i`.
 *
 * Texts are gone; what is left is what clusters, strata and the manifest are made of.
 */
export interface BatchAnalysis {
  readonly records: number;
  /** 1-based lines in the file. */
  readonly lines: Uint32Array;
  /** Four words a record: the content's id. */
  readonly ids: Uint32Array;
  /** Two words a record: the user's first turn; 0 for none. */
  readonly prompts: Uint32Array;
  /** Two words a record: all the user's turns. */
  readonly questions: Uint32Array;
  /** Two words a record: the assistant's turns; 0 when they are too short to tell anything. */
  readonly answers: Uint32Array;
  /** Two words a record: the value of the group field; 0 for none. */
  readonly groups: Uint32Array;
  /** How many entries of `turns` and of the flat columns belong to each record. */
  readonly turnCounts: Uint32Array;
  /** Two words a turn. */
  readonly turns: Uint32Array;
  readonly shingleCounts: Uint32Array;
  readonly shingles: Uint32Array;
  readonly symbolCounts: Uint32Array;
  /** Indexes into `symbolNames`. */
  readonly symbols: Uint32Array;
  readonly symbolNames: readonly string[];
  /** Indexes into `categoryNames`, from 1; 0 where the file's name decides. */
  readonly categories: Uint32Array;
  readonly categoryNames: readonly string[];
  readonly rejected: readonly RejectedLine[];
}
