import * as z from "zod";

/** How bad an issue or a finding is. Only an `error` makes a record or a run fall short. */
export const severitySchema = z.enum(["error", "warning", "info"]);
/** How bad an issue or a finding is. */
export type Severity = z.infer<typeof severitySchema>;

/** {@link severitySchema}, and above it `critical`, the top of the scale of security. */
export const findingSeveritySchema = z.enum(["critical", ...severitySchema.options]);
/** How bad a finding in code is. */
export type FindingSeverity = z.infer<typeof findingSeveritySchema>;

/**
 * One fault of one record: a place and a code, never the text of the record.
 */
export const issueSchema = z.strictObject({
  /** 1-based line in the file; 0 when the issue is about the file as a whole. */
  line: z.int().nonnegative(),
  /** Path inside the record, as `messages[1].content`; empty for the record itself. */
  path: z.string(),
  /** Stable name of the fault, in kebab case. */
  code: z.string(),
  severity: severitySchema,
  /** One sentence: what is wrong and what to do, without the record's own text. */
  message: z.string(),
});
/** One fault of one record: a place and a code, never the text of the record. */
export type Issue = z.infer<typeof issueSchema>;
