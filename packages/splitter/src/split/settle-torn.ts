import type { Clusters } from "../pairs/cluster-records.ts";
import type { RecordTable } from "../records/record-table.ts";
import { type KnownSides, UNKNOWN } from "./known-sides.ts";

/** What {@link settleTorn} is told. */
export interface SettleTornOptions {
  readonly clusters: Clusters;
  readonly known: KnownSides;
  /** Whether a record is of a cluster whose records are known on more than one side. */
  readonly isTorn: (record: number) => boolean;
}

/** A pair or a group that holds records together. */
interface Tie {
  readonly members: readonly number[];
  /** The sides of its settled members, a bit for each. */
  sides: number;
  /** Whether its members have been handed on. */
  isWalked: boolean;
}

/**
 * Gives each record of torn clusters a side, so that no two that are tied stand on different ones, but those of which the earlier
 * version has said so by their content.
 *
 * What content tells is settled first, then what only a question tells, then new records, the nearest to a settled one first; of
 * equally near ones in the order of their ids, so that the order of the files does not matter. A record that touches another
 * side than its own, or two sides, gets none. Each tie is walked once, however many records it holds.
 *
 * @returns Sides by record; copies are one record.
 */
export function settleTorn(
  table: RecordTable,
  { clusters, known, isTorn }: SettleTornOptions,
): ReadonlyMap<number, number> {
  const ties = tiesOf(clusters, isTorn);
  const settled = new Map<number, number>();
  const settle = (record: number, side: number): void => {
    settled.set(record, side);
    for (const tie of ties.get(record) ?? []) tie.sides |= 1 << side;
  };
  const touchedBy = (record: number): number => {
    let sides = 0;
    for (const tie of ties.get(record) ?? []) sides |= tie.sides;
    return sides;
  };
  const byId = (left: number, right: number): number => (table.idOf(left) < table.idOf(right) ? -1 : 1);

  const seen = new Set<number>();
  const repaired = new Map<number, number>();
  for (let record = 0; record < table.length; record += 1) {
    const side = known.sideOf[record] ?? UNKNOWN;
    if (side === UNKNOWN || !isTorn(record)) continue;
    const first = clusters.sameAs.at(record) ?? record;
    if (seen.has(first)) continue;
    seen.add(first);
    if (known.byQuestion.has(record)) repaired.set(first, side);
    else settle(first, side);
  }
  for (const [record, side] of [...repaired].sort(([left], [right]) => byId(left, right))) {
    if ((touchedBy(record) & ~(1 << side)) === 0) settle(record, side);
  }
  let wave = [...settled.keys()];
  while (wave.length > 0) {
    const next = new Set<number>();
    for (const record of wave) {
      for (const tie of ties.get(record) ?? []) {
        if (tie.isWalked) continue;
        tie.isWalked = true;
        for (const other of tie.members) if (!seen.has(other)) next.add(other);
      }
    }
    wave = [...next].sort(byId).filter((record) => {
      seen.add(record);
      const touched = touchedBy(record);
      // A power of two is one side.
      if (touched === 0 || (touched & (touched - 1)) !== 0) return false;
      settle(record, Math.log2(touched));
      return true;
    });
  }
  return settled;
}

/** The ties of torn clusters by each record that they tie. */
function tiesOf({ ties }: Clusters, isTorn: (record: number) => boolean): Map<number, Tie[]> {
  const found = new Map<number, Tie[]>();
  for (const members of ties(isTorn)) {
    const tie: Tie = { members, sides: 0, isWalked: false };
    for (const record of members) {
      const list = found.get(record);
      if (list === undefined) found.set(record, [tie]);
      else list.push(tie);
    }
  }
  return found;
}
