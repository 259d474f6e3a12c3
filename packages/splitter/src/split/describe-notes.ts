import type { RecordPlace, SplitNote } from "@tunewright/schema";
import { formatCount } from "@tunewright/schema/format-count";

/** Places that a note names one by one. */
const LISTED = 20;

/** What the notes of a split are told from, beside how its sides came out. */
export interface NotedFacts {
  /** Clusters that only a chain holds together. */
  readonly chained: number;
  /** Records that were not compared with all that they resemble a little. */
  readonly capped: number;
  /** Records that fit on no side beside those that were kept. */
  readonly bridges: readonly RecordPlace[];
  /** Clusters whose old records stand on more than one side. */
  readonly parted: number;
  /** The files that the split is kept apart from. */
  readonly against: readonly { readonly path: string; readonly rejected: number }[];
}

/** What the user should know about a split, in a fixed order. */
export function describeNotes({ chained, capped, bridges, parted, against }: NotedFacts): SplitNote[] {
  const notes: SplitNote[] = [];
  if (chained > 0) {
    const message = `${formatCount(chained, "cluster holds", "clusters hold")} pairs below the threshold, tied by records between them; each stays whole.`;
    notes.push({ code: "chained-clusters", message });
  }
  if (capped > 0) {
    const message = `${capped} records resemble so many others a little that not all of those were compared: near-copies of them may be on both sides.`;
    notes.push({ code: "search-capped", message });
  }
  if (bridges.length > 0) {
    const message = `${bridges.length} new records resemble old ones on both sides, so they were left out: ${listPlaces(bridges)}.`;
    notes.push({ code: "bridges-dropped", message });
  }
  if (parted > 0) {
    const message = `${formatCount(parted, "cluster has", "clusters have")} old records on more than one side; those stay where the earlier version put them.`;
    notes.push({ code: "old-clusters-parted", message });
  }
  for (const { path, rejected } of against) {
    if (rejected === 0) continue;
    const message = `${formatCount(rejected, "line", "lines")} of ${path} could not be read, so nothing was kept apart from what stands there.`;
    notes.push({ code: "against-unread", message });
  }
  return notes;
}

function listPlaces(places: readonly RecordPlace[]): string {
  const shown = places.slice(0, LISTED).map(({ file, line }) => `${file}:${line}`);
  return `${shown.join(", ")}${places.length > shown.length ? `, and ${places.length - shown.length} more` : ""}`;
}
