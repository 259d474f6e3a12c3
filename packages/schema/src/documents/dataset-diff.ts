import * as z from "zod";
import { recordPlaceSchema } from "./dedupe-report.ts";
import { splitSides } from "./split-sides.ts";

const count = z.int().nonnegative();
const side = z.enum(splitSides);

/** What changed from one dataset version to another. */
export const datasetDiffSchema = z.strictObject({
  version: z.literal(1),
  from: z.string(),
  to: z.string(),
  unchanged: count,
  /** Records whose question neither version shares. */
  added: z.array(z.strictObject({ ...recordPlaceSchema.shape, side })),
  removed: z.array(z.strictObject({ ...recordPlaceSchema.shape, side })),
  /** Records with the same question and another answer, setting or tool. */
  changed: z.array(
    z.strictObject({
      before: recordPlaceSchema,
      after: recordPlaceSchema,
      /** Rules that worked on one version of the record and not on the other; empty when the source itself changed. */
      rules: z.array(z.string()),
    }),
  ),
  /** Records, unchanged or changed, that are on another side than before; there should be none. */
  moved: z.array(z.strictObject({ ...recordPlaceSchema.shape, from: side, to: side })),
  /** Changed records by rule, most first. */
  rules: z.array(z.strictObject({ rule: z.string(), records: count })),
  /** Changed records that no rule accounts for. */
  unattributed: count,
  symbols: z.strictObject({ gained: z.array(z.string()), lost: z.array(z.string()) }),
});
/** What changed from one dataset version to another. */
export type DatasetDiff = z.infer<typeof datasetDiffSchema>;

/** What `verify` found. */
export const verificationSchema = z.strictObject({
  version: z.literal(1),
  manifest: z.string(),
  /** Whether the split could be made again, bit for bit. */
  reproduced: z.boolean(),
  records: count,
  /** Each thing that is not as the manifest says. */
  differences: z.array(
    z.strictObject({
      code: z.enum([
        "input-missing",
        "input-changed",
        "output-missing",
        "output-changed",
        "record-moved",
        "rebuild-differs",
      ]),
      path: z.string(),
      message: z.string(),
    }),
  ),
});
/** What `verify` found. */
export type Verification = z.infer<typeof verificationSchema>;
