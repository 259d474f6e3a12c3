import { resolve } from "node:path";
import { hashFile, systemErrorCode } from "@tunewright/jsonl";
import type { LaunchPlan } from "@tunewright/job-launcher";
import { PipelineError } from "@tunewright/schema";
import type { CliContext } from "../context.ts";
import { isThere } from "../input/is-there.ts";
import type { LoadedConfig } from "../input/load-config.ts";
import { hashRules, readSanitizeReport } from "../version/rules-of-version.ts";
import { VersionFolder, versionFiles } from "../version/version-folder.ts";
import { relativePath } from "../relative-path.ts";

/** Options for {@link planOfConfig}. */
export interface PlanOptions {
  readonly version: string;
  /** Dataset files other than the version's own, relative to the current folder. */
  readonly train?: string | undefined;
  readonly validation?: string | undefined;
}

/**
 * What a version is to be trained on: its prepared files, with the settings of the config.
 *
 * @throws {PipelineError} `INPUT_NOT_FOUND` when the version was not prepared.
 */
export async function planOfConfig(
  context: CliContext,
  config: LoadedConfig,
  options: PlanOptions,
): Promise<LaunchPlan> {
  const { train } = config.config;
  const { version } = options;
  const folder = new VersionFolder(config, version);
  const trainFile = options.train === undefined ? folder.file(versionFiles.train) : resolve(context.cwd, options.train);
  if (!(await isThere(trainFile))) {
    throw new PipelineError(
      "INPUT_NOT_FOUND",
      `Cannot launch ${version}: there is no ${relativePath(context.cwd, trainFile)}.`,
      {
        details: { version },
        hint: `Make it with "tunewright prepare --version ${version}".`,
      },
    );
  }
  const own = options.train === undefined;
  const validationFile =
    options.validation === undefined
      ? own
        ? folder.file(versionFiles.validationSide)
        : undefined
      : resolve(context.cwd, options.validation);
  const sanitized = own ? await rulesOf(folder) : undefined;
  const manifest = folder.file(versionFiles.manifest);
  return {
    version,
    model: train.model,
    method: train.method,
    trainFile,
    validationFile: validationFile !== undefined && (await isThere(validationFile)) ? validationFile : undefined,
    suffix: suffixOf(train.suffix, version),
    seed: train.seed,
    hyperparameters: {
      epochs: train.epochs,
      batchSize: train.batchSize,
      learningRateMultiplier: train.learningRateMultiplier,
      beta: train.beta,
    },
    options: train.options,
    manifestSha256: own && (await isThere(manifest)) ? await hashFile(manifest) : undefined,
    rules: sanitized,
  };
}

/** The suffix with its version at the end, as in `l4d2-sourcemod-v7`. */
export function suffixOf(suffix: string | undefined, version: string): string | undefined {
  return suffix === undefined || suffix.endsWith(version) ? suffix : `${suffix}-${version}`;
}

/** What is recorded of the rules; a version that was not prepared by this pipeline has none. */
async function rulesOf(folder: VersionFolder): Promise<{ sha256: string; replacements: number } | undefined> {
  try {
    const { packs, replacements } = await readSanitizeReport(folder);
    // The packs, not the report: the same rules on the same data are the same launch.
    return { sha256: hashRules(packs), replacements };
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") return undefined;
    throw new PipelineError("MANIFEST_MISMATCH", "Cannot read the version's sanitize report.", {
      cause: error,
      hint: "Prepare the version again.",
    });
  }
}
