import type OpenAI from "openai";
import * as z from "zod";
import { digestOf } from "../../fingerprint.ts";
import { ProviderFailure } from "../../provider-failure.ts";

const hasMore = z.boolean().nullish().catch(null);
const pageSchema = z.union([
  z.looseObject({ data: z.array(z.unknown()), has_more: hasMore }),
  // Services written in Go say `null` of a list that is empty.
  z.looseObject({ object: z.literal("list"), data: z.null().transform(() => []), has_more: hasMore }),
]);
/** Items on a page where nobody asks for more: a shorter one is the last, also where it does not say so. */
const usualPage = 20;
const itemSchema = z.looseObject({ id: z.string().min(1) });

/** An item of a list: whatever the service sent, with the id that every item has. */
export type ListItem = z.infer<typeof itemSchema>;

/** Options for {@link listItems}. */
export interface ListItemsOptions {
  readonly provider: string;
  readonly query: Readonly<Record<string, unknown>>;
  readonly signal?: AbortSignal | undefined;
  /** Gives an item that has no id one that follows from what it says, where an id is only there to tell items apart. @default false */
  readonly nameless?: boolean | undefined;
}

/**
 * Every item of a list over all its pages, each once.
 *
 * The SDK's own pages are not used, for two faults that cost money or time: they take an answer that is no list (a proxy's
 * login page, `{}`) for an empty one, so that a job that exists is "not found", and they go round for ever on a service that says
 * `has_more` and repeats its last page.
 *
 * @throws {ProviderFailure} `uncertain` when an answer is no list.
 */
export async function* listItems(client: OpenAI, path: string, options: ListItemsOptions): AsyncGenerator<ListItem> {
  const { provider, query, signal, nameless = false } = options;
  const seen = new Set<string>();
  let after: string | undefined;
  for (;;) {
    const answer = await client.get<unknown>(path, {
      query: { ...query, ...(after === undefined ? {} : { after }) },
      ...(signal === undefined ? {} : { signal }),
    });
    const page = pageSchema.safeParse(answer);
    if (!page.success) throw new ProviderFailure("the answer is not a list", { kind: "uncertain", provider });
    let fresh = 0;
    for (const candidate of page.data.data) {
      const named = itemSchema.safeParse(candidate).data;
      const item = named ?? (nameless ? nameByContent(candidate) : undefined);
      if (item === undefined || seen.has(item.id)) continue;
      seen.add(item.id);
      fresh += 1;
      if (named !== undefined) after = named.id;
      yield item;
    }
    const isMore = page.data.has_more ?? page.data.data.length >= usualPage;
    if (fresh === 0 || !isMore || after === undefined) return;
  }
}

function nameByContent(candidate: unknown): ListItem | undefined {
  if (typeof candidate !== "object" || candidate === null) return undefined;
  return { ...candidate, id: `#${digestOf(candidate).slice(0, 16)}` };
}
