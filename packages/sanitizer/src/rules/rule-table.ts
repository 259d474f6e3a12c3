import type { Rule, RulePack, RuleToken } from "@tunewright/schema";
// By itself: worker threads load this module, and the schemas would take longer than all the rest of it.
import { PipelineError } from "@tunewright/schema/errors";
import { RuleNames } from "./name-table.ts";
import type { LanguageAdapter, StringPlace } from "../languages/language-adapter.ts";
import type { SymbolIndex } from "./symbol-index.ts";
import { languagesOfPacks } from "./pack-languages.ts";
import { canScan, triggerPatterns, type Triggers, TriggerTable } from "./trigger-table.ts";
import { PlaceSorter } from "./places-of-part.ts";
import { requireLanguages, requirePacks } from "../require-arguments.ts";

/** A rule made ready for the one pass over the tokens. */
export interface CompiledRule {
  readonly rule: Rule;
  /** Position over all packs; earlier rules are asked first. */
  readonly order: number;
  readonly names: readonly string[];
  /** Names and texts, one of which stands wherever the rule can apply; empty when it has none. */
  readonly triggers: Triggers;
  readonly roles: ReadonlySet<string>;
  readonly tokens: ReadonlySet<RuleToken>;
  readonly inCode: boolean;
  readonly inInline: boolean;
  readonly inProse: boolean;
  /** Where the name must stand, for strings. */
  readonly places: readonly StringPlace[];
  readonly near: RegExp | undefined;
  readonly pattern: RegExp | undefined;
  readonly types: ReadonlySet<string>;
  readonly standardIncludes: ReadonlySet<string>;
  /** Whether code is for another platform, by what it calls. */
  readonly isForAnother: (code: string) => boolean;
  /** Whether an include may define even a name that no library has. */
  readonly mayDefineAny: (include: string) => boolean;
}

/** The rules of one language, indexed for the pass. */
export interface LanguageRules {
  readonly adapter: LanguageAdapter;
  readonly names: RuleNames<readonly CompiledRule[]>;
  readonly patterns: readonly CompiledRule[];
  readonly detectors: readonly CompiledRule[];
  /** Tells what has to be looked at in a piece of code. */
  readonly sorter: PlaceSorter;
  /** Rules that also touch names outside code tokens: in comments, code spans and prose. */
  readonly mentions: ReadonlyMap<string, readonly CompiledRule[]>;
}

/** Rule packs made ready to run. */
export interface RuleTable {
  readonly rules: readonly CompiledRule[];
  readonly languages: readonly LanguageRules[];
  /** The adapters of {@link languages}; without any pack, every one, so that code is seen all the same. */
  readonly adapters: readonly LanguageAdapter[];
  /** Names and texts, one of which is in every text that a rule can touch, unless {@link scansAll}. */
  readonly triggers: Triggers;
  /** The same, made ready to be looked for. */
  readonly triggerTable: TriggerTable;
  /** Roles that some rule applies to. */
  readonly roles: ReadonlySet<string>;
  /** Some rule has no such name or text, so every record has to be looked at. */
  readonly scansAll: boolean;
  readonly index: SymbolIndex | undefined;
}

/** Options for {@link compileRules}. */
export interface CompileRulesOptions {
  readonly languages: readonly LanguageAdapter[];
  /** Knows which includes are the API's own; without it only the platform's standard includes are known. */
  readonly index?: SymbolIndex | undefined;
}

const impliedTokens: Readonly<Record<Rule["match"]["kind"], readonly RuleToken[]>> = {
  call: ["identifier", "preprocessor"],
  value: ["identifier", "preprocessor"],
  forward: ["identifier"],
  member: ["identifier", "preprocessor"],
  event: ["string", "preprocessor"],
  netprop: ["string", "preprocessor"],
  string: ["string", "preprocessor"],
  pattern: ["identifier", "string", "preprocessor"],
  detector: ["identifier", "string", "preprocessor"],
};

/**
 * Makes rule packs ready to run: every name in one map, so that one pass over the tokens serves any number of rules.
 *
 * @throws {PipelineError} `RULE_PACK_INVALID` when a rule names a language or a detector that no adapter has.
 * @throws {TypeError} For what is no list of packs, and without languages.
 */
export function compileRules(packs: readonly RulePack[], options: CompileRulesOptions): RuleTable {
  requirePacks(packs, "compileRules");
  requireLanguages(options, "compileRules");
  const rules: CompiledRule[] = [];
  const adapters = languagesOfPacks(packs, options.languages);
  const languages = new Map<string, CompiledRule[]>();
  for (const pack of packs) {
    for (const rule of pack.rules) {
      const language = rule.language ?? pack.language;
      const adapter = adapters.find(({ id }) => id === language);
      if (adapter === undefined) {
        throw new PipelineError(
          "RULE_PACK_INVALID",
          `Rule ${rule.id} names the language ${language}, which no adapter reads.`,
        );
      }
      if (rule.match.kind === "detector" && adapter.detectors[rule.match.detector] === undefined) {
        throw new PipelineError(
          "RULE_PACK_INVALID",
          `Rule ${rule.id} names the detector ${rule.match.detector}, which ${language} does not have.`,
          { hint: `Known are ${Object.keys(adapter.detectors).join(", ") || "none"}.` },
        );
      }
      const compiled = compileRule(rule, rules.length, adapter);
      rules.push(compiled);
      const list = languages.get(language);
      if (list === undefined) languages.set(language, [compiled]);
      else list.push(compiled);
    }
  }
  const tables: LanguageRules[] = [];
  for (const adapter of adapters) {
    const own = languages.get(adapter.id);
    if (own !== undefined) tables.push(indexRules(adapter, own));
  }
  const triggers = {
    words: unique(rules.flatMap((rule) => rule.triggers.words)),
    literals: unique(rules.flatMap((rule) => rule.triggers.literals)),
  };
  return {
    rules,
    languages: tables,
    adapters: packs.length === 0 ? adapters : tables.map(({ adapter }) => adapter),
    triggers,
    triggerTable: new TriggerTable(triggerPatterns(triggers)),
    roles: new Set(rules.flatMap((rule) => [...rule.roles])),
    scansAll:
      rules.some((rule) => rule.triggers.words.length + rule.triggers.literals.length === 0) || !canScan(triggers),
    index: options.index,
  };
}

function compileRule(rule: Rule, order: number, adapter: LanguageAdapter): CompiledRule {
  const { match, scope } = rule;
  const places =
    match.kind === "string" || match.kind === "value"
      ? (match.in ?? [])
      : match.kind === "event" || match.kind === "netprop"
        ? (adapter.places[match.kind] ?? [])
        : [];
  return {
    rule,
    order,
    names: "name" in match ? match.name : [],
    triggers: triggersOf(rule, adapter),
    roles: new Set(scope.roles),
    tokens: new Set(scope.tokens ?? impliedTokens[match.kind]),
    inCode: scope.parts.includes("code"),
    inInline: scope.parts.includes("inline"),
    inProse: scope.parts.includes("prose"),
    places,
    near:
      scope.near === undefined
        ? undefined
        : new RegExp(scope.near.map((word) => (unspaced.test(word) ? "" : wordStart) + escape(word)).join("|"), "iu"),
    pattern: match.kind === "pattern" ? new RegExp(match.pattern, `g${match.flags}`) : undefined,
    types: new Set(match.kind === "member" ? match.of : []),
    standardIncludes: new Set(adapter.standardIncludes),
    isForAnother: (code) => adapter.isForAnother?.(code) ?? false,
    mayDefineAny: (include) => adapter.mayDefineAny?.(include) ?? false,
  };
}

/** Where a word begins. */
const wordStart = "(?<![\\p{L}\\p{N}])";
/** A word of a script that writes no spaces between words: it begins anywhere. */
const unspaced = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

function triggersOf({ match }: Rule, adapter: LanguageAdapter): Triggers {
  if ("name" in match) return { words: match.name, literals: [] };
  if (match.kind === "pattern") return { words: [], literals: match.literals ?? [] };
  const detector = match.kind === "detector" ? adapter.detectors[match.detector] : undefined;
  return { words: detector?.triggers ?? [], literals: detector?.literals ?? [] };
}

function indexRules(adapter: LanguageAdapter, rules: readonly CompiledRule[]): LanguageRules {
  const identifiers = new Map<string, CompiledRule[]>();
  const strings = new Map<string, CompiledRule[]>();
  const mentions = new Map<string, CompiledRule[]>();
  const add = (map: Map<string, CompiledRule[]>, name: string, rule: CompiledRule): void => {
    const list = map.get(name);
    if (list === undefined) map.set(name, [rule]);
    else list.push(rule);
  };
  for (const rule of rules) {
    const { kind } = rule.rule.match;
    const map = kind === "event" || kind === "netprop" || kind === "string" ? strings : identifiers;
    for (const name of rule.names) {
      add(map, name, rule);
      if (kind !== "member" && kind !== "forward") add(mentions, name, rule);
    }
  }
  const detectors = rules.filter(({ rule }) => rule.match.kind === "detector");
  return {
    adapter,
    names: new RuleNames(identifiers, strings),
    mentions,
    patterns: rules.filter(({ pattern }) => pattern !== undefined),
    detectors,
    sorter: new PlaceSorter(adapter, rules),
  };
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

function escape(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
