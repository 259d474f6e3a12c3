import type { EvalCaseResult, EvalResults, ReportData } from "@tunewright/schema";
import {
  count,
  newestFirst,
  percent,
  percentRange,
  shortDate,
  trainedModel,
  versionName,
  versionNumber,
} from "../format.ts";
import { type VersionFigures, versionFigures } from "../version-figures.ts";
import { type Html, html, htmlTable, markup } from "./html.ts";

/** The figures of the production version, large. */
export function keyFigures(data: ReportData): Html | undefined {
  const results = data.evaluations.find(({ label }) => label === data.production);
  if (results === undefined) return undefined;
  const { summary } = results;
  const figures: [string, string, string][] = [
    [
      "Pass rate",
      percent(summary.passRate),
      `${summary.passed} of ${summary.total}; 95% interval ${percentRange(summary.statistics.passRateInterval)}`,
    ],
    ["Average score", summary.averageScore.toFixed(1), "of 10"],
    ["Security score", summary.securityScore.toFixed(1), "of 10"],
    ["Wrong API avoided", percent(summary.wrongApiAvoidance), "of answers without a wrong name"],
    ["Forbidden avoided", percent(summary.forbiddenPatternAvoidance), "of the names that were forbidden"],
    ["Critical issues", String(summary.criticalIssues), "in security"],
  ];
  return html`<dl class="figures">${figures.map(([name, value, note]) => html`<div><dt>${name}</dt><dd>${value}<small>${note}</small></dd></div>`)}</dl>`;
}

/** History of trained versions, newest first. */
export function historySection(data: ReportData): Html | undefined {
  if (data.jobs.length === 0) return undefined;
  const figures = versionFigures(data);
  const rows = newestFirst(data.jobs).map((job) => {
    const own = figures.find(({ version }) => version === job.version);
    const date = job.finished_at ?? job.created_at;
    return [
      html`${versionName(job.version)}${job.version === data.production ? html` <span class="pass">production</span>` : undefined}`,
      html`<span class="nowrap">${date === null ? "–" : shortDate(date)}</span>`,
      trainedModel(job) ?? "–",
      count(job.train_examples),
      count(job.validation_examples),
      count(job.trained_tokens),
      own?.passRate == null ? "–" : rateWithInterval(own),
      own?.wrongApiAvoidance == null ? "–" : percent(own.wrongApiAvoidance),
      html`${job.changes ?? ""}${job.notes.map((note) => html` <span class="muted">${note}</span>`)}`,
    ];
  });
  return html`<h2 id="history">Versions</h2><div class="panel">${htmlTable(["Version", "Date", "Base model", "Train", "Validation", "Tokens", "Pass rate", "Wrong API avoidance", "Changes"], rows, { numbers: [3, 4, 5], sentences: [8], keepFirst: true })}</div>`;
}

function rateWithInterval({ passRate, interval }: VersionFigures): Html {
  const range = interval === null ? undefined : html` <span class="muted range">${percentRange(interval)}</span>`;
  return html`${percent(passRate ?? 0)}${range}`;
}

/** Case by version: who passed what. */
export function matrixSection(data: ReportData, chart: string | undefined): Html | undefined {
  const evaluations = data.evaluations.toSorted((a, b) => versionNumber(a.label) - versionNumber(b.label));
  if (evaluations.length === 0) return undefined;
  const byId = evaluations.map(({ cases }) => new Map(cases.map((item) => [item.id, item])));
  const ids = [...new Set(byId.flatMap((cases) => [...cases.keys()]))];
  const rows = ids.map((id) => {
    const results = byId.map((cases) => cases.get(id));
    return [html`<code>${id}</code>`, ...results.map(outcome), results.findLast(Boolean)?.notes ?? ""];
  });
  const totals = evaluations.map(({ summary }) => {
    const range = percentRange(summary.statistics.passRateInterval);
    return html`<strong>${summary.passed} of ${summary.total}</strong> <span class="muted range">${range}</span>`;
  });
  const head = ["Test", ...evaluations.map(({ label }) => heading(label, data)), "Notes on the newest"];
  const runs = evaluations.some((item) => item.runs > 1) ? " A fraction counts the trials that passed." : "";
  return html`<h2 id="tests">Tests</h2><div class="panel">${htmlTable(head, [...rows, [html`<strong>Passed</strong>`, ...totals, ""]], { sentences: [head.length - 1], keepFirst: true })}
<p class="muted">Intervals are at 95% (Wilson).${runs}</p>${data.comparisons.map(({ verdict }) => html`<p>${verdict}</p>`)}</div>
<div class="grid below">${figure(chart, "Points are pass rates, lines their 95% Wilson intervals. Where intervals overlap, the difference may be chance.")}${apiTable(evaluations.at(-1))}</div>${gapsTable(evaluations.at(-1))}`;
}

function heading(label: string, { jobs }: ReportData): string {
  const isLocal = jobs.some(({ version, provider }) => version === label && provider === "local");
  return `${versionName(label)}${isLocal ? " (local baseline)" : ""}`;
}

function outcome(result: EvalCaseResult | undefined): Html {
  if (result === undefined) return html`<span class="none">–<span class="muted"> not run</span></span>`;
  const { passed, flickers, passedTrials, trials, score } = result;
  const fraction = trials.length > 1 ? ` ${passedTrials}/${trials.length}` : "";
  const word = passed ? "Pass" : "Fail";
  return html`<span class="nowrap"><span class="${flickers ? "part" : passed ? "pass" : "fail"}">${word}${fraction}</span> <span class="muted">${score.toFixed(1)}</span></span>`;
}

function apiTable(results: EvalResults | undefined): Html | undefined {
  if (results === undefined || results.summary.corrections.length === 0) return undefined;
  const rows = results.summary.corrections.map(({ correct, wrong, avoided, correctUses, wrongUses }) => [
    html`<ins class="mono">${correct}</ins>`,
    html`<del class="mono">${wrong}</del>`,
    html`<span class="${avoided ? "pass" : "fail"}">${avoided ? "Avoided" : wrongUses === null ? "Used" : `Used ${count(wrongUses)}×`}</span>`,
    count(correctUses),
  ]);
  return html`<div class="panel">${htmlTable(["Correct API", "Wrong alternative", "Outcome", "Right uses"], rows, { caption: `API usage of ${versionName(results.label)}`, numbers: [3] })}</div>`;
}

/** Categories in which the newest version is weak, and what its dataset could do about each. */
function gapsTable(results: EvalResults | undefined): Html | undefined {
  if (results === undefined || results.summary.gaps.length === 0) return undefined;
  const rows = results.summary.gaps.map(({ category, passRate, trainingExamples, advice }) => [
    results.categories[category] ?? category,
    percent(passRate),
    count(trainingExamples),
    advice,
  ]);
  const caption = `Gaps in the dataset of ${versionName(results.label)}`;
  return html`<div class="panel below">${htmlTable(["Category", "Pass rate", "Training examples", "What to add"], rows, { caption, numbers: [1, 2], sentences: [3] })}</div>`;
}

/** A chart in a panel; nothing where there is no chart. */
export function figure(chart: string | undefined, caption: string): Html | undefined {
  return chart === undefined
    ? undefined
    : html`<figure class="panel"><div class="scroll">${markup(chart)}</div><figcaption>${caption}</figcaption></figure>`;
}
