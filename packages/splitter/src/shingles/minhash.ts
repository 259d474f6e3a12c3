// Looked up once: in a sandbox, as tests run in, each look at a global is slow.
const { imul } = Math;

/** Bins of a signature; a power of two. */
const BIN_BITS = 7;
const BINS = 1 << BIN_BITS;
/** In a bin that no element fell into. A value ends in seven zeros, so it is never this. */
const EMPTY = 0x7fffffff;
/** Attempts of an empty bin that are looked up instead of computed. */
const ATTEMPTS = 64;

/** How a signature is cut: `bands` keys, each over `rows` bins. */
export interface Banding {
  readonly bands: number;
  readonly rows: number;
  /** Keys that two records have to share to be compared. */
  readonly least: number;
}

/**
 * Chooses bands for a similarity. A pair at it shares a given key with a chance of `s^rows`, so at least one of them with
 * `1 - (1 - s^rows)^bands` (Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets", 3.4.2).
 *
 * With 32 keys of 4 rows and two to be shared, a pair at 0.8 is proposed with a chance above 0.99999, one at 0.64 with 0.98,
 * and one at 0.2 with 0.001: strangers hardly cost a comparison.
 */
export function chooseBanding(similarity: number): Banding {
  if (similarity >= 0.6) return { bands: 32, rows: 4, least: 2 };
  if (similarity >= 0.4) return { bands: 42, rows: 3, least: 1 };
  if (similarity >= 0.2) return { bands: 64, rows: 2, least: 1 };
  return { bands: 64, rows: 1, least: 1 };
}

/** Where a signer writes the keys of a set: band `b` at `offset + b * stride`. */
export interface KeyTarget {
  readonly keys: Uint32Array;
  readonly offset: number;
  readonly stride: number;
}

/**
 * Computes band keys: two sets with a Jaccard similarity of `s` share a given key with a chance of about `s^rows`.
 *
 * One-permutation hashing (Li, Owen, Zhang, 2012) with optimal densification of empty bins (Shrivastava, 2017): each element
 * is hashed once, not once for each of 128 permutations.
 */
export class Signer {
  readonly banding: Banding;
  readonly #bins = new Int32Array(BINS);

  constructor(banding: Banding) {
    this.banding = banding;
  }

  /**
   * Writes the band keys of a set.
   *
   * @param elements Hashes; their order does not matter. An empty set gets keys that say nothing: the caller leaves it out.
   */
  sign(elements: Uint32Array, { keys, offset, stride }: KeyTarget): void {
    const bins = this.#bins.fill(EMPTY);
    for (let index = 0; index < elements.length; index += 1) {
      const element = elements[index] ?? 0;
      const hash = imul(element ^ (element >>> 15), 0x2c1b3c6d);
      const bin = hash >>> (32 - BIN_BITS);
      const value = hash << BIN_BITS;
      if (value < (bins[bin] ?? EMPTY)) bins[bin] = value;
    }
    if (elements.length > 0) fillEmpty(bins);
    const { bands, rows } = this.banding;
    for (let band = 0, bin = 0, at = offset; band < bands; band += 1, at += stride) {
      let key = band + 1;
      for (let row = 0; row < rows; row += 1, bin += 1) key = (finish(key ^ (bins[bin] ?? 0)) + 0x9e3779b1) | 0;
      keys[at] = key;
    }
  }
}

/** An empty bin borrows from a full one that a hash of its own number and the attempt names. */
function fillEmpty(bins: Int32Array): void {
  // What was borrowed must not be lent again: it is put in when all have chosen.
  let borrowed = 0;
  for (let bin = 0; bin < BINS; bin += 1) {
    if (bins[bin] !== EMPTY) continue;
    for (let attempt = 1; ; attempt += 1) {
      const from = attempt <= ATTEMPTS ? (lenders[bin * ATTEMPTS + attempt - 1] ?? 0) : lenderOf(bin, attempt);
      if (bins[from] === EMPTY) continue;
      borrowers[borrowed] = bin;
      loans[borrowed] = ((bins[from] ?? 0) + attempt) | 0;
      borrowed += 1;
      break;
    }
  }
  for (let index = 0; index < borrowed; index += 1) bins[borrowers[index] ?? 0] = loans[index] ?? 0;
}

function lenderOf(bin: number, attempt: number): number {
  return finish(bin * 0x1000 + attempt) >>> (32 - BIN_BITS);
}

const borrowers = new Uint8Array(BINS);
const loans = new Int32Array(BINS);
const lenders = Uint8Array.from({ length: BINS * ATTEMPTS }, (_, index) =>
  lenderOf(Math.floor(index / ATTEMPTS), (index % ATTEMPTS) + 1),
);

/** The finaliser of MurmurHash3: every bit of the input moves every bit of the output. */
function finish(value: number): number {
  let hash = imul(value ^ (value >>> 16), 0x85ebca6b);
  hash = imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
