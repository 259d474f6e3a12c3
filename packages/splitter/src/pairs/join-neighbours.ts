import { BandBuckets } from "./band-buckets.ts";
import type { UnionFind } from "./union-find.ts";

/** Sets of a bucket with which a record is compared: those that were met last. */
const MOST_SETS = 16;
/** Comparisons of one record that find nothing, over all bands. */
const PATIENCE = 48;
const MIX = 0x9e3779b1;

/** Options for {@link joinNeighbours}. */
export interface JoinNeighboursOptions {
  /** Places of the records that large buckets threw together. */
  readonly members: Uint32Array;
  /** Band keys of all places: those of the first band, then those of the second. */
  readonly keys: Uint32Array;
  readonly bands: number;
  /** What pairs hold together so far; `compare` joins what it finds similar. */
  readonly sets: UnionFind;
  /** Puts a bucket into an order that depends on the content alone. */
  readonly arrange: (bucket: Uint32Array) => Uint32Array;
  /** Whether two records are similar. */
  readonly compare: (left: number, right: number) => boolean;
  /** Is told of a record that was not compared with all sets beside it. */
  readonly cut: (place: number) => void;
}

/** A set that a bucket holds, and the record of it that was met last. */
interface Met {
  readonly set: number;
  readonly place: number;
}

/**
 * Compares records of large buckets once more, with those that share the keys of two bands in a row: of those, with one of each set.
 *
 * What is similar shares many keys, so that it meets in such a small bucket nearly surely, and which set a record belongs to is all
 * that matters for a split. Sets are those from before a band, so that the order of the buckets changes nothing.
 */
export function joinNeighbours(options: JoinNeighboursOptions): void {
  const { members, keys, bands, sets, arrange, compare, cut } = options;
  const count = keys.length / bands;
  const isEmpty = new Uint8Array(count).fill(1);
  for (const place of members) isEmpty[place] = 0;
  const failed = new Uint8Array(count);
  const both = new Uint32Array(count);
  const setOf = new Uint32Array(count);
  const buckets = new BandBuckets(count);
  for (let band = 0; band < bands; band += 1) {
    const first = band * count;
    const second = ((band + 1) % bands) * count;
    for (const place of members) {
      both[place] = Math.imul(keys[first + place] ?? 0, MIX) ^ (keys[second + place] ?? 0);
      setOf[place] = sets.find(place);
    }
    for (const bucket of buckets.of(both, isEmpty)) {
      const recent: Met[] = [];
      let hasForgotten = false;
      for (const place of arrange(bucket)) {
        const own = setOf[place] ?? place;
        let mayMiss = hasForgotten;
        for (let at = recent.length - 1; at >= 0; at -= 1) {
          const met = recent[at];
          if (met === undefined || met.set === own) continue;
          if ((failed[place] ?? 0) >= PATIENCE) {
            mayMiss = true;
            break;
          }
          if (compare(met.place, place)) {
            mayMiss = false;
            break;
          }
          failed[place] = (failed[place] ?? 0) + 1;
        }
        if (mayMiss) cut(place);
        const known = recent.findIndex(({ set }) => set === own);
        if (known !== -1) recent.splice(known, 1);
        recent.push({ set: own, place });
        if (recent.length > MOST_SETS) {
          recent.shift();
          hasForgotten = true;
        }
      }
    }
  }
}
