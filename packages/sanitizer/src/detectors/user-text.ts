import type { SourcePawnView } from "../languages/sourcepawn-view.ts";
import { followCall, reach, type TextState } from "./follow-text.ts";
import type { BufferState } from "./sql-text.ts";
import { saidTo, sources } from "./text-functions.ts";
import { textFlows } from "./text-flows.ts";
import { firstFrom } from "../texts/first-from.ts";

/** Names, one of which stands in all code that has text of a player. */
export const userTextSources: readonly string[] = [...sources.keys(), "GetString", "GetEventString", ...saidTo];

/** How far the calls of a view were followed. */
interface Walk {
  readonly open: number;
  readonly state: TextState;
  /** Place of the last answer. */
  index: number;
  /** Position in the calls. */
  next: number;
}

const walks = new WeakMap<SourcePawnView, Walk>();

/**
 * What the buffers of the function around an index hold when that index is reached.
 *
 * Follows the text from the function that fills a buffer through the ones that copy, join and split it, and through the plugin's own
 * functions that it is given to. A variable whose origin the code does not show is never accused.
 */
export function buffersAt(view: SourcePawnView, index: number): BufferState {
  const flows = textFlows(view);
  const { calls } = flows;
  const open = view.functionAt(index);
  let walk = walks.get(view);
  // Who asks goes through the code in order, so that most answers go on from the last one.
  if (walk === undefined || walk.open !== open || walk.index > index) {
    walk = { open, state: flows.stateAt(open), index, next: firstFrom(flows.places, open + 1) };
    walks.set(view, walk);
  }
  walk.index = index;
  for (let found = calls[walk.next]; found !== undefined && found.index < index; found = calls[walk.next]) {
    followCall(view, found.index, found.call, walk.state);
    walk.next += 1;
  }
  reach(walk.state, index);
  return walk.state;
}
