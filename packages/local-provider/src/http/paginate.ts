import * as z from "zod";
import type { WireList } from "../wire/wire-list.ts";
import { badRequest } from "./api-error.ts";
import { parseRequest } from "./parse-request.ts";

/** Limits of one kind of list. */
export interface PageLimits {
  /** Items of a page where the request does not say. */
  readonly standard: number;
  readonly most: number;
}

/**
 * Cuts a page out of a list.
 *
 * @param items Every item, in the order of the list.
 * @param query The request's query; `after` and `limit` count.
 */
export function paginate<Item extends { readonly id: string }>(
  items: readonly Item[],
  query: unknown,
  limits: PageLimits,
): WireList<Item> {
  const schema = z.looseObject({
    after: z.string().optional(),
    limit: z.coerce.number().int().min(1).max(limits.most).default(limits.standard),
  });
  const { after, limit } = parseRequest(schema, query);
  const start = after === undefined ? 0 : items.findIndex(({ id }) => id === after) + 1;
  if (after !== undefined && start === 0) throw badRequest("The cursor 'after' names nothing in this list.", "after");
  const data = items.slice(start, start + limit);
  return {
    object: "list",
    data,
    has_more: start + data.length < items.length,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
  };
}
