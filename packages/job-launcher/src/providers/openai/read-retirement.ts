import * as z from "zod";
import type { RemoteModel } from "../../training-provider.ts";

const seconds = z.number().positive().nullish().catch(null);
const modelSchema = z.looseObject({
  shutdown_date: z.iso.date().nullish().catch(null),
  // Azure's place for it: seconds since 1970.
  deprecation: z.looseObject({ fine_tune: seconds, inference: seconds }).nullish().catch(null),
});

/** The days on which a model stops and takes no more jobs, as the service's description of it says. */
export function readRetirement(model: unknown): Pick<RemoteModel, "shutdownDate" | "trainableUntil"> {
  const found = modelSchema.safeParse(model).data;
  return {
    shutdownDate: found?.shutdown_date ?? dayOf(found?.deprecation?.inference),
    trainableUntil: dayOf(found?.deprecation?.fine_tune),
  };
}

function dayOf(time: number | null | undefined): string | null {
  const date = new Date((time ?? Number.NaN) * 1000);
  return Number.isNaN(date.getTime()) ? null : date.toISOString().slice(0, 10);
}
