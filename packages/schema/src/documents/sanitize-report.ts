import * as z from "zod";
import { findingSeveritySchema, issueSchema } from "../issue.ts";

const place = {
  file: z.string(),
  /** 1-based line in the file. */
  line: z.int().positive(),
  /** Index into the messages of the record: of `messages`, or of the array that `path` begins with. */
  message: z.int().nonnegative(),
  /** Path of the text inside the record, as `messages[2].content` or `messages[1].tool_calls[0].function.arguments`. */
  path: z.string(),
  /** UTF-16 offsets in the decoded text at `path`, before the change. */
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
  rule: z.string(),
};

/** One repair: the names, never the text around them. */
export const sanitizeChangeSchema = z.strictObject({ ...place, before: z.string(), after: z.string() });
/** One repair: the names, never the text around them. */
export type SanitizeChange = z.infer<typeof sanitizeChangeSchema>;

/** Something a rule has to say without changing it. */
export const sanitizeFindingSchema = z.strictObject({
  ...place,
  severity: findingSeveritySchema,
  /** `reported`: the rule has no fix. `doubtful`: the scope could not be decided. `deprecated`: legal, but dated. */
  code: z.enum(["reported", "doubtful", "deprecated"]),
  /** Why a doubtful finding was left alone, in kebab case. */
  reason: z.string().optional(),
});
/** Something a rule has to say without changing it. */
export type SanitizeFinding = z.infer<typeof sanitizeFindingSchema>;

/** A file and the SHA-256 of its unpacked bytes, in hex. */
export const fileDigestSchema = z.strictObject({ path: z.string(), sha256: z.string() });

/** What one run of `sanitize` did. */
export const sanitizeReportSchema = z.strictObject({
  version: z.literal(1),
  records: z.int().nonnegative(),
  changedRecords: z.int().nonnegative(),
  replacements: z.int().nonnegative(),
  rejected: z.int().nonnegative(),
  /** Every rule of the packs, in their order, also those that never fired. */
  rules: z.array(
    z.strictObject({ id: z.string(), replacements: z.int().nonnegative(), records: z.int().nonnegative() }),
  ),
  /** Ids of the rules that neither changed nor found anything. */
  unused: z.array(z.string()),
  changes: z.array(sanitizeChangeSchema),
  findings: z.array(sanitizeFindingSchema),
  /** Why each rejected record was refused. */
  rejects: z.array(z.strictObject({ file: z.string(), issues: z.array(issueSchema) })),
  /** Rule packs in the order they were given. */
  packs: z.array(fileDigestSchema),
  inputs: z.array(fileDigestSchema),
  /** `null` when nothing was written. With several inputs, the digest is of their outputs joined, in order. */
  output: fileDigestSchema.nullable(),
});
/** What one run of `sanitize` did. */
export type SanitizeReport = z.infer<typeof sanitizeReportSchema>;
