import type OpenAI from "openai";
import * as z from "zod";
import { ProviderFailure } from "../../provider-failure.ts";

const pageSchema = z.looseObject({
  data: z.array(z.unknown()),
  has_more: z.boolean().nullish().catch(null),
});
const itemSchema = z.looseObject({ id: z.string().min(1) });

/** An item of a list: whatever the service sent, with the id that every item has. */
export type ListItem = z.infer<typeof itemSchema>;

/** Options for {@link listItems}. */
export interface ListItemsOptions {
  readonly provider: string;
  readonly query: Readonly<Record<string, unknown>>;
  readonly signal?: AbortSignal | undefined;
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
  const { provider, query, signal } = options;
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
      const item = itemSchema.safeParse(candidate);
      if (!item.success || seen.has(item.data.id)) continue;
      seen.add(item.data.id);
      after = item.data.id;
      fresh += 1;
      yield item.data;
    }
    if (fresh === 0 || page.data.has_more !== true) return;
  }
}
