import { answersOf } from "./jaccard.ts";
import type { OwnShingles } from "./own-shingles.ts";
import { ASSISTANT_SHINGLES } from "../records/speaker.ts";

/** The shingles of the answers alone, of those that are a record's own. */
export class AnswerShingles {
  readonly #own: Pick<OwnShingles, "of" | "forEach">;
  #scratch = new Uint32Array(1024);

  constructor(own: Pick<OwnShingles, "of" | "forEach">) {
    this.#own = own;
  }

  /** Sorted. */
  of(record: number): Uint32Array {
    return answersOf(this.#own.of(record));
  }

  /** Visits every record in order, its shingles in any order; they hold during the visit only. */
  forEach(visit: (record: number, shingles: Uint32Array) => void): void {
    this.#own.forEach((record, shingles) => {
      if (this.#scratch.length < shingles.length) this.#scratch = new Uint32Array(shingles.length * 2);
      let count = 0;
      for (let index = 0; index < shingles.length; index += 1) {
        const shingle = shingles[index] ?? 0;
        if (shingle >= ASSISTANT_SHINGLES) this.#scratch[count++] = shingle;
      }
      visit(record, this.#scratch.subarray(0, count));
    });
  }
}
