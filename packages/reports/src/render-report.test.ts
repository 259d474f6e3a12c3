import { describe, expect, it } from "@jest/globals";
import { jobRecordSchema, type ReportData, reportDataSchema, metricPointSchema } from "@tunewright/schema";
import { renderReport } from "./render-report.ts";
import { manyChanges, sampleReport } from "./testing/sample-report.ts";

/** The cells of the table under a heading of a Markdown text, row by row. */
function tableUnder(markdown: string, heading: string): string[][] {
  const section = markdown.split(/^#{2,3} /m).find((part) => part.startsWith(`${heading}\n`)) ?? "";
  return section
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) => line.slice(1, -1).split("|"))
    .map((cells) => cells.map((cell) => cell.trim()))
    .filter((cells) => !cells.every((cell) => /^-+$/.test(cell)));
}

describe("renderReport() as Markdown", () => {
  it.each([
    {
      heading: "Model Details",
      expected: [
        ["Property", "Value"],
        ["**Model ID**", "`ft:gpt-4o-mini-2024-07-18:highencodelearning:l4d2-sourcemod-v7:CvTBCVPi`"],
        ["**Base Model**", "GPT-4o-mini"],
        ["**Training Examples**", "627"],
        ["**Validation Examples**", "70"],
        ["**Epochs**", "3"],
        ["**Trained Tokens**", "703,947"],
        ["**Status**", "Production Ready"],
      ],
    },
    {
      heading: "Evaluation Results",
      expected: [
        ["Metric", "Score"],
        ["**Pass Rate**", "80% (8/10 tests)"],
        ["**Average Score**", "9.4/10"],
        ["**Security Score**", "9.9/10"],
        ["**Wrong API Avoidance**", "100%"],
        ["**Forbidden Pattern Avoidance**", "86.7%"],
        ["**Critical Security Issues**", "0"],
      ],
    },
    {
      heading: "Correct API Usage (Validated)",
      expected: [
        ["Correct API", "Wrong Alternative (Avoided)"],
        ["`GetRandomFloat`", "~~RandomFloat~~"],
        ["`GetRandomInt`", "~~RandomInt~~"],
        ["`m_flLaggedMovementValue`", "~~m_flSpeed~~"],
        ["`lunge_pounce`", "~~pounce~~"],
        ["`tongue_grab`", "~~smoker_tongue_grab~~"],
        ["`charger_carry_start`", "~~charger_grab~~"],
        ["`player_now_it`", "~~boomer_vomit~~"],
      ],
    },
    {
      heading: "Test Results Breakdown",
      expected: [
        ["Test Case", "Passed", "Score", "Notes"],
        ["speed_boost", "Yes", "10.0", "Correct m_flLaggedMovementValue"],
        ["no_ff_panic", "No", "10.0", "Forbidden patterns used"],
        ["kill_tracker", "Yes", "10.0", "Correct infected_death event"],
        ["saferoom_heal", "No", "4.0", "Missing patterns"],
        ["tank_announce", "Yes", "10.0", "Correct tank_spawn event"],
        ["hunter_pounce", "Yes", "10.0", "Correct lunge_pounce"],
        ["bile_tracker", "Yes", "10.0", "Correct player_now_it"],
        ["smoker_grab", "Yes", "10.0", "Correct tongue_grab"],
        ["charger_carry", "Yes", "10.0", "Correct charger_carry_start"],
        ["random_timer", "Yes", "10.0", "Correct GetRandomFloat"],
      ],
    },
    {
      heading: "Cost Analysis",
      expected: [
        ["Model", "Training Cost", "Per-Request Cost"],
        ["V7 (703K tokens)", "~$2.80", "$0.15/1M input, $0.60/1M output"],
        ["GPT-4o-mini base", "-", "$0.15/1M input, $0.60/1M output"],
      ],
    },
    {
      heading: "Files Location",
      expected: [
        ["File", "Purpose"],
        ["`data/finetune_job_v7.json`", "V7 job metadata"],
        ["`data/test_results_openai_*.json`", "Individual test results"],
      ],
    },
  ])("gives the table $heading back, cell by cell", async ({ heading, expected }) => {
    const { markdown } = await renderReport(sampleReport());
    expect(tableUnder(markdown, heading)).toEqual(expected);
  });

  it("has the sections of the summary in its order", async () => {
    const { markdown } = await renderReport(sampleReport());
    expect(markdown.match(/^## .*/gm)).toEqual([
      "## Production Model (V7)",
      "## Model Version History",
      "## How to Use",
      "## Evaluation Test Categories",
      "## Cost Analysis",
      "## Files Location",
      "## Key Improvements in V7",
    ]);
    expect(markdown).toContain("> Last Updated: January 10, 2026");
    expect(markdown).toContain(
      "### V7 (Production) - January 7, 2026\n\n- **Job ID**: `ftjob-fDzdTbmDP0jC4ehQweIIlvjm`",
    );
    expect(markdown).toContain("### Special Infected Events (8 tests)\n\n- tank_spawn, hunter_pounce, smoker_grab,");
    expect(markdown).toContain("2. **100% wrong API avoidance** (vs 86.7% in V6)\n3. **80% pass rate** (vs 50% in V6)");
  });

  it("names the gaps of the dataset in the page as in the Markdown", async () => {
    const { markdown, html } = await renderReport(sampleReport());
    expect(tableUnder(markdown, "Dataset Gaps").map(([category]) => category)).toEqual([
      "Category",
      "Further Scenarios",
      "Map Events",
    ]);
    const gaps = /Gaps in the dataset of V7.*?<\/table>/s.exec(html)?.[0] ?? "";
    expect([...gaps.matchAll(/<th scope="row">([^<]+)</g)].map(([, category]) => category)).toEqual([
      "Further Scenarios",
      "Map Events",
    ]);
  });

  it("says beside the figures what they can bear, and what stated prices should be", async () => {
    const { markdown } = await renderReport(sampleReport());
    expect(markdown).toContain("compatible with a true pass rate of 49% to 94.3% (Wilson interval, 95%)");
    expect(markdown).toContain("703,947 tokens at $3.00/1M are $2.11 (price table of 2026-11-23)");
    expect(markdown).toContain("the tuned model's is $0.30/1M input, $1.20/1M output");
  });

  it("tells how the version compares with another, and nothing of versions that it is not about", async () => {
    const comparisons = [
      { first: "v6", second: "v7", p: 0.25, verdict: "It may be chance." },
      { first: "v4", second: "v5", p: 0.01, verdict: "Long ago." },
    ];
    const { markdown, html } = await renderReport(sampleReport({ comparisons }));
    expect(markdown).toContain("- It may be chance.");
    expect(markdown).not.toContain("Long ago.");
    expect(html).toContain("<p>Long ago.</p>");
  });

  it("never shows a rehearsal on the local baseline as the model that it rehearses", async () => {
    const data = sampleReport();
    const rehearsal = jobRecordSchema.parse({ ...data.jobs[0], version: "v8", provider: "local" });
    const [results] = data.evaluations;
    const evaluations = results ? [results, { ...results, label: "v8" }] : [];
    const { markdown, html } = await renderReport({ ...data, jobs: [rehearsal, ...data.jobs], evaluations });
    expect(markdown).toContain("- **Model**: Local baseline, rehearsing GPT-4o-mini");
    expect(markdown).not.toContain("V8 (703K tokens)");
    expect(html).toContain("V8 (local baseline)");
  });

  it("shows what the repairs did, side by side", async () => {
    const repairs: ReportData["repairs"] = {
      version: "v8",
      figures: [
        { name: "Wrong-API avoidance", without: 0.9, with: 1, unit: "rate" },
        { name: "Average score", without: 8.1, with: 8.4, unit: "points" },
        { name: "Critical issues", without: 2, with: 0, unit: "count" },
      ],
      verdict: "It may be chance.",
    };
    const { markdown, html } = await renderReport(sampleReport({ repairs, sanitize: manyChanges(1) }));
    expect(tableUnder(markdown, "What the Repairs Did").slice(1)).toEqual([
      ["Wrong-API avoidance", "90%", "100%"],
      ["Average score", "8.1", "8.4"],
      ["Critical issues", "2", "0"],
    ]);
    expect(html).toContain("V8 against the same training without them");
  });

  it("says what the newest curve says, beside the curve", async () => {
    const message = "Validation loss was lowest at epoch 2 & has risen since.";
    const data = sampleReport({ curve: { version: "v7", code: "overfit", message } });
    const points = [1, 2].map((step) => metricPointSchema.parse({ step, epoch: step, train_loss: 3 - step }));
    const jobs = data.jobs.map((job, index) => (index === 0 ? { ...job, result_metrics: points } : job));
    const { markdown, html } = await renderReport({ ...data, jobs });
    expect(markdown).toContain(`## What the Curve Says\n\nV7: ${message}`);
    expect(html).toContain("<p>V7: Validation loss was lowest at epoch 2 &amp; has risen since.</p>");
  });

  it("marks a version that fell behind an older one", async () => {
    const data = sampleReport();
    const older = jobRecordSchema.parse({ ...data.jobs[2], evaluation: { pass_rate: 0.6, wrong_api_avoidance: 0.9 } });
    const { markdown } = await renderReport({ ...data, jobs: [...data.jobs.slice(0, 2), older] });
    expect(markdown).toContain("- **Result**: 50% pass rate, 86.7% wrong API avoidance (regression)");
    expect(markdown).toContain("- **Result**: 80% pass rate, 100% wrong API avoidance\n");
  });

  it("keeps a table whole whatever a note holds", async () => {
    const data = sampleReport();
    const [results] = data.evaluations;
    if (results?.cases[0]) results.cases[0].notes = "a | b\nc";
    const { markdown } = await renderReport({ ...data, evaluations: results ? [results] : [] });
    expect(markdown).toContain("| speed_boost | Yes | 10.0 | a \\| b c |");
  });

  it("is no HTML, whatever a note, a change or the title holds, and leaves code as it is", async () => {
    const hostile = "<img src=x onerror=alert(1)> `<b>` \\| \u202Egnorw";
    const data = sampleReport({ title: hostile });
    const [results] = data.evaluations;
    const [job] = data.jobs;
    if (results?.cases[0]) results.cases[0].notes = hostile;
    if (job) job.changes = hostile;
    const { markdown } = await renderReport({ ...data, evaluations: results ? [results] : [] });
    const shown = "&lt;img src=x onerror=alert(1)> `<b>`";
    expect(markdown).toContain(`# ${shown} \\| \\u202egnorw\n`);
    // Three backslashes: one of the text, doubled, and the one that escapes the pipe.
    expect(markdown).toContain(`| speed_boost | Yes | 10.0 | ${shown} \\\\\\| \\u202egnorw |`);
    expect(markdown).toContain(`- **Changes**: ${shown}`);
    expect(markdown).not.toMatch(/<img|\u202E/);
  });

  it("says so when there is nothing to say", async () => {
    const empty = sampleReport({ production: null, jobs: [], evaluations: [], suite: null, files: [], prices: [] });
    const { markdown, html, csv } = await renderReport(empty);
    expect(markdown).toContain("No version is in production yet.");
    expect(html).toContain("No version is in production.");
    expect(csv.split("\n")).toHaveLength(2);
  });
});

describe("renderReport() as CSV and JSON", () => {
  it("has one row per evaluation with its interval", async () => {
    const { csv } = await renderReport(sampleReport());
    const [head = "", row = ""] = csv.split("\n");
    const cells = Object.fromEntries(head.split(",").map((name, index) => [name, row.split(",")[index]]));
    expect(cells).toMatchObject({
      version: "v7",
      total: "10",
      passed: "8",
      pass_rate: "0.8",
      pass_rate_low: "0.4902",
      pass_rate_high: "0.9433",
      average_score: "9.4",
      security_score: "9.9",
      wrong_api_avoidance: "1",
      forbidden_pattern_avoidance: "0.8667",
      critical_issues: "0",
    });
  });

  it("writes no cell that a spreadsheet would run as a formula", async () => {
    const [results] = sampleReport().evaluations;
    const evaluations = results ? [{ ...results, model: '=HYPERLINK("http://x")' }] : [];
    const { csv } = await renderReport(sampleReport({ evaluations }));
    expect(csv).toContain("'=HYPERLINK");
  });

  it("gives its data back as JSON, and the same bytes each time", async () => {
    const data = sampleReport();
    const first = await renderReport(data);
    expect(reportDataSchema.parse(JSON.parse(first.json))).toEqual(data);
    expect(await renderReport(data)).toEqual(first);
  });
});
