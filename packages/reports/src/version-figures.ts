import type { Interval, ReportData } from "@tunewright/schema";
import { versionNumber } from "./format.ts";

/** The few figures by which versions are compared. */
export interface VersionFigures {
  readonly version: string;
  /** Cases that passed; `null` where nothing states it. */
  readonly passed: number | null;
  /** Cases in all; `null` where nothing states it. */
  readonly total: number | null;
  /** From 0 to 1; `null` where nothing states it. */
  readonly passRate: number | null;
  /** Known where the evaluation itself is. */
  readonly interval: Interval | null;
  /** From 0 to 10; `null` where nothing states it. */
  readonly averageScore: number | null;
  /** From 0 to 1; `null` where nothing states it. */
  readonly wrongApiAvoidance: number | null;
  /** From 0 to 1; `null` where nothing states it. */
  readonly forbiddenPatternAvoidance: number | null;
}

/**
 * Figures of every evaluated version, oldest first: from its evaluation, else from what its job record states.
 *
 * @param data The report's data.
 */
export function versionFigures(data: ReportData): VersionFigures[] {
  const versions = new Set([...data.jobs.map(({ version }) => version), ...data.evaluations.map(({ label }) => label)]);
  return [...versions]
    .toSorted((a, b) => versionNumber(a) - versionNumber(b))
    .flatMap((version) => {
      const found = fromEvaluation(version, data) ?? fromRecord(version, data);
      return found ? [found] : [];
    });
}

function fromEvaluation(version: string, { evaluations }: ReportData): VersionFigures | undefined {
  const summary = evaluations.find(({ label }) => label === version)?.summary;
  if (summary === undefined) return undefined;
  const { passed, total, passRate, averageScore, wrongApiAvoidance, forbiddenPatternAvoidance } = summary;
  const interval = summary.statistics.passRateInterval;
  return { version, passed, total, passRate, interval, averageScore, wrongApiAvoidance, forbiddenPatternAvoidance };
}

function fromRecord(version: string, { jobs }: ReportData): VersionFigures | undefined {
  const stated = jobs.find((job) => job.version === version)?.evaluation;
  if (!stated || (stated.pass_rate === null && stated.wrong_api_avoidance === null)) return undefined;
  return {
    version,
    passed: stated.passed,
    total: stated.total,
    passRate: stated.pass_rate,
    interval: null,
    averageScore: stated.average_score,
    wrongApiAvoidance: stated.wrong_api_avoidance,
    forbiddenPatternAvoidance: stated.forbidden_pattern_avoidance,
  };
}
