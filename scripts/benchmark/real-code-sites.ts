/**
 * Finds places in real code where the right name of a rule stands as the rule means it, so that the wrong one can be put there.
 *
 * Reads the code by plain patterns on purpose: a finder that used the sanitizer's own eyes would miss what they miss.
 */
import type { Rule } from "../../packages/schema/src/index.ts";

/** A place for one wrong name in a text. */
export interface RealCodeSite {
  readonly rule: Rule;
  readonly start: number;
  readonly end: number;
  /** What is put there. */
  readonly wrong: string;
}

/** Finds every place in code for every rule that repairs. */
export function realCodeSites(code: string, rules: readonly Rule[]): RealCodeSite[] {
  const plain = blank(code, /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:[^"\\\n]|\\.)*"/g);
  const spoken = blank(code, /\/\/[^\n]*|\/\*[\s\S]*?\*\//g);
  return rules.flatMap((rule) => {
    const { match, fix } = rule;
    if (fix === undefined || fix.dropCall || !("name" in match)) return [];
    const text = match.kind === "event" || match.kind === "netprop" ? spoken : plain;
    return match.name.flatMap((wrong) => {
      // A file that knows the wrong name has its own reason for it.
      if (new RegExp(`\\b${wrong}\\b`).test(code)) return [];
      return [...text.matchAll(patternFor(rule, fix.name, plain))].map((found) => {
        const start = found.index + found[0].lastIndexOf(fix.name);
        return { rule, start, end: start + fix.name.length, wrong };
      });
    });
  });
}

function patternFor({ match }: Rule, right: string, code: string): RegExp {
  switch (match.kind) {
    case "event":
      return new RegExp(`\\b(?:HookEvent|HookEventEx|UnhookEvent|CreateEvent)\\s*\\(\\s*"${right}(?=")`, "g");
    case "netprop":
      // A condition on the first argument is met by names that hardly mean anything but a player.
      return new RegExp(
        `\\b[GS]etEntProp(?:Float|Ent|Vector|String)?\\s*\\(\\s*${match.where.length > 0 ? "(?:client|player|attacker|victim|survivor)" : "[^,;\\n]+"}\\s*,\\s*Prop_\\w+\\s*,\\s*"${right}(?=")`,
        "g",
      );
    case "member": {
      const owners = match.of.flatMap((type) => [
        ...code.matchAll(new RegExp(`\\b${type}[ \\t]+(\\w+)\\s*[;=,)]`, "g")),
      ]);
      const names = owners.map(([, name = ""]) => name).filter((name) => isOnlyOf(code, name, match.of));
      return names.length === 0 ? /$^/g : new RegExp(`(?<![\\w.])(?:${names.join("|")})\\.${right}(?=\\s*\\()`, "g");
    }
    case "forward":
      return new RegExp(`^public\\s+(?:void\\s+)?${right}(?=\\s*\\()`, "gm");
    case "value":
      return new RegExp(`(?<![\\w."])${right}(?!\\w)(?!\\s*\\()`, "g");
    default:
      return new RegExp(`(?<![\\w.:]|\\b(?:void|int|float|bool|Action|char|native|stock)\\s)${right}(?=\\s*\\()`, "g");
  }
}

/** Whether every declaration of a name gives it one of these types. */
function isOnlyOf(code: string, name: string, types: readonly string[]): boolean {
  return [...code.matchAll(new RegExp(`\\b([A-Za-z_]\\w*)[ \\t]+${name}\\s*[;=,)\\[]`, "g"))].every(
    ([, type = ""]) => types.includes(type) || /^(?:return|delete|case|new|view_as)$/.test(type),
  );
}

/** The text with every match replaced by blanks of the same length. */
function blank(text: string, pattern: RegExp): string {
  return text.replace(pattern, (found) => found.replace(/[^\n]/g, " "));
}
