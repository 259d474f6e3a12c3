import { formatNumber, type JobRecord } from "@tunewright/schema";

/** How the report writes figures, names and days; one place, so that Markdown and page agree. */

/** A rate from 0 to 1 as `80%`, `86.7%`. */
export function percent(rate: number): string {
  return `${Number((100 * rate).toFixed(1))}%`;
}

/** An interval of rates as `49% to 94.3%`. */
export function percentRange({ low, high }: { readonly low: number; readonly high: number }): string {
  return `${percent(low)} to ${percent(high)}`;
}

/** A figure in its own unit: a rate as `80%`, points as `9.4`, a count as it is. */
export function figureText(value: number, unit: "rate" | "points" | "count"): string {
  if (unit === "rate") return percent(value);
  return unit === "points" ? value.toFixed(1) : String(value);
}

/** A whole number as `703,947`; a dash where it is not known. */
export function count(value: number | null | undefined): string {
  return value === null || value === undefined ? "–" : formatNumber(value);
}

/** USD as `$2.11`; small amounts with more digits, so that they are not written as nothing. */
export function usd(value: number): string {
  if (value !== 0 && Math.abs(value) < 0.01) return `$${Number(value.toPrecision(2))}`;
  return `$${value.toFixed(2)}`;
}

/** A day or a moment as `January 7, 2026`, in UTC. */
export function longDate(value: string): string {
  return new Date(value).toLocaleDateString("en-US", {
    year: "numeric",
    month: "long",
    day: "numeric",
    timeZone: "UTC",
  });
}

/** A day or a moment as `Jan 7, 2026`, in UTC, for a narrow column. */
export function shortDate(value: string): string {
  return new Date(value).toLocaleDateString("en-US", {
    year: "numeric",
    month: "short",
    day: "numeric",
    timeZone: "UTC",
  });
}

/** `v7` as `V7`. */
export function versionName(version: string): string {
  return version.toUpperCase();
}

/** Sorts `v10` after `v9`; 0 for a label that is no version. */
export function versionNumber(version: string): number {
  return Number(/^v(\d+)/i.exec(version)?.[1] ?? 0);
}

/** What each version has, the newest version first. */
export function newestFirst<Item extends { readonly version: string }>(items: readonly Item[]): Item[] {
  return items.toSorted((one, other) => versionNumber(other.version) - versionNumber(one.version));
}

/** What a version's model is: a rehearsal on the local baseline is never shown as the model that it rehearses. */
export function trainedModel(job: Pick<JobRecord, "provider" | "base_model">): string | null {
  if (job.provider === "local")
    return `Local baseline${job.base_model === null ? "" : `, rehearsing ${modelName(job.base_model)}`}`;
  return job.base_model === null ? null : modelName(job.base_model);
}

/** A base model as people say it: `gpt-4o-mini-2024-07-18` as `GPT-4o-mini`. */
export function modelName(model: string): string {
  return model.replace(/-\d{4}-\d{2}-\d{2}$/, "").replace(/^gpt-/, "GPT-");
}

/** Controls but for tab and line feed, and the marks that turn the direction of text. */
const hidden = /[^\P{Cc}\t\n]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Text that reads as it is: a mark that turns its direction would show a name that is not the one in the data. */
export function visible(text: string): string {
  return text.replaceAll(hidden, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** A value of a Markdown cell: one line, no pipe that would end it, no HTML. */
function cell(text: string): string {
  // A backslash before a pipe would take away the one that escapes it.
  return inert(text.replaceAll(/\s*\n\s*/g, " ")).replaceAll(/(\\*)\|/g, "$1$1\\|");
}

/** A line of Markdown whose text is no HTML; code is none as it is. */
function inert(line: string): string {
  return line.replaceAll(/(`+)(?!`).*?(?<!`)\1(?!`)|</g, (found) => (found === "<" ? "&lt;" : found));
}

/** Markdown in which no datum is HTML, beside its tables, whose cells are made so one by one. */
export function withoutHtml(markdown: string): string {
  let isCode = false;
  const lines = markdown.split("\n").map((line) => {
    const isFence = line.startsWith("```");
    if (isFence) isCode = !isCode;
    return isCode || isFence || line.startsWith("| ") ? line : inert(line);
  });
  return lines.join("\n");
}

/** Inline code of Markdown, whatever backticks the text holds. */
export function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const space = text.startsWith("`") || text.endsWith("`") ? " " : "";
  return `${fence}${space}${text}${space}${fence}`;
}

/** A Markdown table. Cells are escaped here. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (row: readonly string[]): string => `| ${row.map(cell).join(" | ")} |`;
  return [line(head), `|${head.map(() => "---").join("|")}|`, ...rows.map(line)].join("\n");
}
