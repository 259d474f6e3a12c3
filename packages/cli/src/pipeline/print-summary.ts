import type { EvalComparison } from "@tunewright/evals";
import type {
  DedupeReport,
  JobRecord,
  MetricPoint,
  SanitizeReport,
  SplitManifest,
  TokenReport,
} from "@tunewright/schema";
import { formatCount, formatNumber } from "@tunewright/schema/format-count";
import { costOf } from "../training/describe-record.ts";

/** Everything that the end of a run shows. */
export interface RunSummary {
  readonly sanitize: SanitizeReport;
  readonly dedupe: DedupeReport;
  readonly manifest: Omit<SplitManifest, "records">;
  /** Clusters whose records stand on more than one side, as counted from the records. */
  readonly partedClusters: number;
  readonly tokens: TokenReport;
  readonly record: JobRecord;
}

/** What the data went through: records, repairs by rule, duplicates, sides, tokens and price. */
export function printCounts({ sanitize, dedupe, manifest, partedClusters, tokens, record }: RunSummary): string {
  const { counts } = manifest;
  const rows: [string, string][] = [
    ["records", `${formatNumber(sanitize.records)}, ${formatNumber(sanitize.rejected)} rejected`],
    [
      "repaired references",
      `${formatNumber(sanitize.replacements)} in ${formatCount(sanitize.changedRecords, "record")}`,
    ],
    ...sanitize.rules
      .filter((rule) => rule.replacements > 0)
      .toSorted((one, other) => other.replacements - one.replacements)
      .map(({ id, replacements }): [string, string] => [`  ${id}`, formatNumber(replacements)]),
    ["left alone, doubtful", formatNumber(sanitize.findings.filter(({ code }) => code === "doubtful").length)],
    [
      "duplicates",
      `${formatNumber(dedupe.exact)} exact, ${formatNumber(dedupe.near)} near (${dedupe.policy === "drop" ? "left out" : "kept on one side"})`,
    ],
    ["train", formatNumber(counts.train)],
    ["validation", formatNumber(counts.validation)],
    ...(counts.test === 0 ? [] : [["test", formatNumber(counts.test)] as [string, string]]),
    ["clusters on both sides", formatNumber(partedClusters)],
    [
      "tokens",
      `${formatNumber(tokens.tokens)} × ${formatCount(tokens.epochs, "epoch")} = ${formatNumber(tokens.trainedTokens)} (${tokens.encoding})`,
    ],
    ["price at this model", priceOf(tokens)],
    ["paid", costOf(record) ?? "unknown"],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}\n`).join("");
}

function priceOf({ price, baseModel }: TokenReport): string {
  if (price === null) return `unknown for ${baseModel}`;
  return `$${price.amount.toFixed(2)} for ${baseModel} ($${price.perMillion.toFixed(2)} per million, ${price.date})`;
}

/** Loss by epoch: the last point of each, with the validation loss nearest before it. */
export function printLoss(points: readonly MetricPoint[], baseline: boolean): string {
  const epochs = new Map<number, MetricPoint[]>();
  for (const point of points) {
    if (point.epoch === null) continue;
    const epoch = Math.max(1, Math.ceil(point.epoch - 1e-9));
    epochs.set(epoch, [...(epochs.get(epoch) ?? []), point]);
  }
  if (epochs.size === 0) return "  The provider gave no metrics.\n";
  const unit = baseline ? "  (local baseline: nats a token)" : "";
  const lines = [...epochs].map(([epoch, inside]) => {
    const losses = inside.flatMap(({ train_loss }) => train_loss ?? []);
    const mean = losses.reduce((sum, loss) => sum + loss, 0) / Math.max(1, losses.length);
    const valid = inside.findLast((point) => (point.full_valid_loss ?? point.valid_loss) !== null);
    const validLoss = valid?.full_valid_loss ?? valid?.valid_loss;
    return `  epoch ${epoch}  train ${mean.toFixed(4)}  validation ${validLoss?.toFixed(4) ?? "–"}\n`;
  });
  return `${lines.join("")}${unit === "" ? "" : `${unit}\n`}`;
}

/** The cases side by side: with the repairs and without. */
export function printSideBySide(comparison: EvalComparison, table: string): string {
  const moved = comparison.cases.filter((item) => item.first !== item.second);
  const names = moved.map(({ id, second }) => `${id} ${second ? "won" : "lost"}`).join(", ");
  return `${table}${moved.length === 0 ? "" : `Cases that the repairs moved: ${names}.\n`}`;
}
