import type { Rule } from "@tunewright/schema";
import { isRegExp } from "./check-pattern.ts";
import type { LanguageAdapter, StringPlace } from "../languages/language-adapter.ts";
import type { PlacedRule } from "./prove-rules.ts";

/** A fault between two rules, placed at the later one. */
export interface RelationFault {
  readonly placed: PlacedRule;
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** Finds rules whose fix is what another rule, or they themselves, would change: chains and cycles. */
export function findRewrites(rules: readonly PlacedRule[], languages: readonly LanguageAdapter[]): RelationFault[] {
  const faults: RelationFault[] = [];
  const next = (placed: PlacedRule): PlacedRule | undefined => {
    const { fix } = placed.rule;
    if (fix === undefined) return undefined;
    return rules.find(
      (other) =>
        canMeet(placed, other, languages) && namesOf(other.rule).includes(fix.name) && other.rule.fix !== undefined,
    );
  };
  for (const placed of rules) {
    const other = next(placed);
    if (other === undefined) continue;
    const path = [placed.rule.id];
    let at: PlacedRule | undefined = other;
    while (at !== undefined && !path.includes(at.rule.id)) {
      path.push(at.rule.id);
      at = next(at);
    }
    const isCycle = at?.rule.id === placed.rule.id;
    if (other === placed) {
      faults.push({
        placed,
        path: ["fix"],
        message: "the fix is what the rule itself looks for; write the right name",
      });
      continue;
    }
    faults.push({
      placed,
      path: ["fix"],
      message: isCycle
        ? `the rules form a cycle: ${[...path, placed.rule.id].join(" → ")}`
        : `the fix ${placed.rule.fix?.name ?? ""} is what ${other.rule.id} rewrites`,
    });
  }
  return faults;
}

/** Finds two rules that can claim the same span with the same priority. */
export function findClashes(rules: readonly PlacedRule[], languages: readonly LanguageAdapter[]): RelationFault[] {
  const byName = new Map<string, PlacedRule[]>();
  const faults: RelationFault[] = [];
  for (const placed of rules) {
    for (const [position, name] of namesOf(placed.rule).entries()) {
      const earlier = byName.get(name) ?? [];
      for (const other of earlier) {
        if (other !== placed && canMeet(placed, other, languages) && other.rule.priority === placed.rule.priority) {
          faults.push({
            placed,
            path: ["match", "name", position],
            message: `${other.rule.id} claims ${name} as well; give one of them a priority`,
          });
        }
      }
      byName.set(name, [...earlier, placed]);
    }
  }
  return [...faults, ...patternClashes(rules)];
}

/** Patterns that take the name of another rule, or the text of another pattern's example. */
function patternClashes(rules: readonly PlacedRule[]): RelationFault[] {
  return rules.flatMap((placed) => {
    const { match } = placed.rule;
    if (match.kind !== "pattern" || !isRegExp(match.pattern, match.flags)) return [];
    const pattern = new RegExp(match.pattern, match.flags);
    const other = rules.find(
      (one) =>
        one !== placed &&
        one.language === placed.language &&
        one.rule.priority === placed.rule.priority &&
        (placed.rule.fix !== undefined || one.rule.fix !== undefined) &&
        namesOf(one.rule).some((name) => pattern.test(name)),
    );
    if (other === undefined) return [];
    const message = `the pattern takes what ${other.rule.id} claims as well; give one of them a priority`;
    return [{ placed, path: ["match", "pattern"], message }];
  });
}

function namesOf(rule: Rule): readonly string[] {
  return "name" in rule.match ? rule.match.name : [];
}

/** Whether two rules can look at the same place: in code, or at a bare name in words. */
function canMeet(one: PlacedRule, other: PlacedRule, languages: readonly LanguageAdapter[]): boolean {
  if (one.language !== other.language) return false;
  if (!one.rule.scope.roles.some((role) => other.rule.scope.roles.includes(role))) return false;
  const a = one.rule.match;
  const b = other.rule.match;
  if (a.kind === "member" && b.kind === "member") return a.of.some((type) => b.of.includes(type));
  const adapter = languages.find(({ id }) => id === one.language);
  if (shareStringPlace(stringPlaces(one.rule, adapter), stringPlaces(other.rule, adapter))) return true;
  if (a.kind === "string" && b.kind === "string") return false;
  return a.kind === b.kind || shareWords(one.rule, other.rule);
}

/** Whether both rules look at bare names in code spans, prose or comments. */
function shareWords(one: Rule, other: Rule): boolean {
  if (!isMentioned(one) || !isMentioned(other)) return false;
  const isIn = (part: "inline" | "prose") => one.scope.parts.includes(part) && other.scope.parts.includes(part);
  const hasComments = (rule: Rule): boolean => rule.scope.tokens?.includes("comment") === true;
  return isIn("inline") || isIn("prose") || (hasComments(one) && hasComments(other));
}

function isMentioned({ match: { kind } }: Rule): boolean {
  return kind === "call" || kind === "value" || kind === "event" || kind === "netprop" || kind === "string";
}

function stringPlaces({ match }: Rule, adapter: LanguageAdapter | undefined): readonly StringPlace[] {
  if (match.kind === "string") return match.in;
  return match.kind === "event" || match.kind === "netprop" ? (adapter?.places[match.kind] ?? []) : [];
}

function shareStringPlace(one: readonly StringPlace[], other: readonly StringPlace[]): boolean {
  return one.some((place) =>
    other.some(({ call, argument }) => argument === place.argument && call.some((name) => place.call.includes(name))),
  );
}
