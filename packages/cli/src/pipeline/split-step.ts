import { hashFile, writeFileAtomic } from "@tunewright/jsonl";
import { formatCount } from "@tunewright/schema/format-count";
import { datasetsAndSuites, findInputs, type NamedInput } from "../input/expand-inputs.ts";
import { isSuite } from "../input/read-against.ts";
import { toolVersion } from "../tool-version.ts";
import { dedupedNames } from "./dedupe-step.ts";
import { describeMoved } from "./describe-moved.ts";
import type { Project } from "./project.ts";
import { readSanitizeReport } from "../version/rules-of-version.ts";
import type { Step } from "./step-store.ts";
import { VersionFolder, versionFiles } from "../version/version-folder.ts";

/** Splits what is left into train and validation, and writes the manifest. */
export async function splitStep(project: Project): Promise<Step> {
  const { config, folder, context } = project;
  const settings = config.config.split;
  const inputs: Record<string, string> = {};
  for (const name of dedupedNames(project)) inputs[name] = await hashFile(folder.file(name));
  const keepFrom =
    settings.keepFrom === undefined
      ? undefined
      : new VersionFolder(config, settings.keepFrom).file(versionFiles.manifest);
  const against = await againstFiles(project);
  const others: Record<string, string> = {};
  for (const { path, name } of against) others[name] = await hashFile(path);
  return {
    name: "split",
    reads: dedupedNames(project).map((name) => folder.file(name)),
    key: {
      inputs,
      settings,
      threshold: config.config.dedupe.threshold,
      keepFrom: keepFrom === undefined ? null : await hashFile(keepFrom),
      against: others,
      symbols: project.symbols ?? null,
      tool: toolVersion,
    },
    async run() {
      const { croissant, datasetCard, splitFiles } = await import("@tunewright/splitter");
      using result = await splitFiles({
        inputs: dedupedNames(project).map((name) => ({ path: folder.file(name) })),
        outputs: {
          train: folder.file(versionFiles.train),
          validation: folder.file(versionFiles.validationSide),
          ...(settings.testRatio === undefined ? {} : { test: folder.file(versionFiles.test) }),
        },
        manifest: folder.file(versionFiles.manifest),
        seed: settings.seed,
        threshold: config.config.dedupe.threshold,
        near: "group",
        exact: "group",
        ...(settings.validationRatio === undefined ? {} : { validationRatio: settings.validationRatio }),
        ...(settings.validationCount === undefined ? {} : { validationCount: settings.validationCount }),
        ...(settings.testRatio === undefined ? {} : { testRatio: settings.testRatio }),
        ...(keepFrom === undefined ? {} : { keepFrom }),
        ...(project.symbols === undefined ? {} : { symbols: project.symbols }),
        against,
        toolVersion,
        signal: context.signal,
      });
      const { summary } = result;
      const name = `${config.config.train.suffix ?? "dataset"} ${folder.version}`;
      const rules = (await readSanitizeReport(project.folder)).rules.toSorted(
        (a, b) => b.replacements - a.replacements,
      );
      await writeFileAtomic(folder.file(versionFiles.card), datasetCard(summary, { name, rules }));
      const described = croissant(summary, { name, version: `${folder.version.slice(1)}.0.0` });
      await writeFileAtomic(folder.file(versionFiles.croissant), `${JSON.stringify(described, undefined, 2)}\n`);
      const { counts, leaks } = summary;
      const test = counts.test === 0 ? "" : `, ${counts.test} test`;
      const leaky =
        leaks.length === 0
          ? ""
          : `, ${formatCount(leaks.length, "record tells what it should not", "records tell what they should not")}`;
      const moved = keepFrom === undefined ? await describeMoved(project) : "";
      return {
        outputs: [
          versionFiles.train,
          versionFiles.validationSide,
          ...(settings.testRatio === undefined ? [] : [versionFiles.test]),
          versionFiles.manifest,
          versionFiles.card,
          versionFiles.croissant,
        ],
        summary: `${counts.train} train, ${counts.validation} validation${test} from ${formatCount(counts.clusters, "cluster")}${leaky}${moved}`,
      };
    },
  };
}

/** Files that the dataset must not tell: those of the config, as the prompts of suites or as datasets. */
async function againstFiles({ config, folder }: Project): Promise<NamedInput[]> {
  const hint = "Correct `split.against` in the config; its paths are relative to the config.";
  const found = await findInputs(config.config.split.against, config.folder, { hint, folder: datasetsAndSuites });
  const files = [];
  for (const file of found) files.push(isSuite(file.path) ? await suitePrompts(file.path, folder) : file);
  return files;
}

/** A suite's prompts as a dataset, so that the search for leaks reads them like any other. */
async function suitePrompts(path: string, folder: VersionFolder): Promise<NamedInput> {
  const { loadSuite } = await import("@tunewright/evals");
  const { suite } = await loadSuite(path);
  const name = `prompts-of-${suite.id}.jsonl`;
  const lines = suite.cases.map(({ prompt }) =>
    JSON.stringify({
      messages: [
        { role: "user", content: prompt },
        { role: "assistant", content: "-" },
      ],
    }),
  );
  await writeFileAtomic(folder.file(name), `${lines.join("\n")}\n`);
  return { path: folder.file(name), name };
}
