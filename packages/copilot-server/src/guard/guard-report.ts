import type { CodeFinding, GuardChange, GuardedText } from "@tunewright/schema";
import type { GuardMode } from "./guard-mode.ts";

/** Something that the guard has to say about an answer: a name, never the text around it. */
export interface GuardFinding {
  /** Whether the answer was repaired, or only marked. */
  readonly action: "repaired" | "reported";
  readonly rule: string;
  readonly severity: CodeFinding["severity"];
  readonly name: string;
  /** What the rule writes instead, where it has a fix. */
  readonly fix?: string;
  /** What the rule says, where it says something. */
  readonly message?: string;
  /** Index of the choice it stands in. */
  readonly choice: number;
}

/** Lists changes and findings of one guarded text, in the order of the text. */
export function listFindings(guarded: GuardedText, mode: GuardMode, choice: number): GuardFinding[] {
  const changes = guarded.changes.map((change) => ({
    start: change.start,
    finding: changeFinding(change, mode, choice),
  }));
  const findings = guarded.findings.map((finding) => ({
    start: finding.start,
    finding: reportFinding(finding, choice),
  }));
  return [...changes, ...findings].sort((left, right) => left.start - right.start).map(({ finding }) => finding);
}

/**
 * The value of `x-tunewright-findings`: the number of repairs and findings, and the rules, without any text of the answer.
 *
 * At most 32 rules are named, so that the header stays within what proxies take.
 */
export function findingsHeader(findings: readonly GuardFinding[]): string {
  const repaired = findings.filter(({ action }) => action === "repaired").length;
  const rules = [...new Set(findings.map(({ rule }) => rule))].slice(0, 32);
  const counts = `repaired=${repaired}; reported=${findings.length - repaired}`;
  return rules.length === 0 ? counts : `${counts}; rules=${rules.join(",")}`;
}

function changeFinding(change: GuardChange, mode: GuardMode, choice: number): GuardFinding {
  const { rule, before, after } = change;
  const action = mode === "repair" ? "repaired" : "reported";
  return { action, rule, severity: "error", name: before, fix: after, choice };
}

function reportFinding({ rule, severity, name, fix, message }: CodeFinding, choice: number): GuardFinding {
  return { action: "reported", rule, severity, name, ...(fix === undefined ? {} : { fix }), message, choice };
}
