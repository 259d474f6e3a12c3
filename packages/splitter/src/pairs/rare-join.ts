import { ASSISTANT_SHINGLES } from "../records/speaker.ts";
import { TELLING_SHINGLES } from "../shingles/jaccard.ts";

// Looked up once: in a sandbox, as tests run in, each look at a global is slow.
const { imul } = Math;

/** A shingle that more records hold is common: it is the template that made them so many. */
const RARE = 32;
const FEWEST_SLOTS_BITS = 12;
/** Counters at most: 64 MiB. */
const MOST_SLOTS_BITS = 26;

/** Where a {@link RareJoin} finds the shingles of a record by its place. */
export interface JoinedRecords {
  /** Visits the records that may be partners, each with its own shingles in any order, which hold during the visit only. */
  readonly walk: (visit: (place: number, shingles: Uint32Array) => void) => void;
  /** How many those are, by place. */
  readonly sizes: Uint32Array;
}

/** What is asked of a {@link RareJoin} about one record. */
export interface JoinQuery {
  readonly place: number;
  /** Its own shingles in any order. */
  readonly shingles: Uint32Array;
  readonly threshold: number;
  /** A partner has at least so many shingles. */
  readonly smallest: number;
  /** Is told of each partner that can reach the threshold. */
  readonly visit: (partner: number) => void;
}

/**
 * Finds partners among records that a template has thrown together, by the shingles that few of them hold.
 *
 * Two sets that share less than their common shingles would need for the threshold must share a rare one too: the prefix filter
 * of set joins (Chaudhuri, Ganti, Kaushik, 2006; Bayardo, Ma, Srikant, 2007). So what a query does not visit cannot be a partner,
 * unless it says so. A query costs at most {@link RARE} looks for each of the record's shingles.
 */
export class RareJoin {
  readonly #records: JoinedRecords;
  readonly #shift: number;
  /** How many members hold a shingle of the slot, up to 255: never too few. */
  readonly #counts: Uint8Array;
  readonly #heads: Uint32Array;
  /** For each posting: shingle, place, next posting of the chain plus one. */
  readonly #postings: Uint32Array;
  readonly #hits: Uint8Array;

  constructor(records: JoinedRecords) {
    this.#records = records;
    const { sizes, walk } = records;
    const total = sizes.reduce((sum, size) => sum + size, 0);
    let bits = FEWEST_SLOTS_BITS;
    while (2 ** bits < total * 2 && bits < MOST_SLOTS_BITS) bits += 1;
    this.#shift = 32 - bits;
    const counts = new Uint8Array(2 ** bits);
    this.#counts = counts;
    walk((_place, shingles) => {
      for (let index = 0; index < shingles.length; index += 1) {
        const slot = this.#slotOf(shingles[index] ?? 0);
        const count = counts[slot] ?? 0;
        if (count < 255) counts[slot] = count + 1;
      }
    });
    let postings = 0;
    for (const count of counts) if (count > 1 && count <= RARE) postings += count;
    let size = 1024;
    while (size < postings) size *= 2;
    this.#heads = new Uint32Array(size);
    this.#postings = new Uint32Array(postings * 3);
    this.#hits = new Uint8Array(sizes.length);
    let next = 0;
    walk((place, shingles) => {
      for (const shingle of shingles) {
        if (!this.#isRare(shingle)) continue;
        const head = this.#headOf(shingle);
        this.#postings[next] = shingle;
        this.#postings[next + 1] = place;
        this.#postings[next + 2] = this.#heads[head] ?? 0;
        next += 3;
        this.#heads[head] = next / 3;
      }
    });
  }

  /** Visits what may be similar to a record. @returns Whether there may be partners that were not visited. */
  query({ place, shingles, threshold, smallest, visit }: JoinQuery): boolean {
    const { sizes } = this.#records;
    const touched: number[] = [];
    const whole = { size: shingles.length, common: 0 };
    const answer = { size: 0, common: 0 };
    for (const shingle of shingles) {
      const isAnswer = shingle >= ASSISTANT_SHINGLES;
      if (isAnswer) answer.size += 1;
      if ((this.#counts[this.#slotOf(shingle)] ?? 0) > RARE) {
        whole.common += 1;
        if (isAnswer) answer.common += 1;
      } else if (this.#isRare(shingle)) this.#touch(shingle, place, touched);
    }
    const tells = answer.size >= TELLING_SHINGLES;
    const share = threshold / (1 + threshold);
    for (const partner of touched) {
      const hits = this.#hits[partner] ?? 0;
      this.#hits[partner] = 0;
      const isAlike = whole.common + hits >= share * (whole.size + (sizes[partner] ?? 0));
      const answersAlike = tells && answer.common + hits >= share * (answer.size + TELLING_SHINGLES);
      if (isAlike || answersAlike) visit(partner);
    }
    return mostAlike(whole, smallest) >= threshold || (tells && mostAlike(answer, TELLING_SHINGLES) >= threshold);
  }

  #touch(shingle: number, place: number, touched: number[]): void {
    const postings = this.#postings;
    for (let at = this.#heads[this.#headOf(shingle)] ?? 0; at !== 0; at = postings[at * 3 - 1] ?? 0) {
      const partner = postings[at * 3 - 2] ?? 0;
      if (postings[at * 3 - 3] !== shingle || partner === place) continue;
      const hits = this.#hits[partner] ?? 0;
      if (hits === 0) touched.push(partner);
      if (hits < 255) this.#hits[partner] = hits + 1;
    }
  }

  #isRare(shingle: number): boolean {
    const count = this.#counts[this.#slotOf(shingle)] ?? 0;
    return count > 1 && count <= RARE;
  }

  #slotOf(shingle: number): number {
    return imul(shingle, 0x9e3779b1) >>> this.#shift;
  }

  #headOf(shingle: number): number {
    return imul(shingle, 0x85ebca6b) & (this.#heads.length - 1);
  }
}

/** The highest similarity that sets of some size can have that share common shingles alone. */
function mostAlike({ size, common }: { size: number; common: number }, smallest: number): number {
  // A smaller set than the common part could share all of itself, a larger one has more beside it.
  const partner = Math.max(smallest, common);
  return size === 0 ? 0 : common / (size + partner - common);
}
