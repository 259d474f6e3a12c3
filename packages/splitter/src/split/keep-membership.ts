import type { Clusters } from "../pairs/cluster-records.ts";
import type { RecordTable } from "../records/record-table.ts";
import { type EarlierSides, findKnownSides, type KnownSides, UNKNOWN } from "./known-sides.ts";
import { settleTorn } from "./settle-torn.ts";
import { DROPPED } from "./split-units.ts";

/** What an earlier manifest says about the records of today. */
export interface KeptMembership {
  /** For each record the first record of its cluster; a cluster that was parted before is one for each side. */
  readonly clusterOf: Uint32Array;
  /** By the first record of each cluster its side, where it holds a record of the manifest; else {@link UNKNOWN}. */
  readonly sideOf: Int8Array;
  /** Records that were found in the manifest and stay on their side. */
  readonly kept: number;
  /**
   * Records that resemble records on another side than they may go to, so that they fit on neither and are left out: new ones,
   * and repaired ones whose new answer is told on the other side.
   */
  readonly bridges: readonly number[];
  /** Clusters whose old records, found by their content, stand on more than one side. */
  readonly parted: number;
}

/** In `sideOf` for a cluster whose old records are on more than one side. */
const TORN = -2;

/**
 * Finds the records of an earlier version again, and lets none of them move: by content, else by their question, so that a
 * repaired answer stays on its side.
 *
 * A new record goes where the old records of its cluster are. Where they are on both sides, it goes with those that it
 * touches itself; one that touches both sides would leak wherever it went, so it is left out. So is a repaired one that touches
 * the other side: its answer is a new one, and whether the record is the old one at all only its question says.
 *
 * @param sides Records that are {@link DROPPED} are passed over.
 */
export function keepMembership(
  table: RecordTable,
  clusters: Clusters,
  earlier: EarlierSides,
  sides: Uint8Array,
): KeptMembership {
  const known = findKnownSides(table, earlier, sides);
  const sideOf = new Int8Array(table.length).fill(UNKNOWN);
  let isAnyTorn = false;
  let found = 0;
  for (let record = 0; record < table.length; record += 1) {
    const side = known.sideOf[record] ?? UNKNOWN;
    if (side === UNKNOWN) continue;
    found += 1;
    const cluster = clusters.clusterOf[record] ?? record;
    const other = sideOf[cluster] ?? UNKNOWN;
    if (other === UNKNOWN) sideOf[cluster] = side;
    else if (other !== side) {
      sideOf[cluster] = TORN;
      isAnyTorn = true;
    }
  }
  if (!isAnyTorn) return { clusterOf: clusters.clusterOf, sideOf, kept: found, bridges: [], parted: 0 };
  const isTorn = (record: number): boolean => sideOf[clusters.clusterOf[record] ?? record] === TORN;
  const settled = settleTorn(table, { clusters, known, isTorn });
  const clusterOf = Uint32Array.from(clusters.clusterOf);
  const bridges: number[] = [];
  /** The part of a torn cluster on each side goes by its first record. */
  const firsts = new Map<string, { readonly first: number; readonly side: number }>();
  for (let record = 0; record < table.length; record += 1) {
    if (sides[record] === DROPPED || !isTorn(record)) continue;
    const side = settled.get(clusters.sameAs.at(record) ?? record);
    if (side === undefined) {
      if (known.sideOf[record] !== UNKNOWN) found -= 1;
      bridges.push(record);
      continue;
    }
    const key = `${clusters.clusterOf[record] ?? record} ${side}`;
    const part = firsts.get(key) ?? { first: record, side };
    firsts.set(key, part);
    clusterOf[record] = part.first;
  }
  const parted = countParted(clusters, known, isTorn);
  for (const { first, side } of firsts.values()) sideOf[first] = side;
  return { clusterOf, sideOf, kept: found, bridges, parted };
}

/** Torn clusters that hold records on two sides which their content tells. */
function countParted({ clusterOf }: Clusters, known: KnownSides, isTorn: (record: number) => boolean): number {
  const first = new Map<number, number>();
  const parted = new Set<number>();
  for (let record = 0; record < clusterOf.length; record += 1) {
    const side = known.sideOf[record] ?? UNKNOWN;
    if (side === UNKNOWN || known.byQuestion.has(record) || !isTorn(record)) continue;
    const cluster = clusterOf[record] ?? record;
    const other = first.get(cluster);
    if (other === undefined) first.set(cluster, side);
    else if (other !== side) parted.add(cluster);
  }
  return parted.size;
}
