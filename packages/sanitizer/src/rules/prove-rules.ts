import type { Rule } from "@tunewright/schema";
import { checkExamples, exampleMessage, fenceOf } from "./check-examples.ts";
import { checkPattern, isRegExp } from "./check-pattern.ts";
import { findClashes, findRewrites } from "./compare-rules.ts";
import type { LanguageAdapter, SymbolKind } from "../languages/language-adapter.ts";
import { type LoadedRulePack, rulePackError, type RulePackFault } from "./load-rule-pack.ts";
import { requireLanguages, requireLoadedPacks } from "../require-arguments.ts";
import { languagePatterns, languagesOfPacks } from "./pack-languages.ts";
import { compileRules } from "./rule-table.ts";
import { splitAlternatives } from "./split-alternatives.ts";
import { sanitizeText } from "../texts/sanitize-text.ts";
import { findScopeFaults, type PathFault } from "./scope-faults.ts";
import type { SymbolIndex } from "./symbol-index.ts";

/** Options for {@link proveRules}. */
export interface ProveRulesOptions {
  readonly languages: readonly LanguageAdapter[];
  /** Knows which names are real. Without it, or where it is of another language, the names of a rule are not checked. */
  readonly index?: SymbolIndex | undefined;
}

/** A rule with its place. */
export interface PlacedRule {
  readonly rule: Rule;
  readonly language: string;
  /** Position in its pack. */
  readonly position: number;
  readonly source: LoadedRulePack;
}

/**
 * Proves that rule packs are sound together, and returns every fault with its file, line and column.
 *
 * A fault is: an id that is used twice; a fix whose target the API does not have, or whose source it has and the scope does
 * not say why; rules that form a cycle or rewrite another's target; two rules for the same span and the same priority; an
 * example that fails in either direction; a second pass that would change anything; a pattern that can take more than linear
 * time.
 */
export async function findRuleFaults(
  packs: readonly LoadedRulePack[],
  given: ProveRulesOptions,
): Promise<RulePackFault[]> {
  requireLoadedPacks(packs, "proveRules");
  requireLanguages(given, "proveRules");
  const languages = languagesOfPacks(
    packs.map(({ pack }) => pack),
    given.languages,
  );
  const options = { ...given, languages };
  const rules: PlacedRule[] = packs.flatMap((source) =>
    source.pack.rules.map((rule, position) => ({
      rule,
      position,
      source,
      language: rule.language ?? source.pack.language,
    })),
  );
  const faults: RulePackFault[] = [];
  const add = (placed: PlacedRule, path: readonly (string | number)[], message: string): void => {
    const place = placed.source.locate(placed.position, ...path);
    faults.push({ file: placed.source.file, ...place, message: `${placed.rule.id}: ${message}.` });
  };
  for (const placed of rules) {
    const language = options.languages.find(({ id }) => id === placed.language);
    const { match } = placed.rule;
    if (language === undefined) add(placed, ["language"], unknownLanguage(placed.language, languages));
    else if (match.kind === "detector" && language.detectors[match.detector] === undefined) {
      const known = Object.keys(language.detectors).join(", ") || "none";
      add(placed, ["match", "detector"], `${placed.language} has no such detector; it has ${known}`);
    }
  }
  for (const source of packs) faults.push(...(await languageFaults(source)));
  // Without a language nothing further can be run.
  if (faults.length > 0) return faults;
  const seen = new Map<string, PlacedRule>();
  for (const placed of rules) {
    const first = seen.get(placed.rule.id);
    if (first === undefined) seen.set(placed.rule.id, placed);
    else add(placed, ["id"], `the id is used twice; the first is in ${first.source.file}`);
    const { index } = options;
    if (index !== undefined && (index.language ?? placed.language) === placed.language) {
      for (const { path, message } of nameFaults(placed.rule, index)) add(placed, path, message);
    }
    wordFaults(placed, options.languages, add);
    for (const { path, message } of findScopeFaults(placed.rule)) add(placed, path, message);
    await patternFaults(placed, add);
    exampleFaults(placed, options, add);
  }
  for (const { placed, path, message } of [...findRewrites(rules, languages), ...findClashes(rules, languages)])
    add(placed, path, message);
  if (faults.length === 0) secondPassFaults(packs, rules, options, add);
  return faults.sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column);
}

/**
 * As {@link findRuleFaults}, but refuses packs with a fault.
 *
 * @throws {PipelineError} `RULE_PACK_INVALID`, with every fault in the message and in `details.faults`.
 */
export async function proveRules(packs: readonly LoadedRulePack[], options: ProveRulesOptions): Promise<void> {
  const faults = await findRuleFaults(packs, options);
  if (faults.length > 0) throw rulePackError(faults);
}

type Add = (placed: PlacedRule, path: readonly (string | number)[], message: string) => void;

/** Which kinds of name a rule's source and target may be; the first is the one its message names. */
const symbolKinds: Readonly<Partial<Record<Rule["match"]["kind"], readonly SymbolKind[]>>> = {
  call: ["function"],
  value: ["constant"],
  forward: ["forward"],
  member: ["member"],
  event: ["event"],
  netprop: ["netprop"],
};

function nameFaults(rule: Rule, index: SymbolIndex): PathFault[] {
  const kinds = symbolKinds[rule.match.kind];
  if (kinds === undefined || !("name" in rule.match)) return [];
  const faults: PathFault[] = [];
  const types = rule.match.kind === "member" ? rule.match.of : [""];
  const full = (type: string, name: string): string => (type === "" ? name : `${type}.${name}`);
  const { fix } = rule;
  if (fix !== undefined) {
    // A call may turn into a constant, as GetMaxClients() into MaxClients.
    const targets: readonly SymbolKind[] =
      rule.match.kind === "call" || rule.match.kind === "value" ? ["function", "constant"] : kinds;
    for (const type of types) {
      const name = full(type, fix.name);
      if (!targets.some((kind) => index.has(kind, name))) {
        faults.push({ path: ["fix"], message: `the API index has no ${kinds[0]} named ${name}` });
      }
    }
  }
  if (rule.scope.because === undefined && !rule.deprecated) {
    for (const [position, name] of rule.match.name.entries()) {
      for (const type of types) {
        if (kinds.some((kind) => index.has(kind, full(type, name)))) {
          faults.push({
            path: ["match", "name", position],
            message: `${full(type, name)} is a real ${kinds[0]}; say in scope.because why it is wrong here`,
          });
        }
      }
    }
  }
  return faults;
}

function unknownLanguage(id: string, languages: readonly LanguageAdapter[]): string {
  const known = languages.map((language) => language.id).join(", ");
  return `no adapter reads the language ${id}; describe it under languages, or name one of ${known}`;
}

/** A name of a rule for identifiers that the language does not read as one: such a rule would wait for ever. */
function wordFaults({ rule, language, ...placed }: PlacedRule, languages: readonly LanguageAdapter[], add: Add): void {
  const adapter = languages.find(({ id }) => id === language);
  if (!["call", "value", "forward", "member"].includes(rule.match.kind) || !("name" in rule.match)) return;
  for (const [position, name] of rule.match.name.entries()) {
    const tokens = adapter?.view(name).tokens ?? [];
    if (tokens.length === 1 && tokens[0]?.kind === "identifier" && tokens[0].value === name) continue;
    const [, owner, member] = /^([\w.]+)\.(\w+)$/.exec(name) ?? [];
    const advice =
      owner === undefined
        ? "write one name without signs around it"
        : `for a name behind a dot write kind: member, of: ${owner}, name: ${member ?? ""}`;
    add({ rule, language, ...placed }, ["match", "name", position], `this is not one name in ${language}; ${advice}`);
  }
}

/** A described language whose patterns may take more than linear time. */
async function languageFaults(source: LoadedRulePack): Promise<RulePackFault[]> {
  const faults: RulePackFault[] = [];
  for (const [position, language] of (source.pack.languages ?? []).entries()) {
    for (const [key, pattern] of languagePatterns(language)) {
      const reason = await languagePatternFault(pattern);
      if (reason === undefined) continue;
      const place = source.locatePack("languages", position, key);
      faults.push({ file: source.file, ...place, message: `${language.id}: ${key}: ${reason}.` });
    }
  }
  return faults;
}

/** A language's pattern is tried at each place by itself, so only what one try can take counts. */
async function languagePatternFault(pattern: string): Promise<string | undefined> {
  for (const alternative of splitAlternatives(pattern)) {
    const reason = await checkPattern(`^(?:${alternative})`, "");
    if (reason !== undefined) return reason;
  }
  return undefined;
}

async function patternFaults(placed: PlacedRule, add: Add): Promise<void> {
  const { match } = placed.rule;
  if (match.kind !== "pattern") return;
  if (!isRegExp(match.pattern, match.flags)) {
    add(
      placed,
      ["match", "pattern"],
      "the pattern is no regular expression; close its brackets, and put a backslash before signs that mean themselves",
    );
    return;
  }
  const reason = await checkPattern(match.pattern, match.flags);
  if (reason !== undefined) add(placed, ["match", "pattern"], reason);
  if (new RegExp(match.pattern, match.flags).test(""))
    add(placed, ["match", "pattern"], "the pattern takes an empty text as well; let it take one letter at least");
}

function exampleFaults(placed: PlacedRule, options: ProveRulesOptions, add: Add): void {
  const { rule } = placed;
  const changing = rule.examples.some((example) =>
    rule.fix === undefined ? "report" in example : "before" in example,
  );
  if (!changing) {
    add(
      placed,
      ["examples"],
      rule.fix === undefined ? "no example shows what is reported" : "no example shows a change",
    );
  }
  if (!rule.examples.some((example) => "keep" in example)) add(placed, ["examples"], "no example shows what is kept");
  if (placed.rule.match.kind === "pattern" && !isRegExp(placed.rule.match.pattern, placed.rule.match.flags)) return;
  for (const { outcome, example, detail } of checkExamples(rule, placed.language, options)) {
    if (outcome === "noisy" || outcome === "missing") {
      add(
        placed,
        ["examples", example],
        `example ${example + 1} is ${outcome}${detail === undefined ? "" : `: ${detail}`}`,
      );
    }
  }
}

/** Runs all rules together over what all rules write; nothing may change any more. */
function secondPassFaults(
  packs: readonly LoadedRulePack[],
  rules: readonly PlacedRule[],
  options: ProveRulesOptions,
  add: Add,
): void {
  const table = compileRules(
    packs.map(({ pack }) => pack),
    options,
  );
  for (const placed of rules) {
    const fence = fenceOf(placed.language, options.languages);
    for (const [position, example] of placed.rule.examples.entries()) {
      const input = "before" in example ? example.before : "keep" in example ? example.keep : example.report;
      const settings = { fixDeprecated: true, role: placed.rule.scope.roles[0] ?? "assistant" };
      const first = sanitizeText(exampleMessage(input, example.as, fence), table, settings);
      const second = sanitizeText(first.text, table, settings);
      const moved = second.hits.find(({ after }) => after !== undefined);
      if (moved !== undefined) {
        add(
          placed,
          ["examples", position],
          `a second pass changes example ${position + 1} again, by ${moved.rule.rule.id}`,
        );
      }
    }
  }
}
