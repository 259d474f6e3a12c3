import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { compareVersions, isVersionName, versionNumber } from "@tunewright/schema/version-name";
import type { CliContext } from "../context.ts";
import { loadConfig } from "../input/load-config.ts";
import { StepStore } from "../pipeline/step-store.ts";

/**
 * The version that a scheduled run should make: the newest one while it is unfinished, so that a run that broke off goes on and
 * makes no second job; else the one after it.
 *
 * A version counts as finished when it was evaluated, or when there is only a record of it.
 */
export async function nextVersion(context: CliContext, configPath: string | undefined): Promise<string> {
  const { data } = await loadConfig(context, configPath);
  const { listVersions } = await import("@tunewright/job-launcher");
  const folders = await readdir(join(data, "versions")).catch(() => []);
  const prepared = folders.filter(isVersionName);
  const recorded = (await listVersions(data)).versions.map(({ record }) => record.version);
  const newest = [...prepared, ...recorded].toSorted(compareVersions).at(-1);
  if (newest === undefined) return "v1";
  const isFinished =
    !prepared.includes(newest) ||
    (await new StepStore(join(data, "versions", newest)).wasDoneWith("evaluate", {})) !== undefined;
  return isFinished ? `v${versionNumber(newest) + 1}` : newest;
}
