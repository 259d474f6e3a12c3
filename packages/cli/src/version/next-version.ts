import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { versionNameSchema } from "@tunewright/schema";
import type { CliContext } from "../context.ts";
import { loadConfig } from "../input/load-config.ts";
import { StepStore } from "../pipeline/step-store.ts";

/** The number of a version: 8 of `v8`. */
export function versionNumber(version: string): number {
  return Number(version.slice(1));
}

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
  const prepared = folders.filter((name) => versionNameSchema.safeParse(name).success);
  const recorded = (await listVersions(data)).versions.map(({ record }) => record.version);
  const newest = [...prepared, ...recorded].toSorted((a, b) => versionNumber(b) - versionNumber(a))[0];
  if (newest === undefined) return "v1";
  const isFinished =
    !prepared.includes(newest) ||
    (await new StepStore(join(data, "versions", newest)).wasDoneWith("evaluate", {})) !== undefined;
  return isFinished ? `v${versionNumber(newest) + 1}` : newest;
}
