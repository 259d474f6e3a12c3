import { createHash } from "node:crypto";
import type { ReportData } from "@tunewright/schema";
import { longDate, versionName } from "../format.ts";
import { closingSections, datasetSection, sanitizerSections, trainingSection } from "./dataset-sections.ts";
import { drawCharts } from "./draw-charts.ts";
import { historySection, keyFigures, matrixSection } from "./evaluation-sections.ts";
import { type Html, html, markup } from "./html.ts";
import { pageScript } from "./page-script.ts";
import { pageStyle } from "./page-style.ts";

/**
 * Writes the report as one HTML file that needs nothing else: no network, no server, no font.
 *
 * The page forbids itself to load anything: its policy allows its own script by hash and nothing from elsewhere.
 *
 * @param data The report's data.
 */
export async function renderPage(data: ReportData): Promise<string> {
  const charts = await drawCharts(data, { embedded: true });
  const sections: [string, string, Html | undefined][] = [
    ["history", "Versions", historySection(data)],
    ["tests", "Tests", matrixSection(data, charts.passRates)],
    ["training", "Training", trainingSection(data, charts)],
    ["dataset", "Dataset", datasetSection(data, charts)],
    ["changes", "Repairs", sanitizerSections(data)],
    ["costs", "Costs", closingSections(data)],
  ];
  const present = sections.filter(([, , section]) => section !== undefined);
  const hash = createHash("sha256").update(pageScript).digest("base64");
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`;
  return `${
    html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${data.title}</title>
<link rel="icon" href="data:,">
<style>${markup(pageStyle)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
<div class="bar"><div><nav aria-label="Sections">${present.map(([id, name]) => html`<a href="#${id}">${name}</a>`)}</nav><button type="button" id="theme" hidden></button></div></div>
<main id="main">
<header>${heading(data)}</header>
${keyFigures(data)}
${present.map(([, , section]) => section)}
</main>
<script>${markup(pageScript)}</script>
</body>
</html>`.html
  }\n`;
}

function heading(data: ReportData): Html {
  const model = data.jobs.find(({ version }) => version === data.production)?.fine_tuned_model;
  const served =
    data.production === null
      ? html`No version is in production.`
      : html`${versionName(data.production)} is in production${model ? html`: <code>${model}</code>` : undefined}`;
  return html`<h1>${data.title}</h1><p class="muted">Last updated ${longDate(data.updatedOn)}. ${served}</p>`;
}
