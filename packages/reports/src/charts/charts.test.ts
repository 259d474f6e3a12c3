import { describe, expect, it } from "@jest/globals";
import { metricPointSchema } from "@tunewright/schema";
import { apiCoverage, recordsByCategory, similarityHistogram, tokenLengths } from "./dataset-charts.ts";
import { lossCurves } from "./loss-curves.ts";
import { passRates } from "./pass-rates.ts";

const metrics = (factor: number) =>
  Array.from({ length: 30 }, (_, index) =>
    metricPointSchema.parse({
      step: index + 1,
      epoch: (index + 1) / 10,
      train_loss: factor * (3 - index / 15),
      valid_loss: index % 10 === 9 ? factor * (3.2 - index / 15) : null,
    }),
  );
const figures = (version: string, passRate: number | null, interval: { low: number; high: number } | null) => ({
  version,
  passRate,
  interval,
  passed: null,
  total: null,
  averageScore: null,
  wrongApiAvoidance: null,
  forbiddenPatternAvoidance: null,
});

const charts: readonly { name: string; draw: (embedded: boolean) => Promise<string | undefined>; says: string }[] = [
  {
    name: "loss by step",
    draw: (embedded) => lossCurves([{ version: "v8", result_metrics: metrics(1) }], { embedded }),
    says: "V8 train loss goes from 3.000 to 1.067 at step 30.",
  },
  {
    name: "loss by epoch",
    draw: (embedded) => lossCurves([{ version: "v8", result_metrics: metrics(1) }], { embedded, by: "epoch" }),
    // Means of ten: 3 − 4.5/15, and 3 − 24.5/15.
    says: "V8 train loss goes from 2.700 to 1.367 at epoch 3.",
  },
  {
    name: "token lengths",
    draw: (embedded) =>
      tokenLengths(
        [
          { from: 0, to: 100, train: 5, validation: 1 },
          { from: 100, to: 200, train: 9, validation: 2 },
        ],
        { embedded },
      ),
    says: "17 records of 0 to 200 tokens; most have 100 to 200.",
  },
  {
    name: "records by category",
    draw: (embedded) => recordsByCategory([{ name: "maps & <more>", train: 90, validation: 10 }], { embedded }),
    says: "maps &amp; &lt;more&gt;: 90 train, 10 validation (10%).",
  },
  {
    name: "similarity",
    draw: (embedded) =>
      similarityHistogram(
        {
          threshold: 0.8,
          bins: [
            { from: 0.4, to: 0.6, pairs: 7 },
            { from: 0.8, to: 1, pairs: 3 },
          ],
        },
        { embedded },
      ),
    says: "3 of 10 compared pairs are at or above the threshold of 0.8",
  },
  {
    name: "API coverage",
    draw: (embedded) =>
      apiCoverage(
        [
          { symbol: "HookEvent", train: 40, validation: 4 },
          { symbol: "only_train", train: 3, validation: 0 },
          { symbol: "only_validation", train: 0, validation: 1 },
        ],
        { embedded },
      ),
    says: "Of 3 symbols, 1 are in train only and 1 in validation only.",
  },
  {
    name: "pass rates",
    draw: (embedded) =>
      passRates([figures("v5", null, null), figures("v6", 0.5, null), figures("v7", 0.8, { low: 0.49, high: 0.943 })], {
        embedded,
      }),
    says: "V6: 50% (interval not known). V7: 80% (95% interval 49% to 94.3%).",
  },
];

describe.each(charts)("the chart of $name", ({ draw, says }) => {
  it("has a title and says in words what it shows", async () => {
    const svg = (await draw(false)) ?? "";
    const [, title, description] = /aria-labelledby="(\S+) (\S+)"/.exec(svg) ?? [];
    expect(svg).toContain(`<title id="${title}">`);
    expect(svg).toContain(`<desc id="${description}">`);
    expect(svg).toContain(says);
  });

  it("takes its colours from variables, alone for dark and light, in a page from the page", async () => {
    const alone = (await draw(false)) ?? "";
    const embedded = (await draw(true)) ?? "";
    expect(alone).toContain("@media(prefers-color-scheme:dark)");
    expect(embedded).not.toContain("<style>");
    expect(embedded).toMatch(/var\(--chart-(?:train|validation)\)/);
    expect(embedded).not.toContain("#010a");
    expect(embedded).not.toMatch(/NaN|undefined/);
  });

  it("is the same for the same data", async () => expect(await draw(true)).toBe(await draw(true)));
});

describe("a chart without data", () => {
  it("is not drawn", async () => {
    expect(await lossCurves([{ version: "v5", result_metrics: [] }])).toBeUndefined();
    expect(await tokenLengths([])).toBeUndefined();
    expect(await recordsByCategory([])).toBeUndefined();
    expect(await similarityHistogram(null)).toBeUndefined();
    expect(await apiCoverage([])).toBeUndefined();
    expect(await passRates([figures("v5", null, null)])).toBeUndefined();
  });
});

describe("lossCurves()", () => {
  it("draws earlier versions faint and the newest strong, by number and not by order", async () => {
    const jobs = [
      { version: "v10", result_metrics: metrics(1) },
      { version: "v9", result_metrics: metrics(2) },
    ];
    const svg = (await lossCurves(jobs)) ?? "";
    expect(svg.match(/stroke-opacity="0.3"|opacity="0.3"/g)).toHaveLength(2);
    expect(svg.indexOf("V10 validation")).toBeLessThan(svg.indexOf("V9 validation"));
  });

  it("keeps ten thousand steps small", async () => {
    const long = Array.from({ length: 10_000 }, (_, step) =>
      metricPointSchema.parse({ step, train_loss: 1 / (step + 1) }),
    );
    const svg = (await lossCurves([{ version: "v8", result_metrics: long }])) ?? "";
    expect(svg.length).toBeLessThan(30_000);
  });

  it("names round values on a logarithmic axis", async () => {
    const losses = [8, 3, 1.2, 0.6, 0.4];
    const points = losses.map((train_loss, index) => metricPointSchema.parse({ step: index + 1, train_loss }));
    const svg = (await lossCurves([{ version: "v8", result_metrics: points }])) ?? "";
    // The labels of the y axis stand between the titles of the two axes.
    const axis = svg.slice(svg.indexOf(">step<"), svg.indexOf(">loss<"));
    expect([...axis.matchAll(/>([\d.]+)<\/text>/g)].map(([, label]) => label)).toEqual(["0.5", "1", "2", "5"]);
  });
});

// Every name that a plain object answers to, of which code calls some every day.
describe.each([...Object.getOwnPropertyNames(Object.prototype), "length", "it's", 'a "b"', "a\\b"])(
  "a row that is called %s",
  (name) => {
    const counts = { train: 3, validation: 1 };

    it("is drawn among API symbols and among categories", async () => {
      const symbols = [
        { symbol: "first", train: 9, validation: 1 },
        { symbol: name, ...counts },
      ];
      expect(labelsOf(await apiCoverage(symbols))).toEqual(["first", name]);
      const categories = [
        { name, ...counts },
        { name: "last", train: 1, validation: 1 },
      ];
      expect(labelsOf(await recordsByCategory(categories))).toEqual([name, "last"]);
    });
  },
);

describe("recordsByCategory()", () => {
  it.each([
    [40, 40, "category39"],
    [41, 40, "2 others"],
    [5000, 40, "4,961 others"],
  ])("draws %d categories as %d rows, the last one of which is %s", async (count, rows, last) => {
    const categories = Array.from({ length: count }, (_, at) => ({ name: `category${at}`, train: 9, validation: 1 }));
    const svg = (await recordsByCategory(categories)) ?? "";
    const labels = labelsOf(svg);
    expect([labels.length, labels.at(-1)]).toEqual([rows, last]);
    expect(svg).toContain(`>category0: 9 train, 1 validation (10%).`);
    if (count === 5000) expect(svg).toContain("4,961 others: 44,649 train, 4,961 validation (10%).");
  });
});

/** The names of the rows as they are read, from the top. */
function labelsOf(svg = ""): string[] {
  const labels = [...svg.matchAll(/text-anchor="end" transform="translate\(-[\d.]+,[\d.]+\)"[^>]*>([^<]*)</g)];
  return labels.map(([, label = ""]) =>
    label.replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("\u2060", ""),
  );
}

describe("tokenLengths()", () => {
  it("names only the sides that were counted", async () => {
    const svg = (await tokenLengths([{ from: 0, to: 100, train: 3, validation: 0 }])) ?? "";
    expect(svg).toContain(">train<");
    expect(svg).not.toContain(">validation<");
  });
});
