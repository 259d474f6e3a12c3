import { basename, dirname } from "node:path";
import type { DatasetDiff } from "@tunewright/schema";
import { formatCount } from "@tunewright/schema/format-count";
import type { Command } from "commander";
import { type CliContext, note, writeJson } from "../context.ts";
import { parseBytes } from "../program/parse-number.ts";
import { write } from "../output/write-output.ts";
import { loadRecordRules } from "../version/load-record-rules.ts";
import { manifestPath } from "../version/manifest-path.ts";

interface DiffOptions {
  readonly config?: string;
  readonly memoryLimit?: number;
  readonly json?: true;
}

/** Records of one kind that are printed; `--json` has them all. */
const PRINTED = 10;

/** `tunewright diff vA vB`: what changed between two dataset versions. */
export function registerDiff(program: Command, context: CliContext): void {
  program
    .command("diff")
    .summary("what changed between two dataset versions, by record and by rule")
    .description(
      "Compares two versions: records added, removed and changed, each change laid to its rule; API symbols gained and lost; " +
        "records that changed sides, of which there should be none.",
    )
    .argument("<from>", "version, as v7, or a manifest's path")
    .argument("<to>", "version, as v8, or a manifest's path")
    .option("--config <file>", "config file")
    .option(
      "--memory-limit <size>",
      "hold so much of keys and shingles; the rest goes to disk (default: 512MiB)",
      parseBytes,
    )
    .option("--json", "print one JSON object")
    .addHelpText("after", "\nExample:\n  tunewright diff v7 v8")
    .action(async (from: string, to: string, options: DiffOptions) => {
      const { diffManifestFiles } = await import("@tunewright/splitter");
      const paths = [
        await manifestPath(context, from, options.config),
        await manifestPath(context, to, options.config),
      ] as const;
      const diff = await diffManifestFiles(...paths, {
        from: nameOf(from),
        to: nameOf(to),
        rulesBefore: await loadRecordRules(dirname(paths[0])),
        rulesAfter: await loadRecordRules(dirname(paths[1])),
        ...(options.memoryLimit === undefined ? {} : { memoryBytes: options.memoryLimit }),
      });
      if (options.json === true) await writeJson(context, diff);
      else await print(context, diff);
    });
}

/** A manifest goes by its folder, which is the version's name. */
function nameOf(given: string): string {
  const folder = basename(dirname(given));
  return given.endsWith(".json") && folder !== "." && folder !== "" ? folder : given;
}

async function print(context: CliContext, diff: DatasetDiff): Promise<void> {
  const { added, removed, changed, moved, rules, symbols, unattributed } = diff;
  const lines = [
    ...listed("+", added, ({ file, line, side }) => `${file}:${line} (${side})`),
    ...listed("-", removed, ({ file, line, side }) => `${file}:${line} (${side})`),
    ...listed(
      "~",
      changed,
      ({ after, rules: by }) => `${after.file}:${after.line}${by.length === 0 ? "" : ` by ${by.join(", ")}`}`,
    ),
    ...listed("moved", moved, ({ file, line, from, to }) => `${file}:${line} from ${from} to ${to}`),
    ...rules.map(({ rule, records }) => `rule ${rule}: ${formatCount(records, "record")}`),
    ...(unattributed === 0 ? [] : [`no rule: ${formatCount(unattributed, "record")}, whose source changed`]),
    ...(symbols.gained.length === 0 ? [] : [`symbols gained: ${symbols.gained.join(", ")}`]),
    ...(symbols.lost.length === 0 ? [] : [`symbols lost: ${symbols.lost.join(", ")}`]),
  ];
  if (lines.length > 0) await write(context.stdout, `${lines.join("\n")}\n`);
  await note(
    context,
    `${diff.from} to ${diff.to}: ${added.length} added, ${removed.length} removed, ${changed.length} changed, ` +
      `${diff.unchanged} unchanged, ${moved.length} on another side.`,
  );
}

function listed<T>(mark: string, items: readonly T[], describe: (item: T) => string): string[] {
  const lines = items.slice(0, PRINTED).map((item) => `${mark} ${describe(item)}`);
  return items.length > PRINTED ? [...lines, `${mark} and ${items.length - PRINTED} more`] : lines;
}
