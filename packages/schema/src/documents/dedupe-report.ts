import * as z from "zod";
import { issueSchema } from "../issue.ts";
import { fileDigestSchema } from "./sanitize-report.ts";

/** Where a record stands, and its content hash. */
export const recordPlaceSchema = z.strictObject({
  file: z.string(),
  /** 1-based line in the file. */
  line: z.int().positive(),
  /** First 128 bits, in hex, of the SHA-256 over the normalised content. */
  id: z.string(),
});
/** Where a record stands, and its content hash. */
export type RecordPlace = z.infer<typeof recordPlaceSchema>;

/** A record that repeats another. */
export const duplicateSchema = z.strictObject({
  ...recordPlaceSchema.shape,
  kind: z.enum(["exact", "near"]),
  /** The record that it repeats. */
  partner: recordPlaceSchema,
  /** Exact Jaccard similarity of the two, from 0 to 1; 1 for an exact duplicate. */
  score: z.number().min(0).max(1),
  /** Whether it was left out, or only named. */
  dropped: z.boolean(),
});
/** A record that repeats another. */
export type Duplicate = z.infer<typeof duplicateSchema>;

/**
 * Records that are not duplicates of each other, and yet tell each other's answer.
 *
 * `same-prompt`: the same question with different answers. `same-answer`: one answer to different questions.
 * `conversation-piece`: a question with its answer that also stands in another record. `same-group`: equal values of the
 * field that the user named.
 */
export const hazardSchema = z.strictObject({
  code: z.enum(["same-prompt", "same-answer", "conversation-piece", "same-group"]),
  /** How many records are in the group. */
  size: z.int().min(2),
  /** The first of them, at most twenty. */
  records: z.array(recordPlaceSchema),
  /** Whether a split keeps them on one side. A group over the cap or an answer too short to tell is only named. */
  kept: z.enum(["together", "apart"]),
  /** Why the group is not kept together. */
  reason: z.string().optional(),
});
/** Records that are not duplicates of each other, and yet tell each other's answer. */
export type Hazard = z.infer<typeof hazardSchema>;

/** Counts of compared pairs by similarity; bin `i` holds the scores from `i / bins.length`. */
export const similarityHistogramSchema = z.strictObject({
  /** 50 bins of 0.02; the last one includes 1. */
  bins: z.array(z.int().nonnegative()),
  threshold: z.number(),
});
/** Counts of compared pairs by similarity. */
export type SimilarityHistogram = z.infer<typeof similarityHistogramSchema>;

/** What the search for near-duplicates did. */
export const similaritySearchSchema = z.strictObject({
  /** Bands and rows of the signature that proposed the pairs. */
  bands: z.int().positive(),
  rows: z.int().positive(),
  /** Pairs whose exact similarity was computed. */
  compared: z.int().nonnegative(),
  /** Records that may have a near-duplicate which was not looked at, since so many records resemble each other a little. */
  capped: z.int().nonnegative(),
  /** Distinct shingles left out since most records hold them. */
  boilerplate: z.int().nonnegative(),
});
/** What the search for near-duplicates did. */
export type SimilaritySearch = z.infer<typeof similaritySearchSchema>;

/** A pair of records by place: index into `inputs` and line of the one, of the other, and their exact similarity. */
export const savedPairSchema = z.tuple([
  z.int().nonnegative(),
  z.int().positive(),
  z.int().nonnegative(),
  z.int().positive(),
  z.number().min(0).max(1),
]);
/** A pair of records by place. */
export type SavedPair = z.infer<typeof savedPairSchema>;

/** What one run of `dedupe` found and did. */
export const dedupeReportSchema = z.strictObject({
  version: z.literal(1),
  /** Records that could be read. */
  records: z.int().nonnegative(),
  kept: z.int().nonnegative(),
  /** Records that repeat an earlier one exactly. */
  exact: z.int().nonnegative(),
  /** Records that are no exact copy and have a near-duplicate before them. */
  near: z.int().nonnegative(),
  rejected: z.int().nonnegative(),
  threshold: z.number(),
  /** `drop`: near-duplicates were left out. `group`: they were only named. `off`: nobody looked. */
  policy: z.enum(["drop", "group", "off"]),
  duplicates: z.array(duplicateSchema),
  /** Pairs below the threshold that came close, down to `floor`: what a lower threshold would add. The first 10,000. */
  close: z.array(z.strictObject({ a: recordPlaceSchema, b: recordPlaceSchema, score: z.number() })),
  /** Similarity down to which pairs were looked for: the threshold can be changed to anything from here up without a new search. */
  floor: z.number(),
  /** Every pair from the floor up, by its places in `inputs`: what a search with another threshold is made of. */
  pairs: z.array(savedPairSchema).default([]),
  hazards: z.array(hazardSchema),
  search: similaritySearchSchema,
  histogram: similarityHistogramSchema,
  issues: z.array(z.strictObject({ file: z.string(), issues: z.array(issueSchema) })),
  inputs: z.array(fileDigestSchema),
  /** In the order of `inputs` when each has an output of its own; empty when nothing was written. */
  outputs: z.array(fileDigestSchema),
});
/** What one run of `dedupe` found and did. */
export type DedupeReport = z.infer<typeof dedupeReportSchema>;
