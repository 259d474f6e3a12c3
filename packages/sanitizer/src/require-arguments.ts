import type { RuleTable } from "./rules/rule-table.ts";

/**
 * Checks of what a caller hands in. A program in TypeScript need not meet them; one in JavaScript is told what the function takes, in
 * place of which property it could not read.
 */

/** Refuses what is no list of packs: each with its rules, as `parseRulePack(…).pack` has them. */
export function requirePacks(packs: unknown, caller: string): void {
  if (!Array.isArray(packs)) throw new TypeError(`${caller} takes a list of rule packs; write [pack].`);
  for (const pack of packs as readonly unknown[]) {
    if (holds(pack, "rules") && holds(pack.rules, "length")) {
      // What a file says has no defaults yet.
      if (holds(pack, "language") && (pack.rules as readonly unknown[]).every((rule) => holds(rule, "scope"))) continue;
      throw new TypeError(
        `${caller} takes rule packs that were parsed; read them with parseRulePack or loadRulePacks.`,
      );
    }
    throw new TypeError(
      holds(pack, "pack") && holds(pack.pack, "rules")
        ? `${caller} takes the packs themselves; of what parseRulePack or loadRulePacks gave write loaded.pack.`
        : `${caller} takes rule packs; read them with parseRulePack or loadRulePacks.`,
    );
  }
}

/** Refuses what is no list of packs as they were loaded, with their files. */
export function requireLoadedPacks(packs: unknown, caller: string): void {
  const isLoaded = (pack: unknown): boolean =>
    holds(pack, "pack") && holds(pack.pack, "rules") && holds(pack, "locate");
  if (Array.isArray(packs) && packs.every(isLoaded)) return;
  throw new TypeError(`${caller} takes a list of packs as parseRulePack and loadRulePacks give them.`);
}

/** Refuses options without the languages that rules may name. */
export function requireLanguages(options: unknown, caller: string): void {
  if (holds(options, "languages") && Array.isArray(options.languages)) return;
  throw new TypeError(`${caller} has to know the languages; write { languages: [createSourcePawnAdapter()] }.`);
}

/** Refuses what is no text; `what` says of what. */
export function requireText(text: unknown, caller: string, what: string): void {
  if (typeof text !== "string") throw new TypeError(`${caller} takes ${what} as a string first.`);
}

/** Refuses what is no table of rules. */
export function requireTable(table: unknown, caller: string): asserts table is RuleTable {
  if (holds(table, "triggerTable")) return;
  throw new TypeError(`${caller} takes a rule table; make it with compileRules.`);
}

function holds<K extends string>(value: unknown, key: K): value is Record<K, unknown> {
  return typeof value === "object" && value !== null && key in value;
}
