import type { Clock, LaunchPlan, LaunchResult } from "@tunewright/job-launcher";
import type { JobRecord, PreflightReport } from "@tunewright/schema";
import { PipelineError } from "@tunewright/schema/errors";
import { type CliContext, note } from "../context.ts";
import type { LoadedConfig } from "../input/load-config.ts";
import { toolVersion } from "../tool-version.ts";
import { ask } from "../terminal/ask.ts";
import type { OpenProvider } from "./open-provider.ts";
import { duration } from "../output/duration.ts";
import { findingLines, printPreflight } from "./print-preflight.ts";
import { rememberService } from "./remember-service.ts";
import { trainingTools } from "./training-tools.ts";

/** Seconds between looks at a job of the embedded service, which costs nothing to ask. */
const EMBEDDED_INTERVAL = 0.2;

/** Options for {@link trainVersion}. */
export interface TrainVersionOptions {
  readonly config: LoadedConfig;
  readonly plan: LaunchPlan;
  readonly open: OpenProvider;
  /** Folder of the record and its journal. @default the config's data folder */
  readonly data?: string;
  /** Agrees to the price. */
  readonly yes?: boolean | undefined;
  readonly maxCost?: number | undefined;
  readonly again?: boolean | undefined;
  /** Leave the job alone once it is made. */
  readonly detach?: boolean | undefined;
  readonly pollInterval?: number | undefined;
  readonly quiet?: boolean | undefined;
  /** @default the machine's */
  readonly clock?: Clock | undefined;
  /** Is handed what came of a job that did not succeed, before the error says so. */
  readonly onFailure?: ((trained: TrainedVersion) => Promise<void>) | undefined;
}

/** What came of it: how the job was got, and the record at its end. */
export interface TrainedVersion {
  readonly outcome: LaunchResult["outcome"];
  readonly record: JobRecord;
  readonly preflight: PreflightReport | undefined;
}

/**
 * Gets a version its job, exactly once, and follows it to its end.
 *
 * @throws {PipelineError} As `launchJob` and `followJob` do; `CONFIRMATION_NEEDED` where nobody can agree to the price.
 */
export async function trainVersion(context: CliContext, options: TrainVersionOptions): Promise<TrainedVersion> {
  const { config, plan, open, data = config.data, quiet = false } = options;
  const { provider } = open;
  const { train } = config.config;
  const { launchJob } = await import("@tunewright/job-launcher");
  const { outcome, record, preflight } = await launchJob({
    provider,
    data,
    plan,
    tools: await trainingTools(context, config),
    toolVersion,
    maxCost: options.maxCost ?? train.maxCost,
    again: options.again,
    clock: options.clock,
    signal: context.signal,
    confirm: (report) => agree(context, options, report),
    onPreflight: (report) => showErrors(context, report),
    onNotice: (notice) => {
      if (notice.type === "answer-lost")
        void note(context, "The answer was lost; looking for the job before asking again.");
      if (notice.type === "answer-awaited")
        void note(
          context,
          `The job may be made already: waiting up to ${duration(notice.longestMs)} for the answer. Where it stays out, the next launch finds the job.`,
        );
      if (notice.type === "file-pending")
        void note(context, `The provider is reading the ${notice.role} file; waiting for it.`);
      if (notice.type === "twin-found") {
        const twin = `Another machine made ${notice.jobId} for it first`;
        void note(context, `${twin}: taking that one, and cancelling ${notice.yieldedId}.`);
      }
      if (notice.type === "twin-not-cancelled") {
        void note(context, `Cannot cancel the second job ${notice.jobId} (${notice.reason}): cancel it by hand.`);
      }
      if (notice.type === "retry") {
        const reason = notice.reason.replace(/\.$/, "");
        void note(context, `Cannot ${notice.action} yet (${reason}); trying again in ${duration(notice.delayMs)}.`);
      }
    },
  });
  if (outcome === "up-to-date") return { outcome, record, preflight };
  await rememberService(data, record.version, { provider: provider.name, baseUrl: open.baseUrl });
  if (!quiet)
    await note(context, `${outcome === "created" ? "Created" : "Took up"} ${record.job_id} for ${record.version}.`);
  if (options.detach === true) {
    if (!open.outlives) {
      const hint = `go on with "tunewright watch --version ${record.version}"`;
      await note(context, `The local provider trains while a command runs: ${hint}.`);
    }
    return { outcome, record, preflight };
  }
  const { followJob } = await import("./follow-job.ts");
  const followed = await followJob(context, {
    provider,
    data,
    version: record.version,
    intervalSeconds:
      options.pollInterval ?? (open.embeddedUrl === undefined ? train.pollIntervalSeconds : EMBEDDED_INTERVAL),
    outlives: open.outlives,
    quiet,
    clock: options.clock,
    onFailure: (failed) => options.onFailure?.({ outcome, record: failed, preflight }) ?? Promise.resolve(),
  });
  return { outcome, record: followed, preflight };
}

/** Shows what stands in the way: a person who must correct a file wants every line, not the first. */
async function showErrors(context: CliContext, { findings }: PreflightReport): Promise<void> {
  if (!findings.some(({ severity }) => severity === "error")) return;
  for (const line of findingLines(findings, context.cwd)) await note(context, line);
}

async function agree(context: CliContext, options: TrainVersionOptions, report: PreflightReport): Promise<boolean> {
  await note(context, printPreflight(report, context.cwd).trimEnd());
  if (options.yes === true) return true;
  const { version } = options.plan;
  if (context.stdin.isTTY !== true) {
    throw new PipelineError(
      "CONFIRMATION_NEEDED",
      `Did not launch ${version}: there is no terminal to agree to the price on.`,
      {
        details: { version, estimated: report.cost.estimated },
        hint: "Pass --yes, and --max-cost to be safe.",
      },
    );
  }
  return await ask(context, "Launch it?");
}
