import type { Rule, RuleExample } from "@tunewright/schema";
import type { LanguageAdapter } from "../languages/language-adapter.ts";
import { compileRules, type RuleTable } from "./rule-table.ts";
import type { DoubtReason, Hit } from "../texts/hit.ts";
import { requireLanguages } from "../require-arguments.ts";
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
  requireLanguages(options, "checkExamples");
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
    const { text, hits } = run(example.before);
    const expected = exampleMessage(example.after, example.as, fence);
    if (text === expected) return { outcome: "fixed" };
    const unchanged = text === exampleMessage(example.before, example.as, fence);
    return { outcome: "missing", detail: unchanged ? whyUnchanged(hits) : `it became ${firstOther(text, expected)}` };
  }
  if ("keep" in example) {
    const { hits } = run(example.keep);
    const loud = hits.find(({ code }) => code !== "doubtful");
    if (loud === undefined) return { outcome: "kept" };
    return { outcome: "noisy", detail: `${shown(loud.name)} was ${loud.after === undefined ? "reported" : "changed"}` };
  }
  const { text, hits } = run(example.report);
  if (text !== exampleMessage(example.report, example.as, fence))
    return { outcome: "noisy", detail: "the text was changed" };
  return hits.length > 0 ? { outcome: "fixed" } : { outcome: "missing", detail: "nothing was reported" };
}

/** What held the rule back, for whoever writes it. */
const doubts: Readonly<Record<DoubtReason, string>> = {
  "teaching-unclear": "the words around the name may show it as a mistake",
  "condition-unclear": "whether its conditions hold cannot be told from the code",
  "unknown-include": "the name could come from an include that is not known; say nowhere if it is in no library",
  "part-of-plugin": "the name could be defined in another file of the code",
  "has-arguments": "the call has arguments, so it cannot be dropped",
  "other-language": "the lines around it read as code of another language",
  "scope-unclear": "what the name belongs to cannot be told from the code",
};

function whyUnchanged(hits: readonly Hit[]): string {
  const reason = hits.find(({ code }) => code === "doubtful")?.reason;
  return reason === undefined ? "the text did not change" : `the text did not change, for ${doubts[reason]}`;
}

/** The first line that came out otherwise than it was written. */
function firstOther(text: string, expected: string): string {
  const lines = expected.split("\n");
  const other = text.split("\n").find((line, index) => line !== lines[index]);
  return JSON.stringify((other ?? "").slice(0, MOST_SHOWN));
}

/** Characters of an example that a message shows at most. */
const MOST_SHOWN = 80;

/** A pattern can take anything, a line end as well; a message is one line. */
function shown(name: string): string {
  return /^\S+$/.test(name) && name.length <= MOST_SHOWN ? name : JSON.stringify(name.slice(0, MOST_SHOWN));
}
