import { type ProviderName, providerNameSchema } from "@tunewright/schema";
import { type Command, Option } from "commander";
import { type CliContext, note, writeJson } from "../context.ts";
import { write } from "../output/write-output.ts";
import { loadConfig } from "../input/load-config.ts";
import { chooseProvider } from "../training/choose-provider.ts";
import { parseAmount, parsePositive } from "../program/parse-number.ts";
import { openProvider } from "../training/open-provider.ts";
import { preflightFromHere, printPreflight } from "../training/print-preflight.ts";
import type { TrainedVersion } from "../training/train-version.ts";
import { printRecord } from "../training/print-record.ts";

interface LaunchOptions {
  readonly version: string;
  readonly config?: string;
  readonly provider?: ProviderName;
  readonly baseUrl?: string;
  readonly train?: string;
  readonly validation?: string;
  readonly yes?: true;
  readonly maxCost?: number;
  readonly pollInterval?: number;
  readonly dryRun?: true;
  readonly detach?: true;
  readonly again?: true;
  readonly json?: true;
}

/** `tunewright launch`: trains a version, once. */
export function registerLaunch(program: Command, context: CliContext): void {
  program
    .command("launch")
    .summary("train a version, exactly once")
    .description(
      "Checks the data for the provider, shows the price, asks, uploads, creates the job, records it and watches it.\n" +
        "However often it is run and wherever it was interrupted, one version makes one job.",
    )
    .requiredOption("--version <vN>", "version to train")
    .option("--config <file>", "config file")
    .addOption(
      new Option("--provider <name>", "where to train (default: local, unless a key is set)").choices(
        providerNameSchema.options,
      ),
    )
    .option("--base-url <url>", "any server that speaks OpenAI's API")
    .option("--train <file>", "training file (default: the version's own)")
    .option("--validation <file>", "validation file (default: the version's own)")
    .option("--yes", "agree to the price; needed where there is no terminal")
    .option("--max-cost <usd>", "refuse a launch whose estimate is above this", parseAmount)
    .option("--poll-interval <seconds>", "seconds between looks at the job", parsePositive)
    .option("--dry-run", "only check: exit code 1 if the launch would be refused")
    .option("--detach", "do not watch")
    .option("--again", "train although nothing has changed since a job that succeeded")
    .option("--json", "print one JSON object")
    .addHelpText(
      "after",
      "\nExamples:\n" +
        "  tunewright launch --version v8                    # a rehearsal, without a key\n" +
        "  tunewright launch --version v8 --dry-run          # what it would cost\n" +
        "  tunewright launch --version v8 --provider openai --max-cost 5 --yes\n" +
        "  tunewright launch --version v8 --provider export  # a folder for your trainer",
    )
    .action((options: LaunchOptions) => launch(context, options));
}

async function launch(context: CliContext, options: LaunchOptions): Promise<void> {
  const config = await loadConfig(context, options.config);
  const { train } = config.config;
  const choice = chooseProvider(
    { provider: options.provider, baseUrl: options.baseUrl, configured: train },
    context.env,
  );
  if (choice.reason !== "") await note(context, `Provider: ${choice.name} (${choice.reason}).`);
  const { describeDataset, runPreflight, systemClock } = await import("@tunewright/job-launcher");
  const { planOfConfig } = await import("../training/plan-of-config.ts");
  const { trainingTools } = await import("../training/training-tools.ts");
  const plan = await planOfConfig(context, config, options);
  await using open = await openProvider(context, { choice, data: config.data, keyless: options.dryRun === true });
  const { provider } = open;

  if (options.dryRun === true) {
    const { signal } = context;
    const tools = await trainingTools(context, config);
    const files = {
      train: await describeDataset(plan.trainFile, signal),
      validation: plan.validationFile === undefined ? undefined : await describeDataset(plan.validationFile, signal),
    };
    const maxCost = options.maxCost ?? train.maxCost;
    const report = await runPreflight({ provider, plan, ...files, tools, clock: systemClock, maxCost, signal });
    if (report.findings.some(({ severity }) => severity === "error")) context.fallShort();
    await (options.json === true
      ? writeJson(context, preflightFromHere(report, context.cwd))
      : write(context.stdout, printPreflight(report, context.cwd)));
    return;
  }

  const { trainVersion } = await import("../training/train-version.ts");
  const print = async ({ outcome, record, preflight }: TrainedVersion): Promise<void> => {
    const shown = preflight === undefined ? null : preflightFromHere(preflight, context.cwd);
    await writeJson(context, { version: 1, outcome, record, preflight: shown });
  };
  const trained = await trainVersion(context, {
    config,
    plan,
    open,
    yes: options.yes,
    maxCost: options.maxCost,
    again: options.again,
    detach: options.detach,
    pollInterval: options.pollInterval,
    quiet: options.json,
    ...(options.json === true ? { onFailure: print } : {}),
  });
  if (trained.outcome === "up-to-date") {
    await note(
      context,
      `Nothing has changed since ${trained.record.version} was trained; nothing was done. Train again with --again.`,
    );
  }
  if (options.json === true) await print(trained);
  else await printRecord(context, trained.record);
}
