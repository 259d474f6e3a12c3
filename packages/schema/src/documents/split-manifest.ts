import * as z from "zod";
import { hazardSchema, recordPlaceSchema, similarityHistogramSchema, similaritySearchSchema } from "./dedupe-report.ts";
import { issueSchema } from "../issue.ts";
import { splitSides } from "./split-sides.ts";

const count = z.int().nonnegative();
const bySide = { train: count, validation: count, test: count };

/** One record of a split. */
export const splitRecordSchema = z.strictObject({
  ...recordPlaceSchema.shape,
  /** First 64 bits, in hex, of the SHA-256 over the user's turns: what stays the same when an answer is repaired. */
  prompt: z.string(),
  side: z.enum(splitSides),
  /** Smallest id in its cluster. */
  cluster: z.string(),
  /** The category that strata are made of. */
  stratum: z.string(),
});
/** One record of a split. */
export type SplitRecord = z.infer<typeof splitRecordSchema>;

/** A record that tells what another dataset or an evaluation asks. */
export const leakSchema = z.strictObject({
  ...recordPlaceSchema.shape,
  /** The side that the record is on, or would have been on. */
  side: z.enum(splitSides),
  /** `exact`: the same record. `prompt`: the same question. `near-prompt`: nearly the same. `near`: a near-duplicate. */
  kind: z.enum(["exact", "prompt", "near-prompt", "near"]),
  against: z.strictObject({ file: z.string(), line: z.int().positive() }),
  score: z.number().min(0).max(1),
  dropped: z.boolean(),
});
/** A record that tells what another dataset or an evaluation asks. */
export type Leak = z.infer<typeof leakSchema>;

/** Something that the user should know about the split: stable code and one sentence. */
export const splitNoteSchema = z.strictObject({ code: z.string(), message: z.string() });
/** Something that the user should know about the split. */
export type SplitNote = z.infer<typeof splitNoteSchema>;

/** Settings of a split; with the inputs, all that its result depends on. */
export const splitSettingsSchema = z.strictObject({
  seed: z.int(),
  validationRatio: z.number().nullable(),
  validationCount: z.int().nullable(),
  testRatio: z.number().nullable(),
  /** Whether each cluster's key alone decided, so that ratios are met on average. */
  byKey: z.boolean(),
  threshold: z.number(),
  /** What became of near-duplicates: kept on one side, dropped, or nobody looked. */
  near: z.enum(["group", "drop", "off"]),
  /** Whether exact duplicates were dropped or kept on one side. */
  exact: z.enum(["group", "drop"]),
  /** Rules that gave a category, in their order. */
  categoryRules: z.array(z.strictObject({ category: z.string(), pattern: z.string() })),
  /** Records with equal values of this field stay together. */
  groupField: z.string().nullable(),
  /** SHA-256 over the list of names that count as API symbols; `null` when any name that is used does. */
  symbols: z.string().nullable(),
  /** What became of records that another dataset or an evaluation asks about. */
  leaks: z.enum(["report", "fail", "drop"]),
});
/** Settings of a split. */
export type SplitSettings = z.infer<typeof splitSettingsSchema>;

const output = z.strictObject({ path: z.string(), sha256: z.string(), records: count, bytes: count });

/** `manifest.json` of a version: enough to make the split again and to compare. */
export const splitManifestSchema = z.strictObject({
  version: z.literal(1),
  tool: z.strictObject({ name: z.literal("tunewright"), version: z.string() }),
  settings: splitSettingsSchema,
  /** Paths relative to the manifest. */
  inputs: z.array(z.strictObject({ path: z.string(), sha256: z.string(), records: count })),
  against: z.array(z.strictObject({ path: z.string(), sha256: z.string() })),
  /** The earlier version whose records kept their sides, and new records that fit on neither and were left out. */
  keptFrom: z
    .strictObject({
      path: z.string(),
      sha256: z.string(),
      kept: count,
      bridges: z.array(recordPlaceSchema).default([]),
    })
    .nullable(),
  outputs: z.strictObject({ train: output, validation: output, test: output.nullable() }),
  counts: z.strictObject({
    records: count,
    ...bySide,
    droppedExact: count,
    droppedNear: count,
    droppedLeaks: count,
    droppedBridges: count.default(0),
    rejected: count,
    clusters: count,
    largestCluster: count,
  }),
  /** Records by category and side. */
  strata: z.array(z.strictObject({ stratum: z.string(), ...bySide })),
  /** Records that use each API symbol, by side; most frequent first. */
  symbols: z.array(z.strictObject({ name: z.string(), ...bySide })),
  /** Symbols that validation or test asks for and training never shows. */
  heldOut: z.array(z.string()),
  notes: z.array(splitNoteSchema),
  hazards: z.array(hazardSchema),
  leaks: z.array(leakSchema),
  search: similaritySearchSchema,
  histogram: similarityHistogramSchema,
  issues: z.array(z.strictObject({ file: z.string(), issues: z.array(issueSchema) })),
  /** In the order of the inputs. */
  records: z.array(splitRecordSchema),
});
/** `manifest.json` of a version. */
export type SplitManifest = z.infer<typeof splitManifestSchema>;
