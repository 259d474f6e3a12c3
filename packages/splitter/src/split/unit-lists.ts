import { PagedColumn } from "../scratch/paged-column.ts";
import type { Scratch } from "../scratch/scratch.ts";
import { TupleSorter } from "../scratch/tuple-sorter.ts";

/** Numbers that units have, in the order of the units, so that units can be asked one after another where all is on disk. */
export class UnitLists {
  readonly #sorter: TupleSorter;
  readonly #ends: PagedColumn;
  readonly #values: PagedColumn;

  constructor(scratch: Scratch) {
    this.#sorter = new TupleSorter(scratch, { width: 2, keyWords: 1 });
    this.#ends = new PagedColumn(scratch);
    this.#values = new PagedColumn(scratch);
  }

  add(unit: number, value: number): void {
    const at = this.#sorter.add();
    this.#sorter.words[at] = unit;
    this.#sorter.words[at + 1] = value;
  }

  /** Ends the adding. @param units How many there are. */
  finish(units: number): this {
    const sorted = this.#sorter.sorted();
    while (sorted.next()) {
      const unit = sorted.words[sorted.offset] ?? 0;
      while (this.#ends.length < unit) this.#ends.push(this.#values.length);
      this.#values.push(sorted.words[sorted.offset + 1] ?? 0);
    }
    while (this.#ends.length < units) this.#ends.push(this.#values.length);
    return this;
  }

  /** Calls `visit` for each number of a unit. */
  forEach(unit: number, visit: (value: number) => void): void {
    const end = this.#ends.at(unit);
    for (let at = unit === 0 ? 0 : this.#ends.at(unit - 1); at < end; at += 1) visit(this.#values.at(at));
  }
}
