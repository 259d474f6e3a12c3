import * as z from "zod";

/** The envelope of every error of the service. */
export const wireErrorSchema = z.object({
  error: z.object({
    message: z.string(),
    type: z.string(),
    param: z.string().nullable(),
    code: z.string().nullable(),
  }),
});
/** The envelope of every error of the service. */
export type WireError = z.infer<typeof wireErrorSchema>;
