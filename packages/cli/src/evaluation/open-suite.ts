import { join, resolve } from "node:path";
import { type ApiNames, type LoadedSuite, loadSuite } from "@tunewright/evals";
import { createCodeInspector, type SymbolIndex } from "@tunewright/sanitizer";
import type { CodeInspector, SuiteNameKind } from "@tunewright/schema";
import type { CliContext } from "../context.ts";
import { type LoadedConfig, loadConfig } from "../input/load-config.ts";
import { isSuite } from "../input/read-against.ts";
import { loadSymbolIndex } from "../input/load-symbol-index.ts";
import { type LoadedRules, loadRules, type RulesOptions } from "../input/load-rules.ts";

/** What a command says about the suite and how to judge. */
export interface SuiteOptions extends RulesOptions {
  /** Name of a suite of the config's folder, or path of a YAML file; left out, that of the config. */
  readonly suite?: string;
}

/** A suite with everything that judging its answers needs. */
export interface OpenedSuite {
  readonly suite: LoadedSuite;
  readonly inspector: CodeInspector;
  readonly rules: LoadedRules;
  readonly config: LoadedConfig;
}

/**
 * Loads a suite alone, its names checked against the API index where there is one.
 *
 * @throws {PipelineError} `INPUT_NOT_FOUND`, `SUITE_INVALID` or `CONFIG_INVALID`.
 */
export async function openSuite(
  context: CliContext,
  options: SuiteOptions,
): Promise<Pick<OpenedSuite, "suite" | "config">> {
  const config = await loadConfig(context, options.config);
  const file = suitePath(context, options, config);
  const { api } = config.config;
  if (api === undefined) return { suite: await loadSuite(file), config };
  const { index } = await loadSymbolIndex(config.resolve(api));
  return { suite: await loadSuite(file, { api: apiNames(index) }), config };
}

/**
 * Loads a suite, the rules and the API index, and checks the suite's names against the index.
 *
 * @throws {PipelineError} As the loaders throw.
 */
export async function openJudge(context: CliContext, options: SuiteOptions): Promise<OpenedSuite> {
  const config = await loadConfig(context, options.config);
  const rules = await loadRules(context, options);
  const file = suitePath(context, options, config);
  const suite = await loadSuite(file, rules.index === undefined ? {} : { api: apiNames(rules.index) });
  const packs = rules.packs.map(({ pack }) => pack);
  return { suite, inspector: createCodeInspector(packs, rules.index), rules, config };
}

/** The file of a suite: one that is named is of the config's folder, and a path is relative to where it stands. */
export function suitePath({ cwd }: CliContext, { suite }: SuiteOptions, config: LoadedConfig): string {
  const name = suite ?? config.config.eval.suite;
  if (isSuite(name)) return suite === undefined ? config.resolve(name) : resolve(cwd, name);
  return join(config.resolve(config.config.eval.suites), `${name}.yaml`);
}

const kindsOf: Readonly<Record<SuiteNameKind, readonly Parameters<SymbolIndex["has"]>[0][]>> = {
  function: ["function"],
  forward: ["forward"],
  method: ["member"],
  property: ["member"],
  event: ["event"],
  netprop: ["netprop"],
  constant: ["constant"],
};

/** The API index as a suite asks it. */
function apiNames(index: SymbolIndex): ApiNames {
  const everyKind = Object.values(kindsOf).flat();
  return {
    has: (name, kind) => (kind === undefined ? everyKind : kindsOf[kind]).some((asked) => index.has(asked, name)),
  };
}
