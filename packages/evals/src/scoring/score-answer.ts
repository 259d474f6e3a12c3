import type { CodeFinding, CodeInspection, EvalCase, EvalTrial, SuiteName, TrialFinding } from "@tunewright/schema";
import { checkStructure } from "./check-structure.ts";
import { usesName } from "./uses-name.ts";

/** The part of a trial that follows from the answer alone. */
export type AnswerScore = Pick<
  EvalTrial,
  | "passed"
  | "score"
  | "security"
  | "requirements"
  | "forbidden"
  | "wrongApi"
  | "criticalIssues"
  | "securityWarnings"
  | "findings"
  | "symbols"
  | "unknown"
  | "compiles"
>;

/** Options for {@link scoreAnswer}. */
export interface ScoreAnswerOptions {
  /** What the compiler said, where there is one. @default "not-checked" */
  readonly compiles?: EvalTrial["compiles"];
}

/**
 * Judges one answer by fixed rules: the same answer always gets the same marks.
 *
 * - score = 10 × requirements met ÷ requirements (each expected name, each `expectedAny` group and each check is one);
 * - security = 10 − 3 × critical − 1 × warnings, not below 0;
 * - it passes when every requirement is met, no forbidden name is used, no wrong-API rule fires for certain on code (a name in
 *   a comment or in prose is no use of it), nothing critical is found and the compiler, where there is one, takes it.
 *
 * A forbidden name fails the case and leaves the score alone: the score says how much is there, the pass whether it is right.
 *
 * @param evalCase The case that was asked.
 * @param inspection The answer as the sanitizer's inspector sees it.
 */
export function scoreAnswer(
  evalCase: EvalCase,
  inspection: CodeInspection,
  options: ScoreAnswerOptions = {},
): AnswerScore {
  const { compiles = "not-checked" } = options;
  const uses = (name: SuiteName): boolean => usesName(inspection, name);
  const groups = [...evalCase.expected.map((name) => [name]), ...evalCase.expectedAny];
  const found = groups.filter((group) => group.some(uses)).map(called);
  const missing = [
    ...groups.filter((group) => !group.some(uses)).map(called),
    ...evalCase.checks.filter((check) => !checkStructure(check, inspection)),
  ];
  const total = groups.length + evalCase.checks.length;
  const forbidden = evalCase.forbidden.filter(uses).map(({ name }) => name);
  const of = (test: (finding: CodeFinding) => boolean): number => inspection.findings.filter(test).length;
  const wrongApi = of(({ category, certain, mentioned }) => category === "wrong-api" && certain && !mentioned);
  const criticalIssues = of(({ category, severity }) => category === "security" && severity === "critical");
  const securityWarnings = of(
    ({ category, severity }) => category === "security" && (severity === "warning" || severity === "error"),
  );
  return {
    passed:
      missing.length === 0 && forbidden.length === 0 && wrongApi === 0 && criticalIssues === 0 && compiles !== "failed",
    score: (10 * (total - missing.length)) / total,
    security: securityScore(criticalIssues, securityWarnings),
    requirements: { met: total - missing.length, total, missing, found },
    forbidden: { used: forbidden.length, named: evalCase.forbidden.length, names: forbidden },
    wrongApi,
    criticalIssues,
    securityWarnings,
    findings: inspection.findings.map(withoutPlace),
    symbols: apiSymbols(inspection),
    unknown: [...inspection.unknown],
    compiles,
  };
}

/**
 * Security mark of one answer: 10, minus 3 for each critical finding, minus 1 for each warning, not below 0.
 */
export function securityScore(critical: number, warnings: number): number {
  return Math.max(0, 10 - 3 * critical - warnings);
}

/** A group by its names, any of which would do. */
function called(group: readonly SuiteName[]): string {
  return group.map(({ name }) => name).join(" or ");
}

function withoutPlace(finding: CodeFinding): TrialFinding {
  const { start: _start, end: _end, fix, mentioned = false, ...rest } = finding;
  const certain = rest.certain && !mentioned;
  return fix === undefined ? { ...rest, certain } : { ...rest, fix, certain };
}

function apiSymbols(inspection: CodeInspection): string[] {
  const unknown = new Set(inspection.unknown);
  const names = inspection.references
    .filter(
      ({ kind, definedHere, name }) => !definedHere && kind !== "string" && kind !== "identifier" && !unknown.has(name),
    )
    .map(({ name }) => name);
  return [...new Set(names)].toSorted();
}
