import type { CodeFinding, GuardChange, GuardedText, RuleGuard } from "@tunewright/schema";

/** A guard over plain words, for tests: repairs `Wrong` to `Right` and reports `Danger` as critical. */
export function wordGuard(): RuleGuard {
  const repair = (text: string): GuardedText => {
    const changes: GuardChange[] = [];
    const findings: CodeFinding[] = [];
    for (const match of text.matchAll(/\bWrong\b/g)) {
      changes.push({ rule: "right-word", before: "Wrong", after: "Right", start: match.index, end: match.index + 5 });
    }
    for (const match of text.matchAll(/\bDanger\b/g)) {
      findings.push({
        rule: "no-danger",
        category: "security",
        severity: "critical",
        message: "Danger is not safe.",
        start: match.index,
        end: match.index + 6,
        name: "Danger",
        certain: true,
      });
    }
    return { text: text.replace(/\bWrong\b/g, "Right"), changes, findings };
  };
  return {
    repair,
    instructions: ["Write Right, not Wrong."],
    stream: () => {
      let all = "";
      let released = 0;
      return {
        push: (piece) => {
          all += piece;
          // A word that may still grow is held back.
          const end = all.search(/\w*$/);
          const out = repair(all.slice(released, end)).text;
          released = end;
          return out;
        },
        end: () => ({ ...repair(all), text: repair(all.slice(released)).text }),
      };
    },
  };
}
