import { hashFile, systemErrorCode } from "@tunewright/jsonl";
import type { ProviderName } from "@tunewright/schema";
import { compareVersions } from "@tunewright/schema/version-name";
import type { Project } from "./project.ts";
import { StepStore } from "./step-store.ts";
import { VersionFolder, versionFiles } from "../version/version-folder.ts";

/** What decides, beside the data, which model comes out; the limit on the price does not. */
type TrainingSettings = Readonly<Record<string, unknown>>;

/** The settings of a training, as the config has them, and where it is done. */
export function trainingSettings({ config }: Project, provider: ProviderName): TrainingSettings {
  const { maxCost: _maxCost, ...settings } = config.config.train;
  return { ...settings, provider };
}

/** Remembers by which settings a version was trained, so that a later one can tell whether they have changed. */
export async function keepTrainingSettings({ folder }: Project, settings: TrainingSettings): Promise<void> {
  const step = { name: "training settings", key: settings };
  await new StepStore(folder.path).run({ ...step, run: async () => ({ outputs: [], summary: "" }) });
}

/**
 * The newest trained version, if a training of this one could only make the same model again: the bytes of both sides are the
 * same, and so are the settings.
 *
 * @returns Its name; `undefined` when something has changed, or nothing was trained yet.
 */
export async function sameAsTrained(project: Project, settings: TrainingSettings): Promise<string | undefined> {
  const { config, folder } = project;
  const { listVersions } = await import("@tunewright/job-launcher");
  const { versions } = await listVersions(config.data);
  const newest = versions
    .map(({ record }) => record)
    .filter(({ version, fine_tuned_model }) => version !== folder.version && fine_tuned_model !== null)
    .toSorted((one, other) => compareVersions(one.version, other.version))
    .at(-1);
  if (newest === undefined) return undefined;
  const { train_sha256, validation_sha256 } = newest.dataset;
  if (train_sha256 === null || train_sha256 !== (await hashOf(folder.file(versionFiles.train)))) return undefined;
  if (validation_sha256 !== (await hashOf(folder.file(versionFiles.validationSide)))) return undefined;
  const before = new StepStore(new VersionFolder(config, newest.version).path);
  return (await before.wasDoneWith("training settings", settings)) === true ? newest.version : undefined;
}

async function hashOf(path: string): Promise<string | null> {
  try {
    return await hashFile(path);
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") return null;
    throw error;
  }
}
