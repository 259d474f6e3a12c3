import { basename, join, resolve } from "node:path";
import { hashFile, removeRejects } from "@tunewright/jsonl";
import { formatCount } from "@tunewright/schema";
import { toolVersion } from "../tool-version.ts";
import { writeSanitizeReport } from "../output/write-sanitize-report.ts";
import type { Project } from "./project.ts";
import type { Step } from "./step-store.ts";
import { validFiles } from "./validate-step.ts";
import { versionFiles } from "../version/version-folder.ts";
import { relativePath } from "../relative-path.ts";

/** Repairs the records by the rule packs, each file into one of the same name in `clean/`. */
export async function sanitizeStep(project: Project): Promise<Step> {
  const { context, config, folder, rules, rulesSha256, apiSha256 } = project;
  const inputs = await validFiles(project);
  const hashes: Record<string, string> = {};
  for (const { path, name } of inputs) hashes[name] = await hashFile(path);
  const settings = config.config.sanitize;
  return {
    name: "sanitize",
    reads: inputs.map(({ path }) => path),
    key: {
      inputs: hashes,
      rules: rulesSha256,
      // What the index knows decides whether a rule applies.
      api: apiSha256,
      fixDeprecated: settings.fixDeprecated,
      tool: toolVersion,
    },
    async run() {
      const rejects = folder.file("sanitize-rejects.jsonl");
      const { findingsOf, sanitizeFiles } = await import("@tunewright/sanitizer");
      // As the records' files, the packs are named from where the config is.
      const packs = (rules?.packs ?? []).map((pack) => ({
        ...pack,
        file: relativePath(config.folder, resolve(context.cwd, pack.file)),
      }));
      const report = await sanitizeFiles(inputs, packs, {
        target: { kind: "folder", path: folder.file(versionFiles.clean), name: versionFiles.clean },
        includes: rules?.includes,
        functions: rules?.functions,
        libraries: rules?.libraries,
        fixDeprecated: settings.fixDeprecated,
        ...(settings.threads === undefined ? {} : { threads: settings.threads }),
        rejects,
        signal: context.signal,
      });
      if (report.rejected === 0) await removeRejects(rejects);
      await writeSanitizeReport(folder.file(versionFiles.sanitize), report);
      let doubtful = 0;
      for (const { code } of findingsOf(report)) if (code === "doubtful") doubtful += 1;
      return {
        outputs: [
          versionFiles.sanitize,
          ...cleanFiles(project).map((path) => join(versionFiles.clean, basename(path))),
        ],
        summary:
          `${formatCount(report.replacements, "replacement")} in ${formatCount(report.changedRecords, "record")}, ` +
          `${report.rejected} rejected, ${doubtful} doubtful and left alone`,
      };
    },
  };
}

/** Paths of the cleaned files. */
export function cleanFiles({ raw, folder }: Project): string[] {
  return raw.map((path) => join(folder.file(versionFiles.clean), basename(path)));
}
