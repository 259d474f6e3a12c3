import type { StepOutcome } from "./step-store.ts";

/** One line about a step. */
export function describeOutcome({ name, skipped, summary, seconds }: StepOutcome): string {
  const time = skipped ? "up to date" : `${seconds.toFixed(1)} s`;
  return `${name.padEnd(14)}${summary}  (${time})\n`;
}
