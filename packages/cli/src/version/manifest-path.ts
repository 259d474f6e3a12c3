import { resolve } from "node:path";
import { PipelineError } from "@tunewright/schema/errors";
import { isVersionName } from "@tunewright/schema/version-name";
import type { CliContext } from "../context.ts";
import { isThere } from "../input/is-there.ts";
import { loadConfig } from "../input/load-config.ts";
import { preparedVersions } from "./prepared-versions.ts";
import { VersionFolder, versionFiles } from "./version-folder.ts";

/**
 * Path of a manifest that was named by its version, as `v7`, or by its own path.
 *
 * @throws {PipelineError} `INPUT_NOT_FOUND` for a version that was not prepared here, with the names of those that were.
 */
export async function manifestPath(context: CliContext, name: string, config?: string): Promise<string> {
  if (!isVersionName(name)) return resolve(context.cwd, name);
  const loaded = await loadConfig(context, config);
  const path = new VersionFolder(loaded, name).file(versionFiles.manifest);
  if (await isThere(path)) return path;
  const prepared = await preparedVersions(loaded.data);
  const known = prepared.length === 0 ? "" : `; ${prepared.join(", ")} ${prepared.length === 1 ? "is" : "are"}`;
  throw new PipelineError("INPUT_NOT_FOUND", `The version ${name} is not prepared here${known}.`, {
    details: { path },
    hint: `Run "tunewright prepare --version ${name}" first, or name a manifest by its path.`,
  });
}
