import type { JobRecord } from "@tunewright/schema";
import { PipelineError } from "@tunewright/schema/errors";
import { isVersionName } from "@tunewright/schema/version-name";
import { type CliContext, note } from "../context.ts";
import type { LoadedConfig } from "../input/load-config.ts";
import { providerSettings, setting, settingsOf } from "../training/provider-settings.ts";

/** What a server stands in front of. */
export interface ServedModel {
  /** Name that the service behind knows. */
  readonly model: string;
  /** Record of the version it is, where it is one. */
  readonly record: JobRecord | undefined;
}

/**
 * The model to serve: the one that was named, else the version in production, else the newest that has a model.
 *
 * Without any key nobody but the embedded provider can be asked, so then the newest version that it trained is taken, and said.
 *
 * @throws {PipelineError} `JOB_FAILED` for a version without a model; `INPUT_NOT_FOUND` where there is nothing to serve.
 */
export async function chooseServedModel(
  context: CliContext,
  config: LoadedConfig,
  wish: { readonly model: string | undefined; readonly baseUrl: string | undefined },
): Promise<ServedModel> {
  const { findProduction, listVersions, readJobRecord } = await import("@tunewright/job-launcher");
  if (wish.model !== undefined && !isVersionName(wish.model)) return { model: wish.model, record: undefined };
  if (wish.model !== undefined) return served(await readJobRecord(config.data, wish.model));

  const production = (await findProduction(config.data))?.current;
  const { versions } = await listVersions(config.data);
  const trained = versions.map(({ record }) => record).filter((record) => record.fine_tuned_model !== null);
  const current = trained.find(({ version }) => version === production?.version) ?? trained[0];
  if (current !== undefined && canBeAsked(context, config, { record: current, baseUrl: wish.baseUrl })) {
    return served(current);
  }
  const local = trained.find(({ provider }) => provider === "local");
  if (local !== undefined) {
    await note(
      context,
      `${current?.version ?? ""} is in production at ${current?.provider ?? ""}, for which no key is set: ` +
        `serving ${local.version} of the local baseline.`,
    );
    return served(local);
  }
  throw new PipelineError("INPUT_NOT_FOUND", "There is no model to serve that can be asked without a key.", {
    hint: 'Set the provider\'s key, name a service with --base-url, or train the local baseline with "tunewright run".',
  });
}

function canBeAsked(
  { env }: CliContext,
  { config }: LoadedConfig,
  { record, baseUrl }: { readonly record: JobRecord; readonly baseUrl: string | undefined },
): boolean {
  if (record.provider === "local" || baseUrl !== undefined || config.train.baseUrl !== undefined) return true;
  if (setting(env, "OPENAI_BASE_URL") !== undefined) return true;
  return setting(env, (settingsOf(record.provider) ?? providerSettings.openai).key) !== undefined;
}

function served(record: JobRecord): ServedModel {
  if (record.fine_tuned_model !== null) return { model: record.fine_tuned_model, record };
  throw new PipelineError("JOB_FAILED", `Cannot serve ${record.version}: its job has no model.`, {
    details: { version: record.version, status: record.status },
    hint: `Look with "tunewright status --version ${record.version}".`,
  });
}
