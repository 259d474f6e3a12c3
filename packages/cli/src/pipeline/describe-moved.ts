import { PipelineError } from "@tunewright/schema/errors";
import { formatCount } from "@tunewright/schema/format-count";
import { compareVersions } from "@tunewright/schema/version-name";
import { preparedVersions } from "../version/prepared-versions.ts";
import { VersionFolder, versionFiles } from "../version/version-folder.ts";
import type { Project } from "./project.ts";

/**
 * Tells how many records of the version before stand on another side now, and how they are kept: a validation record that was trained
 * on before, or the reverse, spoils the comparison of the two versions.
 *
 * @returns Nothing to say where there is no version before, or none has moved.
 */
export async function describeMoved({ config, folder }: Project): Promise<string> {
  const earlier = (await preparedVersions(config.data)).filter((name) => compareVersions(name, folder.version) < 0);
  const before = earlier.at(-1);
  if (before === undefined) return "";
  const { diffManifestFiles } = await import("@tunewright/splitter");
  try {
    const manifest = new VersionFolder(config, before).file(versionFiles.manifest);
    const { moved } = await diffManifestFiles(manifest, folder.file(versionFiles.manifest), {
      from: before,
      to: folder.version,
    });
    if (moved.length === 0) return "";
    return `, ${formatCount(moved.length, "record")} of ${before} on another side than there (split.keepFrom: ${before} keeps them)`;
  } catch (error) {
    // What cannot be read any more is no reason to refuse a split that does not build on it.
    if (error instanceof PipelineError) return "";
    throw error;
  }
}
