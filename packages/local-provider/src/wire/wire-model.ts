import * as z from "zod";

/** A model of the service. */
export const wireModelSchema = z.object({
  id: z.string(),
  object: z.literal("model"),
  created: z.int(),
  owned_by: z.string(),
  /** Day on which the model stops, as `2027-01-14`. */
  shutdown_date: z.string().nullable().exactOptional(),
});
/** A model of the service. */
export type WireModel = z.infer<typeof wireModelSchema>;

/** What deleting a model answers. */
export const wireModelDeletedSchema = z.object({ id: z.string(), object: z.string(), deleted: z.boolean() });
