import { basename, join } from "node:path";
import { hashFile } from "@tunewright/jsonl";
import { formatCount } from "@tunewright/schema/format-count";
import { toolVersion } from "../tool-version.ts";
import type { Project } from "./project.ts";
import { cleanFiles } from "./sanitize-step.ts";
import type { Step } from "./step-store.ts";
import { versionFiles } from "../version/version-folder.ts";

/** Leaves exact duplicates out, and near-duplicates where the config says so; each file into one of the same name. */
export async function dedupeStep(project: Project): Promise<Step> {
  const { config, folder, context } = project;
  const inputs: Record<string, string> = {};
  for (const path of cleanFiles(project)) inputs[basename(path)] = await hashFile(path);
  const settings = config.config.dedupe;
  return {
    name: "dedupe",
    reads: cleanFiles(project),
    key: { inputs, settings, tool: toolVersion },
    async run() {
      const { dedupeFiles } = await import("@tunewright/splitter");
      using result = await dedupeFiles({
        inputs: cleanFiles(project).map((path) => ({ path, name: join(versionFiles.clean, basename(path)) })),
        out: { folder: folder.file(versionFiles.deduped), name: versionFiles.deduped },
        report: folder.file(versionFiles.dedupe),
        threshold: settings.threshold,
        near: settings.near,
        signal: context.signal,
      });
      const { report } = result;
      const kept = settings.near === "group" ? " kept together" : " left out";
      return {
        outputs: [versionFiles.dedupe, ...dedupedNames(project)],
        summary: `${formatCount(report.exact, "exact duplicate")} left out, ${formatCount(report.near, "near-duplicate")}${kept}`,
      };
    },
  };
}

/** Deduplicated files, relative to the version's folder. */
export function dedupedNames({ raw }: Pick<Project, "raw">): string[] {
  return raw.map((path) => join(versionFiles.deduped, basename(path)));
}
