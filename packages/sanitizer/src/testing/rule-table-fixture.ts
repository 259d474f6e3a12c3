import { join } from "node:path";
import { type Rule, rulePackSchema, type RulePackInput } from "@tunewright/schema";
import { loadRulePacks } from "../rules/load-rule-pack.ts";
import { compileRules, type RuleTable } from "../rules/rule-table.ts";
import { sanitizeText } from "../texts/sanitize-text.ts";
import { createSourcePawnAdapter } from "../languages/sourcepawn-adapter.ts";
import type { SymbolIndex } from "../rules/symbol-index.ts";

/** The rules that come with the project, for tests of this package. */
export async function projectRules(
  index?: SymbolIndex,
  wanted: (rule: Rule) => boolean = () => true,
): Promise<RuleTable> {
  const packs = await loadRulePacks([join(import.meta.dirname, "../../../../data/rules")]);
  return compileRules(
    packs.map(({ pack }) => ({ ...pack, rules: pack.rules.filter(wanted) })),
    { languages: [createSourcePawnAdapter()], index },
  );
}

/** What the security rules of the project find in a piece of code: the ids of the rules, each once. */
export async function securityFinder(): Promise<(code: string) => string[]> {
  const table = await projectRules(undefined, ({ category }) => category === "security");
  return (code) => {
    const { hits } = sanitizeText(`\`\`\`sourcepawn\n${code}\n\`\`\`\n`, table);
    return [...new Set(hits.map(({ rule }) => rule.rule.id))];
  };
}

/** A table of hand-written rules. */
export function tableOf(rules: RulePackInput["rules"], index?: SymbolIndex): RuleTable {
  const pack = rulePackSchema.parse({ version: 1, pack: "test", rules });
  return compileRules([pack], { languages: [createSourcePawnAdapter()], index });
}

/** The smallest rule for a function. */
export function callRule(wrong: string, right?: string): RulePackInput["rules"][number] {
  return {
    id: wrong.toLowerCase(),
    message: `It is ${right ?? "nothing"}.`,
    match: { kind: "call", name: wrong },
    ...(right === undefined ? {} : { fix: right }),
    examples: [{ keep: "" }],
  };
}
