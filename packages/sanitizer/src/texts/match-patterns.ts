import type { Hit } from "./hit.ts";
import { isIgnored } from "./ignore-mark.ts";
import type { LanguageRules } from "../rules/rule-table.ts";
import type { TextParts } from "./text-parts.ts";

/**
 * Runs the rules that are regular expressions.
 *
 * They see code as plain text and prose only when their scope names it. They never rewrite by what stands around, so a
 * match needs no judgement of teaching; a fix replaces the whole match.
 */
export function matchPatterns(text: string, parts: TextParts, rules: LanguageRules, role: string): Hit[] {
  const hits: Hit[] = [];
  for (const rule of rules.patterns) {
    const { pattern } = rule;
    if (pattern === undefined || !rule.roles.has(role)) continue;
    const spans = [
      ...(rule.inCode ? parts.code.filter(({ adapter }) => adapter === rules.adapter) : []),
      ...(rule.inProse || rule.inInline ? parts.prose : []),
    ];
    for (const { start, end } of spans) {
      const piece = text.slice(start, end);
      for (const match of piece.matchAll(pattern)) {
        if (match[0] === "" || isIgnored(piece, match.index, rule.rule.id)) continue;
        const at = start + match.index;
        const place = { rule, start: at, end: at + match[0].length };
        const { fix } = rule.rule;
        // Only a name may be shown; what a pattern catches can be a secret.
        hits.push(
          fix === undefined
            ? { ...place, name: rule.rule.id, code: "reported" }
            : { ...place, name: match[0], after: fix.name },
        );
      }
    }
  }
  return hits;
}
