import type { Clusters } from "../pairs/cluster-records.ts";
import type { RecordTable } from "../records/record-table.ts";
import { type EarlierSides, findKnownSides, UNKNOWN } from "./known-sides.ts";
import { DROPPED } from "./split-units.ts";

/** What an earlier manifest says about the records of today. */
export interface KeptMembership {
  /** For each record the first record of its cluster; a cluster that was parted before is one for each side. */
  readonly clusterOf: Uint32Array;
  /** By the first record of each cluster its side, where it holds a record of the manifest; else {@link UNKNOWN}. */
  readonly sideOf: Int8Array;
  /** Records that were found in the manifest; every one stays on its side. */
  readonly kept: number;
  /** New records that resemble records on both sides, so that they fit on neither: they are left out. */
  readonly bridges: readonly number[];
  /** Clusters whose old records stand on more than one side. */
  readonly parted: number;
}

/** In `sideOf` for a cluster whose old records are on more than one side. */
const TORN = -2;

/**
 * Finds the records of an earlier version again, and lets none of them move: by content, else by their question, so that a
 * repaired answer stays on its side.
 *
 * A new record goes where the old records of its cluster are. Where they are on both sides, it goes with those that it
 * touches itself; one that touches both sides would leak wherever it went, so it is left out.
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
  let parted = 0;
  let kept = 0;
  for (let record = 0; record < table.length; record += 1) {
    const side = known[record] ?? UNKNOWN;
    if (side === UNKNOWN) continue;
    kept += 1;
    const cluster = clusters.clusterOf[record] ?? record;
    const other = sideOf[cluster] ?? UNKNOWN;
    if (other === UNKNOWN) sideOf[cluster] = side;
    else if (other !== side && other !== TORN) {
      sideOf[cluster] = TORN;
      parted += 1;
    }
  }
  if (parted === 0) return { clusterOf: clusters.clusterOf, sideOf, kept, bridges: [], parted };
  const isTorn = (record: number): boolean => sideOf[clusters.clusterOf[record] ?? record] === TORN;
  const settled = settle(table, { clusters, known, isTorn });
  const clusterOf = Uint32Array.from(clusters.clusterOf);
  const bridges: number[] = [];
  /** The part of a torn cluster on each side goes by its first record. */
  const firsts = new Map<string, { readonly first: number; readonly side: number }>();
  for (let record = 0; record < table.length; record += 1) {
    if (sides[record] === DROPPED || !isTorn(record)) continue;
    const side = known[record] === UNKNOWN ? settled.get(clusters.sameAs.at(record) ?? record) : known[record];
    if (side === undefined) {
      bridges.push(record);
      continue;
    }
    const key = `${clusters.clusterOf[record] ?? record} ${side}`;
    const part = firsts.get(key) ?? { first: record, side };
    firsts.set(key, part);
    clusterOf[record] = part.first;
  }
  for (const { first, side } of firsts.values()) sideOf[first] = side;
  return { clusterOf, sideOf, kept, bridges, parted };
}

/**
 * Gives the new records of torn clusters a side, the nearest to an old one first; those that touch two sides get none.
 *
 * @returns Sides by record; copies are one record.
 */
function settle(
  table: RecordTable,
  { clusters, known, isTorn }: { clusters: Clusters; known: Int8Array; isTorn: (record: number) => boolean },
): ReadonlyMap<number, number> {
  const ties = tiesOf(clusters, isTorn);
  const settled = new Map<number, number>();
  for (let record = 0; record < table.length; record += 1) {
    const side = known[record] ?? UNKNOWN;
    if (side !== UNKNOWN && isTorn(record)) settled.set(clusters.sameAs.at(record) ?? record, side);
  }
  const neighbours = function* (record: number): Generator<number> {
    for (const tie of ties.get(record) ?? []) for (const other of tie) if (other !== record) yield other;
  };
  const seen = new Set(settled.keys());
  let wave = [...settled.keys()];
  while (wave.length > 0) {
    const next = new Set<number>();
    for (const record of wave) for (const other of neighbours(record)) if (!seen.has(other)) next.add(other);
    // By content, so that the order of the files does not matter.
    wave = [...next].sort((left, right) => (table.idOf(left) < table.idOf(right) ? -1 : 1));
    for (const record of wave) {
      seen.add(record);
      const touched = new Set<number>();
      for (const other of neighbours(record)) {
        const side = settled.get(other);
        if (side !== undefined) touched.add(side);
      }
      const [side] = touched;
      if (touched.size === 1 && side !== undefined) settled.set(record, side);
    }
    wave = wave.filter((record) => settled.has(record));
  }
  return settled;
}

/** The ties of torn clusters by each record that they tie. */
function tiesOf({ ties }: Clusters, isTorn: (record: number) => boolean): Map<number, (readonly number[])[]> {
  const found = new Map<number, (readonly number[])[]>();
  for (const tie of ties(isTorn)) {
    for (const record of tie) {
      const list = found.get(record);
      if (list === undefined) found.set(record, [tie]);
      else list.push(tie);
    }
  }
  return found;
}
