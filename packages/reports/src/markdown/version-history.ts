import type { JobRecord, ReportData } from "@tunewright/schema";
import { code, count, longDate, newestFirst, percent, trainedModel, versionName, versionNumber } from "../format.ts";
import { type VersionFigures, versionFigures } from "../version-figures.ts";

/** One section per version, newest first. */
export function versionHistory(data: ReportData): string[] {
  if (data.jobs.length === 0) return [];
  const jobs = newestFirst(data.jobs);
  const figures = versionFigures(data);
  return ["## Model Version History", ...jobs.flatMap((job) => [heading(job, data.production), entry(job, figures)])];
}

function heading({ version, finished_at, created_at }: JobRecord, production: string | null): string {
  const date = finished_at ?? created_at;
  const name = `${versionName(version)}${version === production ? " (Production)" : ""}`;
  return `### ${name}${date === null ? "" : ` - ${longDate(date)}`}`;
}

function entry(job: JobRecord, figures: readonly VersionFigures[]): string {
  const own = figures.find(({ version }) => version === job.version);
  const lines = [`- **Job ID**: ${code(job.job_id)}`];
  if (job.provider === "local") lines.push(`- **Model**: ${trainedModel(job)}`);
  if (job.train_examples !== null) lines.push(`- **Training Examples**: ${count(job.train_examples)}`);
  if (job.changes !== null) lines.push(`- **Changes**: ${job.changes}`);
  if (own) lines.push(`- **Result**: ${describeFigures(own)}${regressed(job, figures) ? " (regression)" : ""}`);
  else if (job.status !== null && job.status !== "succeeded") lines.push(`- **Status**: ${job.status}`);
  for (const note of job.notes) lines.push(`- *${note}*`);
  return lines.join("\n");
}

/** The figures of a version as `80% pass rate, 100% wrong API avoidance`. */
function describeFigures({ passRate, wrongApiAvoidance }: VersionFigures): string {
  const parts = [];
  if (passRate !== null) parts.push(`${percent(passRate)} pass rate`);
  if (wrongApiAvoidance !== null) parts.push(`${percent(wrongApiAvoidance)} wrong API avoidance`);
  return parts.join(", ");
}

/** A version regressed when an older one was better; a rehearsal on the local baseline is no successor of a paid model. */
function regressed({ version, provider }: JobRecord, all: readonly VersionFigures[]): boolean {
  const own = all.find((figures) => figures.version === version);
  if (own === undefined || provider === "local") return false;
  return all.some(
    (other) =>
      versionNumber(other.version) < versionNumber(version) &&
      (less(own.passRate, other.passRate) || less(own.wrongApiAvoidance, other.wrongApiAvoidance)),
  );
}

function less(value: number | null, than: number | null): boolean {
  return value !== null && than !== null && value < than;
}
