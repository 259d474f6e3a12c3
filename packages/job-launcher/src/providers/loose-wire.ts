import * as z from "zod";
import type { JobPhase } from "../training-provider.ts";

/**
 * Parts of the shapes that services send, read loosely: they send more than their specifications say (`error: {}` in a healthy job,
 * `null` for a list, new words for a status), and a strict reader would lose sight of a paid job.
 */
export const text = z.string().nullish().catch(null);
/** A number that may be missing; anything else counts as missing. */
export const figure = z.number().nullish().catch(null);

/** The phase that a service's word means; `unknown` for a word that nobody has told us of. */
export function phaseIn(phases: Readonly<Record<string, JobPhase>>, word: string): JobPhase {
  return Object.hasOwn(phases, word) ? (phases[word] ?? "unknown") : "unknown";
}

/** A time in ISO 8601 as milliseconds since 1970; nothing where there is none, or none that can be read. */
export function parseTime(value: string | null | undefined): number | null {
  const time = value ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? null : time;
}

/** The settings that a service told. */
export function told<Value>(settings: Readonly<Record<string, Value | null | undefined>>): Record<string, Value> {
  const entries = Object.entries(settings).filter(
    (entry): entry is [string, Value] => entry[1] !== null && entry[1] !== undefined,
  );
  return Object.fromEntries(entries);
}
