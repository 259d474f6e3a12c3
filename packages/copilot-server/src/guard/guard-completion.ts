import type { RuleGuard } from "@tunewright/schema";
import type { Completion } from "../wire/completion.ts";
import type { GuardMode } from "./guard-mode.ts";
import { type GuardFinding, listFindings } from "./guard-report.ts";

/** A completion after the guard. */
export interface GuardedCompletion {
  readonly completion: Completion;
  readonly findings: readonly GuardFinding[];
}

/** Guards the texts of a whole completion; tool calls and every other field pass as they came. */
export function guardCompletion(completion: Completion, guard: RuleGuard, mode: GuardMode): GuardedCompletion {
  if (mode === "off") return { completion, findings: [] };
  const findings: GuardFinding[] = [];
  const choices = completion.choices.map((choice, position) => {
    const { content } = choice.message;
    if (typeof content !== "string" || content === "") return choice;
    const guarded = guard.repair(content);
    findings.push(...listFindings(guarded, mode, choice.index ?? position));
    if (mode !== "repair" || guarded.text === content) return choice;
    return { ...choice, message: { ...choice.message, content: guarded.text } };
  });
  return { completion: { ...completion, choices }, findings };
}
