/** The part of the SDK's pages that is needed here. */
interface ItemPage<Item> {
  getPaginatedItems(): Item[];
  hasNextPage(): boolean;
  getNextPage(): Promise<ItemPage<Item>>;
}

/**
 * Every item of a list over all its pages, each once.
 *
 * Ends at a page that brings nothing new: a service that says `has_more` and repeats its last page makes the SDK's own iterator
 * go round for ever.
 */
export async function* eachItem<Item extends { id: string }>(first: PromiseLike<ItemPage<Item>>): AsyncGenerator<Item> {
  const seen = new Set<string>();
  for (let page = await first; ; page = await page.getNextPage()) {
    let fresh = 0;
    for (const item of page.getPaginatedItems()) {
      if (seen.has(item.id)) continue;
      seen.add(item.id);
      fresh += 1;
      yield item;
    }
    if (fresh === 0 || !page.hasNextPage()) return;
  }
}
