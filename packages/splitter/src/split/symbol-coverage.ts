import type { SplitUnits } from "./split-units.ts";

/**
 * Keeps count of the records in training that use each API symbol, so that validation never asks for what training does not
 * show.
 */
export class SymbolCoverage {
  readonly #units: SplitUnits;
  readonly #counts: Uint8Array;
  readonly #inTraining: Uint32Array;

  /** @param counts For each symbol of the table whether it counts. */
  constructor(units: SplitUnits, counts: Uint8Array) {
    this.#units = units;
    this.#counts = counts;
    this.#inTraining = new Uint32Array(counts.length);
    units.forEachUse((_, symbol) => {
      this.#inTraining[symbol] = (this.#inTraining[symbol] ?? 0) + 1;
    });
  }

  /** Whether every symbol of the unit is still shown in training without it. */
  canSpare(unit: number): boolean {
    return this.wouldLose(unit) === 0;
  }

  /** How many symbols only this unit shows. */
  wouldLose(unit: number): number {
    if (this.#units.sizeOf(unit) === 1) {
      // Nearly every unit is one record, which names each symbol once.
      let alone = 0;
      this.#units.forEachSymbol(unit, (symbol) => {
        if (this.#counts[symbol] === 1 && (this.#inTraining[symbol] ?? 0) <= 1) alone += 1;
      });
      return alone;
    }
    const uses = new Map<number, number>();
    this.#units.forEachSymbol(unit, (symbol) => uses.set(symbol, (uses.get(symbol) ?? 0) + 1));
    let lost = 0;
    for (const [symbol, count] of uses)
      if (this.#counts[symbol] === 1 && (this.#inTraining[symbol] ?? 0) <= count) lost += 1;
    return lost;
  }

  /** Takes a unit out of training. */
  take(unit: number): void {
    this.#units.forEachSymbol(unit, (symbol) => {
      this.#inTraining[symbol] = (this.#inTraining[symbol] ?? 0) - 1;
    });
  }

  /** Puts a unit into training. */
  give(unit: number): void {
    this.#units.forEachSymbol(unit, (symbol) => {
      this.#inTraining[symbol] = (this.#inTraining[symbol] ?? 0) + 1;
    });
  }

  /** Whether any symbol of the unit is not shown in training at all. */
  isMissing(unit: number): boolean {
    let missing = false;
    this.#units.forEachSymbol(unit, (symbol) => {
      if (this.#counts[symbol] === 1 && (this.#inTraining[symbol] ?? 0) === 0) missing = true;
    });
    return missing;
  }
}

/**
 * Tells which symbols count for coverage.
 *
 * Names of an API index all do. Without an index a name that one cluster alone calls is taken for the author's own, since no
 * other record could show it.
 */
export function countedSymbols(
  units: SplitUnits,
  symbols: number,
  options: { readonly isIndexed: boolean },
): Uint8Array {
  const counts = new Uint8Array(symbols);
  if (options.isIndexed) return counts.fill(1);
  const seen = new Int32Array(symbols).fill(-1);
  units.forEachUse((unit, symbol) => {
    if (seen[symbol] !== -1 && seen[symbol] !== unit) counts[symbol] = 1;
    seen[symbol] = unit;
  });
  return counts;
}
