import type { Rule, RuleExample } from "@tunewright/schema";
import type { LanguageAdapter } from "../languages/language-adapter.ts";
import { compileRules, type RuleTable } from "./rule-table.ts";
import { sanitizeText } from "../texts/sanitize-text.ts";
import type { SymbolIndex } from "./symbol-index.ts";

/**
 * How an example came out.
 *
 * `fixed`: what should change changed as written, or what should be reported was. `kept`: what should stay stayed.
 * `noisy`: the rule spoke up where it should not. `missing`: it did not, or not as written.
 */
export type ExampleOutcome = "fixed" | "kept" | "noisy" | "missing";

/** One example with its outcome. */
export interface ExampleResult {
  readonly rule: string;
  /** Position of the example in its rule, from 0. */
  readonly example: number;
  readonly outcome: ExampleOutcome;
  /** What was expected and what came, where they differ. */
  readonly detail?: string;
}

/** Options for {@link checkExamples}. */
export interface CheckExamplesOptions {
  readonly languages: readonly LanguageAdapter[];
  readonly index?: SymbolIndex | undefined;
}

/** Runs the examples of one rule, which are its tests, with that rule alone. */
export function checkExamples(rule: Rule, language: string, options: CheckExamplesOptions): ExampleResult[] {
  const table = compileRules([{ version: 1, pack: rule.id, language, rules: [rule] }], options);
  return rule.examples.map((example, index) => ({
    rule: rule.id,
    example: index,
    ...runExample(example, table, fenceOf(rule.language ?? language, options.languages), rule),
  }));
}

/** The message that an example stands for: bare code is put into a fence. */
export function exampleMessage(text: string, as: RuleExample["as"], fence: string): string {
  return as === "message" ? text : `\`\`\`${fence}\n${text}${text.endsWith("\n") ? "" : "\n"}\`\`\`\n`;
}

/** The info string for code of a language. */
export function fenceOf(language: string, adapters: readonly LanguageAdapter[]): string {
  return adapters.find(({ id }) => id === language)?.fences[0] ?? language;
}

function runExample(
  example: RuleExample,
  table: RuleTable,
  fence: string,
  rule: Rule,
): { outcome: ExampleOutcome; detail?: string } {
  const settings = { fixDeprecated: true, role: rule.scope.roles[0] ?? "assistant" };
  const run = (text: string) => sanitizeText(exampleMessage(text, example.as, fence), table, settings);
  if ("before" in example) {
    const { text } = run(example.before);
    if (text === exampleMessage(example.after, example.as, fence)) return { outcome: "fixed" };
    const unchanged = text === exampleMessage(example.before, example.as, fence);
    return { outcome: "missing", detail: unchanged ? "the text did not change" : "the text became something else" };
  }
  if ("keep" in example) {
    const { hits } = run(example.keep);
    const loud = hits.find(({ code }) => code !== "doubtful");
    if (loud === undefined) return { outcome: "kept" };
    return { outcome: "noisy", detail: `${loud.name} was ${loud.after === undefined ? "reported" : "changed"}` };
  }
  const { text, hits } = run(example.report);
  if (text !== exampleMessage(example.report, example.as, fence))
    return { outcome: "noisy", detail: "the text was changed" };
  return hits.length > 0 ? { outcome: "fixed" } : { outcome: "missing", detail: "nothing was reported" };
}
