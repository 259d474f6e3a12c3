import type { WaitForChange } from "@tunewright/job-launcher";
import type { JobRecord } from "@tunewright/schema";
import type { Command } from "commander";
import { type CliContext, note, writeJson } from "../context.ts";
import { needSetting } from "../training/provider-settings.ts";
import { printRecord } from "../training/print-record.ts";
import { parsePort, parsePositive } from "../program/parse-number.ts";
import { type JobOptions, jobCommand, openJob } from "../training/job-command.ts";

interface WatchOptions extends JobOptions {
  readonly pollInterval?: number;
  readonly timeout?: number;
  readonly webhookPort?: number;
  readonly webhookHost: string;
}

/** `tunewright watch`: follows a job to its end. */
export function registerWatch(program: Command, context: CliContext): void {
  jobCommand(program, "watch")
    .summary("follow the job of a version to its end")
    .description(
      "Shows step, loss, time left and cost while the job runs. Ctrl-C stops the watching and leaves the job alone.",
    )
    .option("--poll-interval <seconds>", "seconds between looks at the job", parsePositive)
    .option("--timeout <seconds>", "stop watching after this long", parsePositive)
    .option(
      "--webhook-port <port>",
      "listen for the provider's webhooks instead of asking; needs OPENAI_WEBHOOK_SECRET",
      parsePort,
    )
    .option("--webhook-host <host>", "address to listen on", "127.0.0.1")
    .addHelpText("after", "\nExample:\n  tunewright watch --version v8")
    .action(async (options: WatchOptions) => {
      await using job = await openJob(context, options);
      const { followJob } = await import("../training/follow-job.ts");
      await using receiver = await listen(context, options);
      const embedded = job.open.embeddedUrl !== undefined;
      const print = (record: JobRecord): Promise<void> => writeJson(context, { version: 1, record });
      const record = await followJob(context, {
        provider: job.open.provider,
        data: job.config.data,
        version: options.version,
        intervalSeconds:
          options.pollInterval ??
          (receiver === undefined ? (embedded ? 0.2 : job.config.config.train.pollIntervalSeconds) : 900),
        timeoutSeconds: options.timeout,
        waitForChange: receiver?.waitForChange,
        outlives: job.open.outlives,
        quiet: options.json,
        ...(options.json === true ? { onFailure: print } : {}),
      });
      if (options.json === true) await print(record);
      else await printRecord(context, record);
    });
}

async function listen(
  context: CliContext,
  options: WatchOptions,
): Promise<(AsyncDisposable & { readonly waitForChange: WaitForChange }) | undefined> {
  if (options.webhookPort === undefined) return undefined;
  const { startWebhookReceiver } = await import("@tunewright/job-launcher");
  const secret = needSetting(
    context.env,
    "OPENAI_WEBHOOK_SECRET",
    "webhooks",
    "Set it to the secret that the provider showed when the endpoint was made, or watch without --webhook-port.",
  );
  const receiver = await startWebhookReceiver({ secret, port: options.webhookPort, host: options.webhookHost });
  await note(context, `Listening for webhooks on ${receiver.url}; looking at the job every 15 minutes as well.`);
  return receiver;
}
