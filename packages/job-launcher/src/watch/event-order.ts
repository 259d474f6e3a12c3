import type { RemoteEvent } from "../training-provider.ts";

/**
 * Events as they came about, oldest first.
 *
 * @param listed As the service listed them: newest first by its specification, the other way round at some that only resemble it, and
 *   not strictly by time at any.
 */
export function oldestFirst(listed: readonly RemoteEvent[]): readonly RemoteEvent[] {
  const times = listed.map(({ createdAt }) => createdAt);
  const isRising = !times.includes(null) && (times[0] ?? 0) < (times.at(-1) ?? 0);
  return byTime(isRising ? listed : listed.toReversed());
}

/** Events by their times, where all have one; else, and within one moment, in the order in which they stand. */
export function byTime(events: readonly RemoteEvent[]): readonly RemoteEvent[] {
  if (events.some(({ createdAt }) => createdAt === null)) return events;
  return events.toSorted((left, right) => (left.createdAt ?? 0) - (right.createdAt ?? 0));
}
