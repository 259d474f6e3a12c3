import { canonicalJson } from "../records/canonical-json.ts";
import type { SplitSummary } from "../split/split-files.ts";
import type { Difference } from "./compare-files.ts";

/**
 * Compares what two manifests of one split say beside their records: every figure that follows from inputs and settings.
 *
 * How many pairs a search compared, and with which scores, is left out: a later version of the program may look more closely and
 * deal out the same. Of notes only the codes count, of files the bytes are compared elsewhere.
 *
 * @param path What a difference is laid to.
 */
export function compareSummaries(before: SplitSummary, after: SplitSummary, path: string): Difference[] {
  const differences: Difference[] = [];
  const then = figuresOf(before);
  const now = figuresOf(after);
  for (const [name, value] of Object.entries(then)) {
    if (canonicalJson(value) === canonicalJson(now[name])) continue;
    differences.push({
      code: "rebuild-differs",
      path,
      message: `Made again, "${name}" is not what the manifest says.`,
    });
  }
  return differences;
}

function figuresOf(summary: SplitSummary): Record<string, unknown> {
  const { counts, strata, symbols, heldOut, hazards, leaks, issues, notes, inputs, outputs, keptFrom } = summary;
  const size = (file: SplitSummary["outputs"]["test"]): unknown =>
    file === null ? null : { records: file.records, bytes: file.bytes };
  return {
    inputs: inputs.map(({ path, records }) => ({ path, records })),
    keptFrom: keptFrom === null ? null : { kept: keptFrom.kept, bridges: keptFrom.bridges },
    outputs: { train: size(outputs.train), validation: size(outputs.validation), test: size(outputs.test) },
    counts,
    strata,
    symbols,
    heldOut,
    notes: notes.map(({ code }) => code),
    hazards,
    leaks,
    issues,
  };
}
