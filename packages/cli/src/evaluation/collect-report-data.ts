import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { compareResults, loadSuite, readResults } from "@tunewright/evals";
import { adviseOnMetrics, listVersions } from "@tunewright/job-launcher";
import type { EvalResults, JobRecord, ReportData, ReportPrice } from "@tunewright/schema";
import { compareVersions, isVersionName } from "@tunewright/schema/version-name";
import { type CliContext, note } from "../context.ts";
import type { LoadedConfig } from "../input/load-config.ts";
import { loadPricing } from "../input/load-tables.ts";
import { preparedVersions } from "../version/prepared-versions.ts";
import { versionFiles } from "../version/version-folder.ts";
import { readAllResults } from "./result-files.ts";
import { summarizeDataset } from "./summarize-dataset.ts";
import { readVersionFiles } from "../version/read-version-files.ts";
import { relativePath } from "../relative-path.ts";

/**
 * Collects everything that a report is made of from a data folder. What is not there is left out.
 *
 * @param context For notes on files that cannot be read.
 * @param config Config of the data folder.
 * @throws {PipelineError} `INPUT_UNREADABLE` for results that are none, `CONFIG_INVALID` for a broken price table.
 */
export async function collectReportData(context: CliContext, config: LoadedConfig): Promise<ReportData> {
  const { versions, production, unreadable } = await listVersions(config.data);
  for (const { message } of unreadable) await note(context, message);
  const jobs = versions.map(({ record }) => record);
  const evaluations = await readAllResults(config.data);
  // A version is looked at before money is spent on it, so those that were prepared and not trained belong here, too.
  const names = new Set([...jobs.map(({ version }) => version), ...(await preparedVersions(config.data))]);
  const newestFirst = [...names].toSorted(compareVersions).reverse();
  const found = await Promise.all(newestFirst.map((version) => readVersionFiles(config.data, version)));
  const files = found.filter(({ manifest, sanitize, tokens }) => manifest ?? sanitize ?? tokens);
  const current = production?.current.version ?? null;
  return {
    version: 1,
    title: config.config.report.title ?? "OpenAI Fine-Tuned Models: Evaluation Summary",
    updatedOn: newestDay(jobs, evaluations),
    production: current,
    jobs,
    evaluations,
    comparisons: compareNeighbours(evaluations),
    repairs: await repairsOf(config.data, evaluations),
    curve: curveOf(jobs),
    suite: await fullSuite(config),
    datasets: files.map(summarizeDataset),
    sanitize: files.find(({ sanitize }) => sanitize !== undefined)?.sanitize ?? null,
    prices: await pricesOf(context, config, jobs),
    files: fileList(context, config, jobs),
    systemPrompt: config.config.eval.systemPrompt ?? null,
  };
}

/** Advice on the newest version with a curve. */
function curveOf(jobs: readonly JobRecord[]): ReportData["curve"] {
  const newest = jobs.find(({ result_metrics }) => result_metrics.length > 0);
  if (newest === undefined) return null;
  const { code, message } = adviseOnMetrics(newest.result_metrics);
  return { version: newest.version, code, message };
}

/** Each evaluation against the one before it. */
function compareNeighbours(evaluations: readonly EvalResults[]): ReportData["comparisons"] {
  return evaluations.slice(1).flatMap((second, index) => {
    const before = evaluations[index];
    if (before === undefined) return [];
    const { passes, verdict } = compareResults(before, second);
    return passes.cases === 0 ? [] : [{ first: before.label, second: second.label, p: passes.p, verdict }];
  });
}

/** The newest version whose training was also run without the repairs, against that run. */
async function repairsOf(data: string, evaluations: readonly EvalResults[]): Promise<ReportData["repairs"]> {
  for (const repaired of evaluations.toReversed()) {
    if (!isVersionName(repaired.label)) continue;
    const file = join(data, "versions", repaired.label, versionFiles.raw, "test_results.json");
    const raw = await readResults(file).catch(() => undefined);
    if (raw === undefined) continue;
    const { figures, verdict } = compareResults(raw, repaired);
    return {
      version: repaired.label,
      figures: figures.map(({ name, first, second, unit }) => ({ name, without: first, with: second, unit })),
      verdict,
    };
  }
  return null;
}

/** Day of the newest thing in the report, so that an unchanged report stays the same. */
function newestDay(jobs: readonly JobRecord[], evaluations: readonly EvalResults[]): string {
  const moments = [
    ...jobs.map((job) => job.finished_at ?? job.created_at),
    ...evaluations.map(({ finishedAt }) => finishedAt),
  ].filter((moment) => moment !== null);
  const days = moments.map((moment) => new Date(moment).toISOString().slice(0, 10)).toSorted();
  return days.at(-1) ?? new Date().toISOString().slice(0, 10);
}

/** The largest suite of the folder names the categories; without one that section is left out. */
async function fullSuite(config: LoadedConfig): Promise<ReportData["suite"]> {
  const { readdir } = await import("node:fs/promises");
  const folder = config.resolve(config.config.eval.suites);
  const names = (await readdir(folder).catch(() => [])).filter((name) => /\.ya?ml$/.test(name)).toSorted();
  const suites = await Promise.all(names.map(async (name) => (await loadSuite(`${folder}/${name}`)).suite));
  const largest = suites.toSorted((a, b) => b.cases.length - a.cases.length)[0];
  if (largest === undefined) return null;
  const { id, categories } = largest;
  return { id, categories, cases: largest.cases.map(({ id: caseId, category }) => ({ id: caseId, category })) };
}

/** Prices of the models that were trained. */
async function pricesOf(context: CliContext, config: LoadedConfig, jobs: readonly JobRecord[]): Promise<ReportPrice[]> {
  const table = await loadPricing(config, context.cwd);
  const trained = new Set(jobs.map(({ base_model }) => base_model));
  return table.prices
    .filter(({ model }) => trained.has(model))
    .map(({ model, training, tuned, base, source, date }) => ({
      model,
      training,
      input: base?.input ?? null,
      output: base?.output ?? null,
      tunedInput: tuned.input,
      tunedOutput: tuned.output,
      source,
      date,
    }));
}

/** Faces of two commands that this workspace has, and other projects have not. */
const workspaceScripts: ReportData["files"] = [
  { path: "scripts/evaluation/openai-evals.ts", purpose: "Evaluation script" },
  { path: "scripts/inference/copilot-server-openai.ts", purpose: "Production server" },
];

function fileList(context: CliContext, config: LoadedConfig, jobs: readonly JobRecord[]): ReportData["files"] {
  const data = relativePath(context.cwd, config.data);
  return [
    ...jobs.map(({ version }) => ({
      path: `${data}/finetune_job_${version}.json`,
      purpose: `${version.toUpperCase()} job metadata`,
    })),
    { path: `${data}/test_results_openai_*.json`, purpose: "Individual test results" },
    { path: `${data}/openai_evaluation_results.csv`, purpose: "Aggregated results" },
    ...workspaceScripts.filter(({ path }) => existsSync(resolve(context.cwd, path))),
  ];
}
