import { type EvalComparison, formatComparison, formatP, type PartComparison } from "@tunewright/evals";

/** A comparison for a terminal: figures, verdict, and where the two part ways. */
export function printComparison(comparison: EvalComparison): string {
  const { score, cases, unpaired, sameSuite } = comparison;
  const lines = [
    formatComparison(comparison).trimEnd(),
    `Scores change by ${signed(score.mean)} a case (95 % interval ${signed(score.interval.low)} to ${signed(score.interval.high)}).`,
    ...parts("category", comparison.byCategory),
    // Most symbols decide a case or two, and the list would be long: only what is no chance is shown; --json has them all.
    ...parts(
      "symbol",
      comparison.bySymbol,
      comparison.bySymbol.filter(({ correctedP }) => correctedP < 0.05),
    ),
    ...cases.filter((item) => item.first !== item.second).map(({ id, second }) => `${second ? "+" : "-"} ${id}`),
  ];
  if (unpaired.length > 0) lines.push(`Left out, as only one of the two has them: ${unpaired.join(", ")}.`);
  if (sameSuite === false) lines.push("The suites are not the same: a case may ask something else in each.");
  return `${lines.join("\n")}\n`;
}

/** The parts on which the two differ, with the p that counts how many were looked at. */
function parts(kind: string, compared: readonly PartComparison[], shown = compared): string[] {
  return shown
    .filter(({ onlyFirst, onlySecond }) => onlyFirst !== onlySecond)
    .map(
      ({ name, cases, onlyFirst, onlySecond, correctedP }) =>
        `${kind} ${name}: ${onlySecond} won and ${onlyFirst} lost of ${cases} (${formatP(correctedP)}, corrected for ${compared.length})`,
    );
}

function signed(value: number): string {
  const text = Math.abs(value).toFixed(1);
  return text === "0.0" ? text : `${value < 0 ? "−" : "+"}${text}`;
}
