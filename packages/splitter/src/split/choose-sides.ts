// Over 300 lines: the choice is one sequence (kept sides, rare symbols, strata, count), and each part works on what the last left over.
import type { SplitNote } from "@tunewright/schema";
import { PipelineError } from "@tunewright/schema/errors";
import { formatCount } from "@tunewright/schema/format-count";
import { BitSet } from "../scratch/bit-set.ts";
import { apportion } from "./apportion.ts";
import { nearestSum } from "./nearest-sum.ts";
import { SymbolCoverage } from "./symbol-coverage.ts";
import { type SplitUnits, TEST, TRAIN, VALIDATION } from "./split-units.ts";

/** How large the sides should be. */
export interface SideSizes {
  /**
   * Share of the records for validation, rounded to whole records; with a count, the smaller of the two counts.
   *
   * @default 0.1 where no count is given
   */
  readonly validationRatio?: number;
  /** Records for validation, met exactly where the clusters allow it. */
  readonly validationCount?: number;
  /** Share of the records for a third side. */
  readonly testRatio?: number;
  /**
   * Decides by each cluster's key alone, so that what is appended later moves only the clusters that it joins, and those that
   * alone show a symbol; the ratios are met on average only.
   *
   * @default false
   */
  readonly byKey?: boolean;
}

/** What {@link chooseSides} is told. */
export interface ChooseSidesOptions extends SideSizes {
  /** For each symbol of the table whether it counts for coverage. */
  readonly symbols: Uint8Array;
  /** Sides that an earlier manifest gave: for each unit a side, or 255 where it knew none. */
  readonly kept?: Uint8Array;
}

/** A side for each unit. */
export interface ChosenSides {
  readonly sides: Uint8Array;
  readonly notes: readonly SplitNote[];
}

/** Share that validation gets when nothing is asked for. */
export const DEFAULT_VALIDATION_RATIO = 0.1;
const UNKNOWN = 255;

type DealtSide = typeof VALIDATION | typeof TEST;

/**
 * Checks the sizes that were asked for.
 *
 * @throws {RangeError} If a ratio is not between 0 and 1, both leave nothing for training, or a count is below 1.
 */
export function checkSizes({ validationRatio, validationCount, testRatio, byKey }: SideSizes): void {
  for (const [name, ratio] of [
    ["validation", validationRatio],
    ["test", testRatio],
  ] as const) {
    if (ratio !== undefined && !(ratio > 0 && ratio < 1)) {
      throw new RangeError(`Cannot split by a ${name} ratio of ${ratio}: it must lie between 0 and 1, both excluded.`);
    }
  }
  if ((validationRatio ?? 0) + (testRatio ?? 0) >= 1) {
    throw new RangeError("Cannot split: validation and test together leave nothing for training.");
  }
  if (byKey === true && validationCount !== undefined) {
    throw new RangeError(
      "Cannot meet a count by keys alone: give a ratio, or leave the keys to decide only the order.",
    );
  }
  if (validationCount !== undefined && !(Number.isInteger(validationCount) && validationCount >= 1)) {
    throw new RangeError(`Cannot split with ${validationCount} validation records: it must be a whole number from 1.`);
  }
}

/**
 * Deals clusters out to the sides: each whole, strata in proportion, and no API symbol in validation that training never
 * shows, unless the count cannot be met otherwise.
 *
 * @param options Sizes that {@link checkSizes} has passed.
 * @throws {PipelineError} `SPLIT_IMPOSSIBLE` when a side would stay empty.
 */
export function chooseSides(units: SplitUnits, options: ChooseSidesOptions): ChosenSides {
  const { records } = units;
  refuseTheImpossible(records, units, options);
  const dealer = new Dealer(units, records, options);
  const { validationCount, testRatio, byKey = false } = options;
  const ratio = options.validationRatio ?? (validationCount === undefined ? DEFAULT_VALIDATION_RATIO : 1);
  if (byKey) {
    dealer.dealByKey(VALIDATION, ratio);
    if (testRatio !== undefined) dealer.dealByKey(TEST, testRatio);
  } else {
    const share = (part: number): number => Math.max(1, Math.round(records * part));
    dealer.dealByCount(VALIDATION, Math.min(validationCount ?? records, share(ratio)));
    if (testRatio !== undefined) dealer.dealByCount(TEST, share(testRatio));
  }
  return dealer.finish();
}

function refuseTheImpossible(records: number, units: SplitUnits, { validationCount = 1 }: SideSizes): void {
  const details = { records, clusters: units.length, validationCount };
  if (records === 1) {
    throw new PipelineError("SPLIT_IMPOSSIBLE", "Cannot split one record: each side needs at least one.", { details });
  }
  if (validationCount >= records) {
    throw new PipelineError(
      "SPLIT_IMPOSSIBLE",
      `Cannot split: ${validationCount} validation records of ${records} leave nothing for training.`,
      { details, hint: "Ask for fewer validation records." },
    );
  }
  if (units.length === 1) {
    throw new PipelineError(
      "SPLIT_IMPOSSIBLE",
      `Cannot split: all ${records} records are one cluster of copies and near-copies, which may not be parted.`,
      { details, hint: "Raise the threshold, or add records that differ." },
    );
  }
}

class Dealer {
  readonly #units: SplitUnits;
  readonly #records: number;
  readonly #kept: Uint8Array | undefined;
  readonly #sides: Uint8Array;
  readonly #coverage: SymbolCoverage;
  readonly #notes: SplitNote[] = [];
  readonly #counts = [0, 0, 0];

  constructor(units: SplitUnits, records: number, options: ChooseSidesOptions) {
    this.#units = units;
    this.#records = records;
    this.#kept = options.kept;
    this.#sides = new Uint8Array(units.length);
    this.#coverage = new SymbolCoverage(units, options.symbols);
    for (let unit = 0; unit < units.length; unit += 1) {
      const side = this.#kept?.[unit] ?? UNKNOWN;
      if (side !== UNKNOWN && side !== TRAIN) this.#move(unit, side);
    }
  }

  /** By each cluster's position alone. */
  dealByKey(side: DealtSide, ratio: number): void {
    const largest = Math.max(1, Math.floor(ratio * this.#records));
    const isInside = (unit: number): boolean => {
      const position = this.#units.positionOf(unit);
      return side === VALIDATION ? position < ratio : position >= 1 - ratio;
    };
    let tooLarge = 0;
    for (const unit of this.#orderOf(side)) {
      if (!this.#isFree(unit) || !isInside(unit)) continue;
      if (this.#sizeOf(unit) > largest) tooLarge += 1;
      else this.#move(unit, side);
    }
    if (tooLarge > 0) {
      const message = `${formatCount(tooLarge, "cluster is larger than the whole side should be and went", "clusters are larger than the whole side should be and went")} to training.`;
      this.#notes.push({ code: "cluster-too-large", message });
    }
    this.#returnUncovered(side);
    if (this.#count(side) > 0) return;
    // Never an empty side: the cluster that comes next, best one that training can spare.
    let smallest: number | undefined;
    for (const unit of this.#orderOf(side)) {
      if (!this.#isFree(unit)) continue;
      if (this.#sizeOf(unit) <= largest && this.#coverage.canSpare(unit)) {
        this.#move(unit, side);
        return;
      }
      if (smallest === undefined || this.#sizeOf(unit) < this.#sizeOf(smallest)) smallest = unit;
    }
    if (smallest !== undefined) this.#move(smallest, side);
  }

  /** Exactly so many records where the clusters allow it, in proportion over the strata. */
  dealByCount(side: DealtSide, target: number): void {
    this.#fillStrata(side, target);
    for (const unit of this.#orderOf(side)) {
      const missing = target - this.#count(side);
      if (missing <= 0) break;
      if (this.#isFree(unit) && this.#sizeOf(unit) <= missing && this.#coverage.canSpare(unit)) this.#move(unit, side);
    }
    if (this.#count(side) !== target) this.#fillBySum(side, target, (unit) => this.#coverage.canSpare(unit));
    // The count goes before coverage; what is held out by that is named in the manifest.
    if (this.#count(side) < target) this.#fillByLoss(side, target);
    if (this.#count(side) !== target) this.#fillBySum(side, target, () => true);
    const reached = this.#count(side);
    if (reached === target) return;
    const name = side === VALIDATION ? "Validation" : "Test";
    const isKept = reached > target && !this.#holdsOurs(side);
    const reason = isKept
      ? "the version whose membership is kept already holds so many"
      : "clusters may not be parted, and no choice of them adds up to it";
    this.#notes.push({
      code: "count-not-met",
      message: `${name} has ${formatCount(reached, "record")}, not ${target}: ${reason}.`,
    });
  }

  /** @throws {PipelineError} `SPLIT_IMPOSSIBLE` when a side stayed empty. */
  finish(): ChosenSides {
    for (const [side, name] of [
      [TRAIN, "training"],
      [VALIDATION, "validation"],
    ] as const) {
      if (this.#count(side) > 0) continue;
      const why = this.#kept === undefined ? "" : ": the version whose membership is kept holds them on the other side";
      throw new PipelineError("SPLIT_IMPOSSIBLE", `Cannot split: no record is left for ${name}${why}.`, {
        details: { records: this.#records, clusters: this.#units.length },
        hint: this.#kept === undefined ? "Raise the threshold, or ask for other sizes." : "Add records, or split anew.",
      });
    }
    return { sides: this.#sides, notes: this.#notes };
  }

  #fillStrata(side: DealtSide, target: number): void {
    const totals = this.#units.countCategories();
    const taken = new Map<number, number>();
    for (let unit = 0; unit < this.#units.length; unit += 1) {
      if (this.#sides[unit] !== side) continue;
      for (const [stratum, size] of this.#units.categoriesOf(unit))
        taken.set(stratum, (taken.get(stratum) ?? 0) + size);
    }
    const strata = [...totals.keys()];
    const shares = apportion([...totals.values()], target);
    const left = new Map(strata.map((stratum, index) => [stratum, (shares[index] ?? 0) - (taken.get(stratum) ?? 0)]));
    for (const unit of this.#orderOf(side)) {
      if (this.#count(side) >= target) break;
      if (!this.#isFree(unit) || this.#sizeOf(unit) > target - this.#count(side)) continue;
      const categories = [...this.#units.categoriesOf(unit)];
      if (categories.some(([stratum, size]) => size > (left.get(stratum) ?? 0))) continue;
      if (!this.#coverage.canSpare(unit)) continue;
      this.#move(unit, side);
      for (const [stratum, size] of categories) left.set(stratum, (left.get(stratum) ?? 0) - size);
    }
  }

  /** Gives back what was chosen and takes clusters whose sizes come nearest to the target. */
  #fillBySum(side: DealtSide, target: number, mayTake: (unit: number) => boolean): void {
    const before = this.#count(side);
    const wasChosen = new BitSet(this.#units.length);
    for (const unit of this.#orderOf(side)) {
      if (this.#sides[unit] !== side || !this.#isOurs(unit)) continue;
      wasChosen.add(unit);
      this.#move(unit, TRAIN);
    }
    const held = this.#count(side);
    const mayGo = new BitSet(this.#units.length);
    const counts = new Map<number, number>();
    for (const unit of this.#orderOf(side)) {
      if (!this.#isFree(unit) || !mayTake(unit)) continue;
      mayGo.add(unit);
      counts.set(this.#sizeOf(unit), (counts.get(this.#sizeOf(unit)) ?? 0) + 1);
    }
    const left = new Map(target > held ? nearestSum(counts, target - held, this.#count(TRAIN)) : undefined);
    // What was chosen before goes first, so that the strata stay as even as the sizes allow.
    for (const candidates of [wasChosen, mayGo]) {
      for (const unit of this.#orderOf(side)) {
        const wanted = candidates.has(unit) ? (left.get(this.#sizeOf(unit)) ?? 0) : 0;
        if (wanted === 0 || !this.#isFree(unit) || !mayTake(unit)) continue;
        this.#move(unit, side);
        left.set(this.#sizeOf(unit), wanted - 1);
      }
    }
    if (before === 0 || Math.abs(this.#count(side) - target) <= Math.abs(before - target)) return;
    for (const unit of this.#orderOf(side)) {
      if (this.#sides[unit] === side && mayGo.has(unit)) this.#move(unit, TRAIN);
    }
    for (const unit of this.#orderOf(side)) if (wasChosen.has(unit)) this.#move(unit, side);
  }

  /** Takes first what costs training the fewest symbols. */
  #fillByLoss(side: DealtSide, target: number): void {
    const loss = (unit: number): number | undefined =>
      this.#isFree(unit) ? this.#coverage.wouldLose(unit) : undefined;
    for (const unit of this.#units.sortedBy(this.#orderOf(side), loss)) {
      if (this.#sizeOf(unit) <= target - this.#count(side)) this.#move(unit, side);
    }
  }

  /** Sends back to training what alone shows a symbol; last come, first back. */
  #returnUncovered(side: number): void {
    for (const unit of this.#orderOf(TEST)) {
      if (this.#sides[unit] !== side || !this.#isOurs(unit)) continue;
      if (this.#coverage.isMissing(unit)) this.#move(unit, TRAIN);
    }
  }

  /** Validation is filled from the lowest position upwards, test from the highest downwards. */
  *#orderOf(side: DealtSide): Generator<number> {
    const { length } = this.#units;
    if (side === VALIDATION) for (let unit = 0; unit < length; unit += 1) yield unit;
    else for (let unit = length - 1; unit >= 0; unit -= 1) yield unit;
  }

  /** Whether a side holds a unit that no earlier version has put there. */
  #holdsOurs(side: DealtSide): boolean {
    for (let unit = 0; unit < this.#units.length; unit += 1) {
      if (this.#sides[unit] === side && this.#isOurs(unit)) return true;
    }
    return false;
  }

  /** Whether no earlier version has decided about the unit. */
  #isOurs(unit: number): boolean {
    return (this.#kept?.[unit] ?? UNKNOWN) === UNKNOWN;
  }

  #isFree(unit: number): boolean {
    return this.#sides[unit] === TRAIN && this.#isOurs(unit);
  }

  #sizeOf(unit: number): number {
    return this.#units.sizeOf(unit);
  }

  /** Records on a side. */
  #count(side: number): number {
    return side === TRAIN
      ? this.#records - (this.#counts[VALIDATION] ?? 0) - (this.#counts[TEST] ?? 0)
      : (this.#counts[side] ?? 0);
  }

  #move(unit: number, side: number): void {
    const from = this.#sides[unit] ?? TRAIN;
    if (from === side) return;
    if (from === TRAIN) this.#coverage.take(unit);
    if (side === TRAIN) this.#coverage.give(unit);
    this.#counts[from] = (this.#counts[from] ?? 0) - this.#sizeOf(unit);
    this.#counts[side] = (this.#counts[side] ?? 0) + this.#sizeOf(unit);
    this.#sides[unit] = side;
  }
}
