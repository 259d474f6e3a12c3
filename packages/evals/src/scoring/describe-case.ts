import type { EvalCase, EvalTrial } from "@tunewright/schema";

/**
 * Says in a few words why a case passed or failed.
 *
 * The last trial that tells the case's own outcome speaks for it: a failed case names what was wrong.
 *
 * @param evalCase The case.
 * @param trials Its judged trials.
 * @param passed Outcome of the case.
 */
export function describeCase(evalCase: EvalCase, trials: readonly EvalTrial[], passed: boolean): string {
  const telling = trials.findLast((trial) => trial.passed === passed);
  if (telling === undefined) return "";
  if (passed) {
    const [first] = evalCase.expected.length > 0 ? evalCase.expected : (evalCase.expectedAny[0] ?? []);
    if (first === undefined) return "All checks met";
    return first.kind === "event" ? `Correct ${first.name} event` : `Correct ${first.name}`;
  }
  const reasons: string[] = [];
  if (telling.forbidden.used > 0) reasons.push(`Forbidden patterns used: ${telling.forbidden.names.join(", ")}`);
  const wrong = telling.findings.filter(({ category, certain }) => category === "wrong-api" && certain);
  const repeated = new Set(telling.forbidden.names);
  const others = [...new Set(wrong.map(({ name }) => name))].filter((name) => !repeated.has(name));
  if (others.length > 0) reasons.push(`Wrong API: ${others.join(", ")}`);
  if (telling.criticalIssues > 0) reasons.push(`Critical security issues: ${telling.criticalIssues}`);
  const missing = telling.requirements.missing.map((name) => (name === "balanced" ? "complete code" : name));
  if (missing.length > 0) reasons.push(`Missing patterns: ${missing.join(", ")}`);
  if (telling.compiles === "failed") reasons.push("Does not compile");
  return reasons.join("; ");
}
