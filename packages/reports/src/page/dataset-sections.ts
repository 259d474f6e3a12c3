import type { DatasetSummary, ReportData } from "@tunewright/schema";
import { count, figureText, newestFirst, usd, versionName } from "../format.ts";
import type { ReportCharts } from "./draw-charts.ts";
import { figure } from "./evaluation-sections.ts";
import { type Html, html, htmlTable } from "./html.ts";
import { longTable } from "./long-table.ts";

/** Loss curves, and what they say. */
export function trainingSection({ curve }: ReportData, charts: ReportCharts): Html | undefined {
  if (charts.lossBySteps === undefined && charts.lossByEpochs === undefined) return undefined;
  const advice = curve === null ? "" : html`<p>${versionName(curve.version)}: ${curve.message}</p>`;
  return html`<h2 id="training">Training</h2>${advice}<div class="grid">${figure(charts.lossBySteps, "Loss by step; earlier versions are faint.")}${figure(charts.lossByEpochs, "Mean loss of each epoch. Validation that rises while training falls is overfitting.")}</div>`;
}

/** Counts and charts of the datasets. */
export function datasetSection(data: ReportData, charts: ReportCharts): Html | undefined {
  const datasets = newestFirst(data.datasets);
  if (datasets.length === 0) return undefined;
  const rows = datasets.map((item) => [
    versionName(item.version),
    count(item.records),
    count(item.rejected),
    count(item.replacements),
    count(item.duplicates),
    count(item.train),
    count(item.validation),
    count(item.tokens?.train),
    leakCount(item),
  ]);
  const head = [
    "Version",
    "Records",
    "Rejected",
    "Repairs",
    "Duplicates",
    "Train",
    "Validation",
    "Train tokens",
    "Leaks",
  ];
  return html`<h2 id="dataset">Dataset</h2><div class="panel">${htmlTable(head, rows, { numbers: [1, 2, 3, 4, 5, 6, 7], keepFirst: true })}</div>
<div class="grid below">${figure(charts.categories, "Every category should be on both sides.")}${figure(charts.tokens, "Tokens of each record.")}${figure(charts.similarity, "Pairs at or above the threshold are kept on one side.")}${figure(charts.coverage, "Records that use each API symbol.")}</div>${leakTable(datasets[0])}`;
}

/** Leaks that were dropped are no fault any more. */
function leakCount({ leaks }: DatasetSummary): Html {
  const kept = leaks.filter(({ dropped }) => !dropped).length;
  return html`<span class="${kept === 0 ? "pass" : "fail"}">${kept}</span>`;
}

function leakTable(dataset: DatasetSummary | undefined): Html | undefined {
  if (dataset === undefined || dataset.leaks.length === 0) return undefined;
  return longTable({
    id: "leaks",
    caption: "Records that tell what another dataset or an evaluation asks",
    columns: [
      { name: "Record", kind: "code" },
      { name: "Side", kind: "text" },
      { name: "Asked in", kind: "code" },
      { name: "Kind", kind: "text" },
      { name: "Similarity", kind: "text" },
      { name: "Outcome", kind: "text" },
    ],
    rows: dataset.leaks.map(({ record, side, against, kind, similarity, dropped }) => [
      `${record.file}:${record.line}`,
      side,
      `${against.file}:${against.line}`,
      kind,
      similarity.toFixed(3),
      dropped ? "dropped" : "kept",
    ]),
    filter: 3,
  });
}

/** The same training with and without the repairs. */
function repairsTable({ repairs }: ReportData): Html | undefined {
  if (repairs === null) return undefined;
  const rows = repairs.figures.map((figure) => [
    figure.name,
    figureText(figure.without, figure.unit),
    figureText(figure.with, figure.unit),
  ]);
  const caption = `What they did: ${versionName(repairs.version)} against the same training without them`;
  return html`<div class="panel">${htmlTable(["Metric", "Without repairs", "With repairs"], rows, { caption, numbers: [1, 2] })}<p>${repairs.verdict}</p></div>`;
}

/** What the sanitizer changed and found, and what that did. */
export function sanitizerSections(data: ReportData): Html | undefined {
  const { sanitize } = data;
  if (sanitize === null) return undefined;
  const place = ({ file, line, path, start }: { file: string; line: number; path: string; start: number }): string =>
    `${file}:${line} ${path} +${start}`;
  return html`<h2 id="changes">Repairs</h2><p>${count(sanitize.replacements)} wrong references in ${count(sanitize.changedRecords)} of ${count(sanitize.records)} records were repaired; nothing else of those records was touched.</p>${repairsTable(data)}${longTable(
    {
      id: "change-list",
      caption: "Repairs of the sanitizer",
      columns: [
        { name: "Place", kind: "code" },
        { name: "Rule", kind: "text" },
        { name: "Before and after", kind: "change" },
      ],
      rows: sanitize.changes.map((change) => [place(change), change.rule, [change.before, change.after]]),
      filter: 1,
    },
  )}
<h2 id="findings">Findings</h2>${
    sanitize.findings.length === 0
      ? html`<p class="empty">The sanitizer had nothing to report beside its repairs.</p>`
      : longTable({
          id: "finding-list",
          caption: "Findings that were left for a person",
          columns: [
            { name: "Place", kind: "code" },
            { name: "Rule", kind: "text" },
            { name: "Severity", kind: "severity" },
            { name: "Kind", kind: "text" },
          ],
          rows: sanitize.findings.map((finding) => [
            place(finding),
            finding.rule,
            finding.severity,
            finding.reason === undefined ? finding.code : `${finding.code}: ${finding.reason}`,
          ]),
          filter: 1,
        })
  }`;
}

/** Prices, and where files are. */
export function closingSections(data: ReportData): Html {
  const price = (value: number | null): string => (value === null ? "–" : usd(value));
  const prices = data.prices.map((item) => [
    html`<code>${item.model}</code>`,
    price(item.training),
    price(item.input),
    price(item.output),
    price(item.tunedInput),
    price(item.tunedOutput),
    [item.source, item.date].filter(Boolean).join(", "),
  ]);
  const costs = newestFirst(data.jobs).map(({ version, cost, trained_tokens: tokens }) => [
    versionName(version),
    count(tokens),
    price(cost.estimated),
    price(cost.final),
    cost.stated ?? "–",
  ]);
  const files = data.files.map(({ path, purpose }) => [html`<code>${path}</code>`, purpose]);
  return html`<h2 id="costs">Costs</h2>${costs.length === 0 ? html`<p>Nothing was trained yet.</p>` : html`<div class="panel">${htmlTable(["Version", "Trained tokens", "Estimated", "Final", "Stated"], costs, { caption: "Training", numbers: [1, 2, 3], keepFirst: true })}</div>`}
${prices.length === 0 ? undefined : html`<div class="panel">${htmlTable(["Model", "Training", "Input", "Output", "Tuned input", "Tuned output", "Source"], prices, { caption: "Prices, USD per million tokens", numbers: [1, 2, 3, 4, 5], sentences: [6] })}</div>`}
${files.length === 0 ? undefined : html`<h2 id="files">Files</h2><div class="panel">${htmlTable(["File", "Purpose"], files)}</div>`}`;
}
