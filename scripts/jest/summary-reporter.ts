import type { AggregatedResult, Reporter } from "@jest/reporters";

/** Ends the output with one line that a script can read: `N passed, N failed`. */
export default class SummaryReporter implements Pick<Reporter, "onRunComplete"> {
  onRunComplete(_contexts: unknown, results: AggregatedResult): void {
    // A suite that cannot be loaded has no tests to count, but it has failed.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    // At exit, because jest's own summary is written after this hook.
    process.once("exit", () => process.stdout.write(`${results.numPassedTests} passed, ${failed} failed\n`));
  }
}
