import type { JobRecord } from "@tunewright/schema";
import { formatNumber } from "@tunewright/schema/format-count";
import { formatUsd } from "../output/format-usd.ts";
import { printable } from "../output/printable.ts";

/** The lines that tell a person about a job. */
export function describeRecord(record: JobRecord): string {
  const rows: (readonly [string, string | null])[] = [
    ["version", record.version],
    ["status", record.status ?? "unknown"],
    ["job", record.job_id],
    [
      "provider",
      record.provider === "local" ? "local (a small baseline, not a language model of anybody)" : record.provider,
    ],
    ["base model", record.base_model],
    ["model", record.fine_tuned_model],
    ["examples", examplesOf(record)],
    ["epochs", record.epochs === null ? null : String(record.epochs)],
    ["trained tokens", record.trained_tokens === null ? null : formatNumber(record.trained_tokens)],
    ["cost", costOf(record)],
    ["export", record.export_folder],
    ["error", record.error === null ? null : `${record.error.code ?? ""} ${record.error.message}`.trim()],
  ];
  return rows
    .filter((row): row is readonly [string, string] => row[1] !== null)
    .map(([name, value]) => `${name.padEnd(16)}${printable(value)}\n`)
    .join("");
}

/** Training and validation examples, as far as they are known. */
export function examplesOf(record: JobRecord): string | null {
  if (record.train_examples === null) return null;
  return `${record.train_examples} train${record.validation_examples === null ? "" : `, ${record.validation_examples} validation`}`;
}

/** What the job cost, or was estimated to cost. */
export function costOf({ cost }: JobRecord): string | null {
  const source = cost.price_date === null ? "" : ` (price of ${cost.price_date})`;
  if (cost.price_per_million_tokens === 0) return "nothing";
  if (cost.final !== null) return `${formatUsd(cost.final)}${source}`;
  if (cost.stated !== null) return `${cost.stated} (as stated)`;
  return cost.estimated === null ? null : `about ${formatUsd(cost.estimated)}${source}`;
}
