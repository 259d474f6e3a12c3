import { z } from "zod";

const modelSchema = z.looseObject({
  shutdown_date: z.iso.date().nullish().catch(null),
  // Azure's place for it: seconds since 1970.
  deprecation: z
    .looseObject({ fine_tune: z.number().nullish().catch(null), inference: z.number().nullish().catch(null) })
    .nullish()
    .catch(null),
});

/** The day on which a model stops, as the service's description of it says; `null` where it says nothing. */
export function readRetirement(model: unknown): string | null {
  const found = modelSchema.safeParse(model);
  if (!found.success) return null;
  if (found.data.shutdown_date) return found.data.shutdown_date;
  const seconds = found.data.deprecation?.fine_tune ?? found.data.deprecation?.inference;
  return seconds ? new Date(seconds * 1000).toISOString().slice(0, 10) : null;
}
