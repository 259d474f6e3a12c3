import type { SplitManifest, SplitSide } from "@tunewright/schema";
import type { Clusters } from "../pairs/cluster-records.ts";
import { wordsToHex } from "../records/hash-words.ts";
import type { RecordTable } from "../records/record-table.ts";
import { DROPPED, TEST, TRAIN, VALIDATION } from "./split-units.ts";

/** What an earlier manifest says about the records of today. */
export interface KeptMembership {
  /** For each record the first record of its cluster; a cluster that was parted before is one for each side. */
  readonly clusterOf: Uint32Array;
  /** A side for each cluster that holds a record of the manifest, by its first record. */
  readonly sideOf: ReadonlyMap<number, number>;
  /** Records that were found in the manifest; every one stays on its side. */
  readonly kept: number;
  /** New records that resemble records on both sides, so that they fit on neither: they are left out. */
  readonly bridges: readonly number[];
  /** Clusters whose old records stand on more than one side. */
  readonly parted: number;
}

/** Number of a side, as tables keep it. */
export const sideCodes: Readonly<Record<SplitSide, number>> = { train: TRAIN, validation: VALIDATION, test: TEST };

const UNKNOWN = -1;

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
  manifest: SplitManifest,
  sides: Uint8Array,
): KeptMembership {
  const known = knownSides(table, manifest, sides);
  const clusterOf = Uint32Array.from(clusters.clusterOf);
  const sideOf = new Map<number, number>();
  const torn = new Set<number>();
  let kept = 0;
  for (let record = 0; record < table.length; record += 1) {
    const side = known[record] ?? UNKNOWN;
    if (side === UNKNOWN) continue;
    kept += 1;
    const cluster = clusterOf[record] ?? record;
    const other = sideOf.get(cluster);
    if (other === undefined) sideOf.set(cluster, side);
    else if (other !== side) torn.add(cluster);
  }
  const bridges: number[] = [];
  if (torn.size > 0) {
    const settled = settle(table, clusters, known, torn);
    const firsts = new Map<string, number>();
    for (let record = 0; record < table.length; record += 1) {
      const cluster = clusters.clusterOf[record] ?? record;
      if (!torn.has(cluster) || sides[record] === DROPPED) continue;
      const side = settled.get(clusters.sameAs[record] ?? record);
      if (side === undefined) {
        bridges.push(record);
        continue;
      }
      const key = `${cluster} ${side}`;
      const first = firsts.get(key) ?? record;
      firsts.set(key, first);
      clusterOf[record] = first;
    }
    for (const cluster of torn) sideOf.delete(cluster);
    for (const [key, first] of firsts) sideOf.set(first, Number(key.split(" ")[1]));
  }
  return { clusterOf, sideOf, kept, bridges, parted: torn.size };
}

/** The side on which each record was, or {@link UNKNOWN}. */
function knownSides(table: RecordTable, manifest: SplitManifest, sides: Uint8Array): Int8Array {
  const byId = new Map<string, number>();
  for (const { id, side } of manifest.records) byId.set(id, sideCodes[side]);
  const present = new Set<string>();
  for (let record = 0; record < table.length; record += 1) {
    const id = table.idOf(record);
    if (byId.has(id)) present.add(id);
  }
  // Only the question of a record that is gone can tell that another is its repaired form; otherwise that one is new.
  const byPrompt = new Map<string, number>();
  for (const { id, prompt, side } of manifest.records) {
    if (present.has(id)) continue;
    const code = sideCodes[side];
    const known = byPrompt.get(prompt);
    byPrompt.set(prompt, known === undefined || known === code ? code : UNKNOWN);
  }
  const known = new Int8Array(table.length).fill(UNKNOWN);
  for (let record = 0; record < table.length; record += 1) {
    if (sides[record] === DROPPED) continue;
    known[record] = byId.get(table.idOf(record)) ?? byPrompt.get(wordsToHex(table.questions, record * 2, 2)) ?? UNKNOWN;
  }
  return known;
}

/**
 * Gives the new records of torn clusters a side, the nearest to an old one first; those that touch two sides get none.
 *
 * @returns Sides by record; copies are one record.
 */
function settle(
  table: RecordTable,
  clusters: Clusters,
  known: Int8Array,
  torn: ReadonlySet<number>,
): ReadonlyMap<number, number> {
  const ties = tiesOf(clusters, torn);
  const settled = new Map<number, number>();
  for (let record = 0; record < table.length; record += 1) {
    const side = known[record] ?? UNKNOWN;
    if (side !== UNKNOWN && torn.has(clusters.clusterOf[record] ?? record)) {
      settled.set(clusters.sameAs[record] ?? record, side);
    }
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
function tiesOf({ ties, clusterOf }: Clusters, torn: ReadonlySet<number>): Map<number, (readonly number[])[]> {
  const found = new Map<number, (readonly number[])[]>();
  for (const tie of ties()) {
    if (!torn.has(clusterOf[tie[0] ?? 0] ?? 0)) continue;
    for (const record of tie) {
      const list = found.get(record);
      if (list === undefined) found.set(record, [tie]);
      else list.push(tie);
    }
  }
  return found;
}
