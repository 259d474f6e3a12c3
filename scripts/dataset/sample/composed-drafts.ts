import type { Composer, Composition } from "./compose/composition.ts";
import { composeEventReaction } from "./compose/event-reaction.ts";
import { composePlayerTally } from "./compose/player-tally.ts";
import { composeRandomSchedule } from "./compose/random-schedule.ts";
import { composeStateWatcher } from "./compose/state-watcher.ts";
import { composeTargetCommand } from "./compose/target-command.ts";
import { composedDialog, composedExample } from "./prompts.ts";
import type { Category, Draft } from "./record.ts";
import { createSeededRandom } from "./seeded-random.ts";

const composers: readonly Composer[] = [
  composeEventReaction,
  composeEventReaction,
  composePlayerTally,
  composeStateWatcher,
  composeTargetCommand,
  composeRandomSchedule,
];

// Plugins that share more pieces than this read like the same answer with another name.
const mostSharedPieces = 2;

/**
 * Composes as many drafts of each category as are asked for, no two of them alike.
 *
 * @param wanted How many drafts each category still needs.
 * @param dialogs How many of all become a conversation in two turns.
 */
export function composeDrafts(wanted: ReadonlyMap<Category, number>, dialogs: number): Draft[] {
  const random = createSeededRandom("composed");
  const missing = new Map(wanted);
  const kept: Composition[] = [];
  const drafts: Draft[] = [];
  let dialogsLeft = dialogs;
  for (let attempt = 0; [...missing.values()].some((count) => count > 0); attempt += 1) {
    if (attempt > 200_000) {
      throw new RangeError("Cannot compose enough plugins: the pieces are used up");
    }
    const composition = random.pick(composers)(random);
    const left = missing.get(composition.category) ?? 0;
    if (left <= 0 || kept.some((other) => sharedPieces(other, composition) > mostSharedPieces)) {
      continue;
    }
    const dialog = dialogsLeft > 0 ? composedDialog(composition, random) : undefined;
    dialogsLeft -= dialog === undefined ? 0 : 1;
    kept.push(composition);
    missing.set(composition.category, left - 1);
    drafts.push({
      id: `composed/${composition.id}`,
      category: composition.category,
      example: dialog ?? composedExample(composition, random),
    });
  }
  return drafts;
}

function sharedPieces(left: Composition, right: Composition): number {
  const pieces = new Set(left.pieces);
  return right.pieces.filter((piece) => pieces.has(piece)).length;
}
