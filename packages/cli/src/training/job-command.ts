import type { JobRecord, ProviderName } from "@tunewright/schema";
import type { Command } from "commander";
import type { CliContext } from "../context.ts";
import { type LoadedConfig, loadConfig } from "../input/load-config.ts";
import { chooseProvider } from "./choose-provider.ts";
import { recallService } from "./remember-service.ts";
import { type OpenProvider, openProvider } from "./open-provider.ts";

/** Flags that every command on a version's job takes. */
export interface JobOptions {
  readonly version: string;
  readonly config?: string;
  readonly baseUrl?: string;
  readonly json?: true;
}

/** Adds a command on the job of one version. */
export function jobCommand(program: Command, name: string): Command {
  return program
    .command(name)
    .requiredOption("--version <vN>", "version of the model")
    .option("--config <file>", "config file")
    .option("--base-url <url>", "service that runs the job, where it is not the provider's own")
    .option("--json", "print one JSON object");
}

/** The job of a version, and the provider that runs it. */
export interface OpenJob extends AsyncDisposable {
  readonly config: LoadedConfig;
  readonly record: JobRecord;
  readonly open: OpenProvider;
}

/**
 * Opens the provider that a version's record names.
 *
 * @throws {PipelineError} `JOB_NOT_FOUND` without a record; `USAGE` when a key is missing.
 */
export async function openJob(context: CliContext, options: JobOptions): Promise<OpenJob> {
  const config = await loadConfig(context, options.config);
  // Loaded when needed: every command's file is read at the start, and the launcher is the largest package.
  const { readJobRecord } = await import("@tunewright/job-launcher");
  const record = await readJobRecord(config.data, options.version);
  const { provider, baseUrl } = config.config.train;
  const remembered = await recallService(config.data, options.version, record.provider);
  const choice = chooseProvider(
    {
      provider: record.provider,
      baseUrl: options.baseUrl,
      configured: { baseUrl: remembered ?? (sameProvider(record, provider) ? baseUrl : undefined) },
    },
    context.env,
  );
  const open = await openProvider(context, { choice, data: config.data });
  return { config, record, open, [Symbol.asyncDispose]: () => open[Symbol.asyncDispose]() };
}

/** A base URL in the config belongs to the provider that the config names, and to no other. */
function sameProvider(record: JobRecord, configured: ProviderName | undefined): boolean {
  return configured === undefined ? record.provider === "openai" : configured === record.provider;
}
