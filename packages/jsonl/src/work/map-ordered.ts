/** Options for {@link mapOrdered}. */
export interface MapOrderedOptions {
  /** How many calls may be under way at once, at least 1. */
  readonly concurrency: number;
  /** Ends the work early; the call then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/**
 * Maps an async iterable with several calls under way, and yields the results in the order of the input.
 *
 * At most `concurrency` results are held, so memory does not grow with the input. This is how worker threads share the
 * batches of one file and still give the same bytes for any number of them.
 *
 * @throws {RangeError} If `concurrency` is below 1.
 */
export async function* mapOrdered<T, R>(
  items: AsyncIterable<T> | Iterable<T>,
  map: (item: T) => Promise<R>,
  options: MapOrderedOptions,
): AsyncGenerator<R> {
  const { concurrency, signal } = options;
  if (!(concurrency >= 1))
    throw new RangeError(`Cannot map with a concurrency of ${concurrency}: it must be at least 1.`);
  const underWay: Promise<R>[] = [];
  try {
    for await (const item of items) {
      signal?.throwIfAborted();
      const result = map(item);
      // A later failure must not be reported as unhandled while an earlier one is awaited.
      result.catch(() => {});
      underWay.push(result);
      if (underWay.length >= concurrency) {
        const first = underWay.shift();
        if (first !== undefined) yield await first;
      }
    }
    for (let first = underWay.shift(); first !== undefined; first = underWay.shift()) {
      yield await first;
      signal?.throwIfAborted();
    }
  } finally {
    await Promise.allSettled(underWay);
  }
}
