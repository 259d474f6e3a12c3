import * as z from "zod";
import { issueSchema } from "../issue.ts";

const key64 = z.string().regex(/^[0-9a-f]{16}$/);

/**
 * What a comparison needs of one record, without its text: a line of a file of signatures.
 *
 * It depends on the record alone, so that any number of machines can sign their share and any engine can join on `keys`.
 */
export const recordSignatureSchema = z.strictObject({
  kind: z.literal("record"),
  file: z.string(),
  line: z.int().positive(),
  /** First 128 bits, in hex, of the SHA-256 over the normalised content: equal for exact duplicates. */
  id: z.string().regex(/^[0-9a-f]{32}$/),
  /** Hash of the first question, of the answers, and of the group field; `null` for none. */
  prompt: key64.nullable(),
  answer: key64.nullable(),
  group: key64.nullable(),
  /** Hash of each question with its answer. */
  turns: z.array(key64),
  /** Band keys: two records that share `least` of them may be near-duplicates. Each tells its band, so they can be joined as they are. */
  keys: z.array(z.string().regex(/^[0-9a-f]{8}$/)),
  /** The distinct shingles, sorted, as unsigned 32-bit numbers in little-endian order, in base64: exact similarity is theirs. */
  shingles: z.base64(),
});
/** What a comparison needs of one record. */
export type RecordSignature = z.infer<typeof recordSignatureSchema>;

/** Ends the signatures of one dataset file; without it they were cut short. */
export const fileSignatureSchema = z.strictObject({
  kind: z.literal("file"),
  file: z.string(),
  sha256: z.string(),
  /** CRC-32 of the same bytes. */
  checksum: z.int().nonnegative(),
  bytes: z.int().nonnegative(),
  records: z.int().nonnegative(),
  rejected: z.int().nonnegative(),
  issues: z.array(issueSchema),
});
/** Ends the signatures of one dataset file. */
export type FileSignature = z.infer<typeof fileSignatureSchema>;

/** A line of a file of signatures. */
export const signatureLineSchema = z.discriminatedUnion("kind", [recordSignatureSchema, fileSignatureSchema]);
/** A line of a file of signatures. */
export type SignatureLine = z.infer<typeof signatureLineSchema>;

/** A pair that an engine's join proposes, by the ids of its records; exact similarity decides. */
export const candidatePairSchema = z.looseObject({ a: z.string(), b: z.string() });
/** A pair that an engine's join proposes. */
export type CandidatePair = z.infer<typeof candidatePairSchema>;
