/** What other people's test suites take from this package. */
import { type CheckExamplesOptions, checkExamples } from "./rules/check-examples.ts";
import type { LanguageAdapter } from "./languages/language-adapter.ts";
import type { LoadedRulePack } from "./rules/load-rule-pack.ts";
import { languagesOfPacks } from "./rules/pack-languages.ts";
import { findRuleFaults } from "./rules/prove-rules.ts";
import { createSourcePawnAdapter } from "./languages/sourcepawn-adapter.ts";
import type { SymbolIndex } from "./rules/symbol-index.ts";

/** The two functions of a test framework that {@link describeRulePack} needs; jest's and vitest's fit. */
export interface TestFramework {
  /** Groups tests under a name. */
  describe(name: string, body: () => void): void;
  /** Makes one test. */
  it(name: string, body: () => void | Promise<void>): void;
}

/** Options for {@link describeRulePack}. */
export interface DescribeRulePackOptions {
  /** Knows which names are real; without it the names of the rules are not checked. */
  readonly index?: SymbolIndex;
  /**
   * Languages that rules may name.
   *
   * @default SourcePawn
   */
  readonly languages?: readonly LanguageAdapter[];
}

/**
 * Makes a test of every example in a rule pack, and one that proves the pack as a whole.
 *
 * @example In a jest suite of your own
 * ```ts
 * import { describe, it } from "@jest/globals";
 * import { loadRulePack } from "@tunewright/sanitizer";
 * import { describeRulePack } from "@tunewright/sanitizer/testing";
 *
 * describeRulePack(await loadRulePack("rules.yaml"), { describe, it });
 * ```
 */
export function describeRulePack(
  loaded: LoadedRulePack,
  framework: TestFramework,
  options: DescribeRulePackOptions = {},
): void {
  const settings: CheckExamplesOptions = {
    languages: languagesOfPacks([loaded.pack], options.languages ?? [createSourcePawnAdapter()]),
    index: options.index,
  };
  framework.describe(`rule pack ${loaded.pack.pack}`, () => {
    framework.it("is sound", async () => {
      const faults = await findRuleFaults([loaded], settings);
      if (faults.length > 0) {
        throw new Error(
          faults.map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`).join("\n"),
        );
      }
    });
    for (const [position, rule] of loaded.pack.rules.entries()) {
      for (const [example, written] of rule.examples.entries()) {
        const what = "before" in written ? "fixes" : "keep" in written ? "keeps" : "reports";
        framework.it(`${rule.id} ${what} example ${example + 1}`, () => {
          const result = checkExamples(rule, loaded.pack.language, settings)[example];
          if (result?.outcome === "fixed" || result?.outcome === "kept") return;
          const { line, column } = loaded.locate(position, "examples", example);
          throw new Error(`${loaded.file}:${line}:${column}: ${result?.outcome}: ${result?.detail ?? ""}`);
        });
      }
    }
  });
}
