import { hash } from "node:crypto";
import type { SplitManifest, SplitRecord, SplitSettings } from "@tunewright/schema";
import { splitSides } from "@tunewright/schema/split-sides";
import { compareText } from "../records/analyse-files.ts";
import type { RecordTable } from "../records/record-table.ts";
import type { SplitFilesOptions } from "../split/split-files.ts";
import { DROPPED, type SplitUnits, TEST } from "../split/split-units.ts";

/** All that the result of a split depends on beside its inputs, as the manifest keeps it. */
export function settingsOf(
  options: SplitFilesOptions,
  filled: Pick<SplitSettings, "threshold" | "seed" | "near" | "exact" | "leaks">,
): SplitSettings {
  return {
    ...filled,
    validationRatio: options.validationRatio ?? null,
    validationCount: options.validationCount ?? null,
    testRatio: options.testRatio ?? null,
    byKey: options.byKey ?? false,
    categoryRules: [...(options.categoryRules ?? [])],
    groupField: options.groupField ?? null,
    symbols: options.symbols === undefined ? null : hashSymbols(options.symbols),
  };
}

/** SHA-256 over a list of API symbols, whatever its order. */
function hashSymbols(symbols: readonly string[]): string {
  return hash("sha256", [...symbols].sort(compareText).join("\n"), "hex");
}

/** The records that were dealt out, in the order of the input. */
export function* listRecords(table: RecordTable, units: SplitUnits, sides: Uint8Array): Generator<SplitRecord> {
  const keyOf = units.clusterKeys();
  for (let record = 0; record < table.length; record += 1) {
    const side = splitSides[sides[record] ?? DROPPED];
    if (side === undefined) continue;
    yield {
      ...table.placeOf(record),
      prompt: table.keyOf(table.questions, record),
      side,
      cluster: keyOf(record),
      stratum: table.categoryNames[table.categoryOf(record)] ?? "",
    };
  }
}

/** {@link listRecords} as JSON: ids are hexadecimal, and what many records share is written once. */
export function* writeRecords(table: RecordTable, units: SplitUnits, sides: Uint8Array): Generator<string> {
  const files = new Map(table.files.map((file) => [file, `{"file":${JSON.stringify(file.path)},"line":`]));
  const keyOf = units.clusterKeys();
  const strata = table.categoryNames.map((name) => `","stratum":${JSON.stringify(name)}}`);
  for (let record = 0; record < table.length; record += 1) {
    const side = splitSides[sides[record] ?? DROPPED];
    if (side === undefined) continue;
    const cluster = keyOf(record);
    const prompt = table.keyOf(table.questions, record);
    yield `${files.get(table.fileOf(record)) ?? ""}${table.lineOf(record)},"id":"${table.idOf(record)}","prompt":"${prompt}","side":"${side}","cluster":"${cluster}${strata[table.categoryOf(record)] ?? ""}`;
  }
}

/** Records by category and side. */
export function countStrata(table: RecordTable, sides: Uint8Array): SplitManifest["strata"] {
  const counts = new Map<number, [number, number, number]>();
  for (let record = 0; record < table.length; record += 1) {
    const side = sides[record] ?? DROPPED;
    if (side > TEST) continue;
    const stratum = table.categoryOf(record);
    const count = counts.get(stratum) ?? [0, 0, 0];
    count[side] = (count[side] ?? 0) + 1;
    counts.set(stratum, count);
  }
  return [...counts]
    .map(([stratum, [train, validation, test]]) => ({
      stratum: table.categoryNames[stratum] ?? "",
      train,
      validation,
      test,
    }))
    .sort((left, right) => compareText(left.stratum, right.stratum));
}

/** Records that use each API symbol, by side; most frequent first. */
export function countBySide(table: RecordTable, sides: Uint8Array, counted: Uint8Array): SplitManifest["symbols"] {
  const counts = table.symbolNames.map((name) => ({ name, train: 0, validation: 0, test: 0 }));
  for (let record = 0; record < table.length; record += 1) {
    const side = splitSides[sides[record] ?? DROPPED];
    if (side === undefined) continue;
    for (const symbol of table.symbolsOf(record)) {
      const count = counts[symbol];
      if (count !== undefined) count[side] += 1;
    }
  }
  const total = (count: { train: number; validation: number; test: number }): number =>
    count.train + count.validation + count.test;
  return counts
    .filter((count, symbol) => counted[symbol] === 1 && total(count) > 0)
    .sort((left, right) => total(right) - total(left) || compareText(left.name, right.name));
}
