import type { SplitManifest, SplitSide } from "@tunewright/schema";
import { wordsToHex } from "./hash-words.ts";
import type { RecordTable } from "./record-table.ts";
import { type SplitUnits, TEST, TRAIN, VALIDATION } from "./split-units.ts";

/** What an earlier manifest says about the clusters of today. */
export interface KeptMembership {
  /** A side for each unit, 255 where the manifest knows none of its records. */
  readonly sides: Uint8Array;
  /** Records that were found in the manifest and stay on their side. */
  readonly kept: number;
  /** Records that change sides, since a new record ties a cluster together that was parted before. */
  readonly moved: number;
}

/** Number of a side, as tables keep it. */
export const sideCodes: Readonly<Record<SplitSide, number>> = { train: TRAIN, validation: VALIDATION, test: TEST };

/**
 * Finds the records of an earlier version again: by content, else by their question, so that a repaired answer stays on its
 * side.
 *
 * A cluster goes where its known records were. When they were on both sides, a new record has tied them together; then the
 * whole cluster goes to training, because a copy on both sides would be a leak, and a record that leaves validation spoils
 * nothing.
 */
export function keepMembership(table: RecordTable, units: SplitUnits, manifest: SplitManifest): KeptMembership {
  const byId = new Map<string, number>();
  const byPrompt = new Map<string, number>();
  for (const { id, prompt, side } of manifest.records) {
    const code = sideCodes[side];
    byId.set(id, code);
    const known = byPrompt.get(prompt);
    byPrompt.set(prompt, known === undefined || known === code ? code : -1);
  }
  const sides = new Uint8Array(units.length).fill(255);
  let kept = 0;
  let moved = 0;
  for (let unit = 0; unit < units.length; unit += 1) {
    const counts = [0, 0, 0];
    for (const record of units.membersOf(unit)) {
      const prompt = wordsToHex(table.questions, record * 2, 2);
      const side = byId.get(table.idOf(record)) ?? byPrompt.get(prompt) ?? -1;
      if (side >= 0) counts[side] = (counts[side] ?? 0) + 1;
    }
    const known = counts.filter((count) => count > 0).length;
    if (known === 0) continue;
    const side = known === 1 ? counts.findIndex((count) => count > 0) : TRAIN;
    sides[unit] = side;
    for (const [code, count] of counts.entries()) {
      if (code === side) kept += count;
      else moved += count;
    }
  }
  return { sides, kept, moved };
}
