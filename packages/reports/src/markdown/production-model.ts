import type { EvalResults, JobRecord, ReportData } from "@tunewright/schema";
import { code, count, percent, percentRange, table, trainedModel, versionName } from "../format.ts";

/** The section on the version that serves: its model, its results, its API, its tests. */
export function productionSection(data: ReportData): string[] {
  const job = data.jobs.find(({ version }) => version === data.production);
  const results = data.evaluations.find(({ label }) => label === data.production);
  if (data.production === null) return ["## Production Model", "No version is in production yet."];
  const heading = `## Production Model (${versionName(data.production)})`;
  return [
    heading,
    ...(job ? ["### Model Details", modelDetails(job)] : []),
    ...(results
      ? evaluationSections(results, data.comparisons)
      : ["### Evaluation Results", "This version was not evaluated yet."]),
  ];
}

function modelDetails(job: JobRecord): string {
  const rows: [string, string | null][] = [
    ["Model ID", job.fine_tuned_model === null ? null : code(job.fine_tuned_model)],
    ["Base Model", trainedModel(job)],
    ["Training Examples", known(job.train_examples)],
    ["Validation Examples", known(job.validation_examples)],
    ["Epochs", known(job.epochs)],
    ["Trained Tokens", known(job.trained_tokens)],
    ["Status", "Production Ready"],
  ];
  return table(
    ["Property", "Value"],
    rows.filter(([, value]) => value !== null).map(([name, value]) => [`**${name}**`, value ?? ""]),
  );
}

function known(value: number | null): string | null {
  return value === null ? null : count(value);
}

/**
 * Sections on one evaluation: figures, API usage, breakdown, and what the figures can bear.
 *
 * @param results The evaluation.
 * @param comparisons Paired comparisons; those with this evaluation are told.
 */
function evaluationSections(results: EvalResults, comparisons: ReportData["comparisons"]): string[] {
  const { corrections } = results.summary;
  const avoided = corrections.filter((correction) => correction.avoided);
  const missed = corrections.filter((correction) => !correction.avoided);
  return [
    "### Evaluation Results",
    evaluationResults(results),
    "### What the Figures Can Bear",
    evidence(results, comparisons),
    ...(avoided.length > 0
      ? [
          "### Correct API Usage (Validated)",
          `The ${versionName(results.label)} model correctly uses these L4D2-specific APIs:`,
          table(
            ["Correct API", "Wrong Alternative (Avoided)"],
            avoided.map(({ correct, wrong }) => [code(correct), `~~${wrong}~~`]),
          ),
        ]
      : []),
    ...(missed.length > 0
      ? [
          "### Wrong API Usage",
          table(
            ["Wrong API (Used)", "Correct API", "Answers"],
            missed.map(({ correct, wrong, wrongUses }) => [code(wrong), code(correct), count(wrongUses)]),
          ),
        ]
      : []),
    "### Test Results Breakdown",
    breakdown(results),
    ...gaps(results),
  ];
}

function evaluationResults({ summary }: EvalResults): string {
  return table(
    ["Metric", "Score"],
    [
      ["**Pass Rate**", `${percent(summary.passRate)} (${summary.passed}/${summary.total} tests)`],
      ["**Average Score**", `${summary.averageScore.toFixed(1)}/10`],
      ["**Security Score**", `${summary.securityScore.toFixed(1)}/10`],
      ["**Wrong API Avoidance**", percent(summary.wrongApiAvoidance)],
      ["**Forbidden Pattern Avoidance**", percent(summary.forbiddenPatternAvoidance)],
      ["**Critical Security Issues**", String(summary.criticalIssues)],
    ],
  );
}

function evidence({ label, summary, runs, note }: EvalResults, comparisons: ReportData["comparisons"]): string {
  const { passRateInterval, trials, flickering, trialPassRateError, trialPassRate, passAtK, passHatK } =
    summary.statistics;
  const lines = [
    `- ${summary.passed} of ${summary.total} passed tests are compatible with a true pass rate of ${percentRange(passRateInterval)} (Wilson interval, 95%).`,
  ];
  if (runs > 1) {
    const error = trialPassRateError === null ? "" : ` ± ${percent(1.96 * trialPassRateError)} (clustered by test)`;
    lines.push(`- Over ${trials} trials: ${percent(trialPassRate)}${error} pass.`);
    lines.push(`- pass@${runs} ${percent(passAtK[runs] ?? 0)}, pass^${runs} ${percent(passHatK[runs] ?? 0)}.`);
    if (flickering.length > 0) lines.push(`- Passes now and then only: ${flickering.map(code).join(", ")}.`);
  }
  if (summary.graderDisagreements !== null) {
    lines.push(
      `- The model grader disagrees with the deterministic checks on ${summary.graderDisagreements} of ${trials} trials.`,
    );
  }
  if (summary.compiled.notChecked === trials)
    lines.push("- No compiler was at hand: whether the code compiles was not checked.");
  for (const { first, second, verdict } of comparisons) {
    if (first === label || second === label) lines.push(`- ${verdict}`);
  }
  if (note !== undefined) lines.push(`- ${note}`);
  return lines.join("\n");
}

function breakdown({ cases, runs }: EvalResults): string {
  const several = runs > 1;
  return table(
    ["Test Case", "Passed", "Score", "Notes"],
    cases.map((item) => [
      item.id,
      several
        ? `${item.passed ? "Yes" : "No"} (${item.passedTrials}/${item.trials.length})`
        : item.passed
          ? "Yes"
          : "No",
      item.score.toFixed(1),
      item.notes,
    ]),
  );
}

function gaps({ summary, categories }: EvalResults): string[] {
  if (summary.gaps.length === 0) return [];
  return [
    "### Dataset Gaps",
    table(
      ["Category", "Pass Rate", "Training Examples", "What to Add"],
      summary.gaps.map((gap) => [
        categories[gap.category] ?? gap.category,
        percent(gap.passRate),
        count(gap.trainingExamples),
        gap.advice,
      ]),
    ),
  ];
}
