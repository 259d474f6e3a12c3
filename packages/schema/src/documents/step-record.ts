import * as z from "zod";

/** `<data>/versions/vN/steps.json`: what each finished step read and wrote, so that an unchanged one is skipped. */
export const stepRecordsSchema = z.strictObject({
  version: z.literal(1),
  steps: z.record(
    z.string(),
    z.strictObject({
      /** SHA-256 over everything that the step depends on: inputs, its part of the config, the tool's version. */
      key: z.string(),
      /** Written files, relative to the version's folder, with their SHA-256. */
      outputs: z.record(z.string(), z.string()),
      /** One line for the summary. */
      summary: z.string(),
    }),
  ),
});
/** What each finished step of a version read and wrote. */
export type StepRecords = z.infer<typeof stepRecordsSchema>;
