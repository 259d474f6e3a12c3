import type { LoadedRulePack } from "@tunewright/sanitizer";
import type { Rule } from "@tunewright/schema";
import { PipelineError } from "@tunewright/schema/errors";
import { formatCount } from "@tunewright/schema/format-count";
import type { Command } from "commander";
import { type CliContext, note, writeJson } from "../context.ts";
import { write } from "../output/write-output.ts";
import { loadRules, type RulesOptions } from "../input/load-rules.ts";

interface Options extends RulesOptions {
  readonly json?: true;
}

/** `tunewright rules`: tests, proves, lists and explains rule packs. */
export function registerRules(program: Command, context: CliContext): void {
  const rules = program
    .command("rules")
    .summary("test, prove, list and explain rule packs")
    .description("Tests, proves, lists and explains rule packs.")
    .addHelpText(
      "after",
      "\nExamples:\n  tunewright rules check --rules data/rules\n  tunewright rules explain event-lunge-pounce",
    );
  const add = (name: string, summary: string, description = ""): Command =>
    rules
      .command(name)
      .summary(summary)
      .description(description)
      .option("--rules <packs...>", "files or folders of rule packs (default: those of the config)")
      .option("--api <file>", "API index that proves the rules (default: that of the config)")
      .option("--config <file>", "config file")
      .option("--json", "print one JSON object")
      .addHelpText(
        "after",
        `\nExample:\n  tunewright rules ${name}${name === "explain" ? " event-lunge-pounce" : ""} --rules data/rules`,
      );
  add(
    "test",
    "run the examples inside the rules",
    "Runs the examples inside the rules: fixed, kept, noisy or missing. Exit code 1 if any is noisy or missing.",
  ).action((options: Options) => test(context, options));
  add(
    "check",
    "prove that the rules are sound together",
    "Proves that the rules are sound together. Exit code 2 with the place of every fault.",
  ).action((options: Options) => check(context, options));
  add("list", "list every rule").action((options: Options) => list(context, options));
  add("explain", "explain one rule")
    .argument("<id>", "id of the rule")
    .action((id: string, options: Options) => explain(context, id, options));
}

async function test(context: CliContext, options: Options): Promise<void> {
  const { checkExamples, createSourcePawnAdapter, languagesOfPacks } = await import("@tunewright/sanitizer");
  const { packs, index } = await loadRules(context, options);
  const languages = languagesOfPacks(
    packs.map(({ pack }) => pack),
    [createSourcePawnAdapter()],
  );
  const results = packs.flatMap(({ pack }) =>
    pack.rules.flatMap((rule) => checkExamples(rule, pack.language, { languages, index })),
  );
  const summary = { fixed: 0, kept: 0, noisy: 0, missing: 0 };
  for (const { outcome } of results) summary[outcome] += 1;
  if (summary.noisy + summary.missing > 0) context.fallShort();
  if (options.json === true) return writeJson(context, { version: 1, summary, results });
  for (const { rule, example, outcome, detail } of results) {
    const why = detail === undefined ? "" : `: ${detail}`;
    await write(context.stdout, `${outcome.padEnd(8)}${rule} example ${example + 1}${why}\n`);
  }
  const { fixed, kept, noisy, missing } = summary;
  await note(context, `${fixed} fixed, ${kept} kept, ${noisy} noisy, ${missing} missing.`);
}

async function check(context: CliContext, options: Options): Promise<void> {
  const { createSourcePawnAdapter, proveRules } = await import("@tunewright/sanitizer");
  const { packs, index } = await loadRules(context, options);
  await proveRules(packs, { languages: [createSourcePawnAdapter()], index });
  const count = packs.reduce((sum, { pack }) => sum + pack.rules.length, 0);
  const result = { version: 1, packs: packs.map(({ file }) => file), rules: count, namesChecked: index !== undefined };
  if (options.json === true) return writeJson(context, result);
  const sound = `${formatCount(count, "rule")} in ${formatCount(packs.length, "pack")}`;
  await write(context.stdout, `${sound} ${count === 1 ? "is" : "are"} sound.\n`);
}

async function list(context: CliContext, options: Options): Promise<void> {
  const { packs } = await loadRules(context, options);
  const rules = packs.flatMap(({ file, pack }) =>
    pack.rules.map(({ id, category, severity, message, fix }) => ({
      id,
      category,
      severity,
      message,
      fixes: fix !== undefined,
      file,
    })),
  );
  if (options.json === true) return writeJson(context, { version: 1, rules });
  const width = Math.max(...rules.map(({ id }) => id.length));
  for (const { id, severity, fixes, message } of rules) {
    const what = fixes ? "fixes" : "reports";
    await write(context.stdout, `${id.padEnd(width)}  ${severity.padEnd(8)}  ${what.padEnd(7)}  ${message}\n`);
  }
}

async function explain(context: CliContext, id: string, options: Options): Promise<void> {
  const { packs } = await loadRules(context, options);
  const found = packs
    .flatMap((source) => source.pack.rules.map((rule, position) => ({ rule, position, source })))
    .find(({ rule }) => rule.id === id);
  if (found === undefined) {
    throw new PipelineError("USAGE", `There is no rule ${id} in these packs.`, {
      hint: 'List them with "tunewright rules list".',
    });
  }
  const { rule, position, source } = found;
  const place = `${source.file}:${source.locate(position).line}`;
  if (options.json === true) return writeJson(context, { version: 1, place, rule });
  await write(context.stdout, describe(rule, source, place));
}

function describe(rule: Rule, { pack }: LoadedRulePack, place: string): string {
  const { scope, match, fix } = rule;
  const lines = [
    `${rule.id} (${rule.severity}, ${rule.category}), ${place}`,
    rule.message,
    ...(rule.note === undefined ? [] : [rule.note]),
    "",
    `language  ${rule.language ?? pack.language}`,
    `matches   ${match.kind}${"name" in match ? ` ${match.name.join(", ")}` : ""}`,
    `writes    ${fix === undefined ? "nothing; it only reports" : fix.name}`,
    `looks at  ${scope.parts.join(", ")} of ${scope.roles.join(", ")}`,
    ...(scope.because === undefined ? [] : [`because   ${scope.because}`]),
    ...(rule.deprecated ? ["applies   only with --fix-deprecated"] : []),
    ...(rule.url === undefined ? [] : [`see       ${rule.url}`]),
  ];
  for (const example of rule.examples) {
    if ("before" in example) lines.push("", "before:", indent(example.before), "after:", indent(example.after));
    else if ("keep" in example) lines.push("", "stays:", indent(example.keep));
    else lines.push("", "is reported:", indent(example.report));
  }
  return `${lines.join("\n")}\n`;
}

function indent(text: string): string {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => (line === "" ? "" : `    ${line}`))
    .join("\n");
}
