import type { Rule } from "@tunewright/schema";
import type { PlacedRule } from "./prove-rules.ts";

/** A fault between two rules, placed at the later one. */
export interface RelationFault {
  readonly placed: PlacedRule;
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** Finds rules whose fix is what another rule, or they themselves, would change: chains and cycles. */
export function findRewrites(rules: readonly PlacedRule[]): RelationFault[] {
  const faults: RelationFault[] = [];
  const next = (placed: PlacedRule): PlacedRule | undefined => {
    const { fix } = placed.rule;
    if (fix === undefined) return undefined;
    return rules.find(
      (other) => meet(placed, other) && namesOf(other.rule).includes(fix.name) && other.rule.fix !== undefined,
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
export function findClashes(rules: readonly PlacedRule[]): RelationFault[] {
  const byName = new Map<string, PlacedRule[]>();
  const faults: RelationFault[] = [];
  for (const placed of rules) {
    for (const [position, name] of namesOf(placed.rule).entries()) {
      const earlier = byName.get(name) ?? [];
      for (const other of earlier) {
        if (other !== placed && meet(placed, other) && other.rule.priority === placed.rule.priority) {
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
  return faults;
}

function namesOf(rule: Rule): readonly string[] {
  return "name" in rule.match ? rule.match.name : [];
}

/** Whether two rules can look at the same place. */
function meet(one: PlacedRule, other: PlacedRule): boolean {
  if (one.language !== other.language) return false;
  if (!one.rule.scope.roles.some((role) => other.rule.scope.roles.includes(role))) return false;
  const a = one.rule.match;
  const b = other.rule.match;
  if (a.kind === "member" && b.kind === "member") return a.of.some((type) => b.of.includes(type));
  if (a.kind === "string" && b.kind === "string") {
    return a.in.some((place) =>
      b.in.some(({ call, argument }) => argument === place.argument && call.some((name) => place.call.includes(name))),
    );
  }
  return a.kind === b.kind;
}
