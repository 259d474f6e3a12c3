import * as z from "zod";

/** A page of a list; the id of its last item is the next page's `after`. */
export function wireListSchema<Item extends z.ZodType>(
  item: Item,
): z.ZodObject<{
  object: z.ZodLiteral<"list">;
  data: z.ZodArray<Item>;
  has_more: z.ZodBoolean;
  first_id: z.ZodNullable<z.ZodString>;
  last_id: z.ZodNullable<z.ZodString>;
}> {
  return z.object({
    object: z.literal("list"),
    data: z.array(item),
    has_more: z.boolean(),
    first_id: z.string().nullable(),
    last_id: z.string().nullable(),
  });
}

/** A page of a list. */
export interface WireList<Item> {
  readonly object: "list";
  readonly data: readonly Item[];
  readonly has_more: boolean;
  readonly first_id: string | null;
  readonly last_id: string | null;
}
