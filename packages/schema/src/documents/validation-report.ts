import * as z from "zod";
import { issueSchema } from "../issue.ts";

/** What `validate` found. */
export const validationReportSchema = z.strictObject({
  version: z.literal(1),
  files: z.array(
    z.strictObject({
      path: z.string(),
      format: z.enum(["chat", "preference", "reinforcement"]),
      /** Lines that are not blank. */
      records: z.int().nonnegative(),
      /** Records with at least one error. */
      invalid: z.int().nonnegative(),
      issues: z.array(issueSchema),
    }),
  ),
});
/** What `validate` found. */
export type ValidationReport = z.infer<typeof validationReportSchema>;
