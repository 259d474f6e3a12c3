import type { JobCheckpoint, JobEvent } from "@tunewright/schema";
import { redact } from "../redact.ts";
import type { RemoteCheckpoint, RemoteEvent, RemoteJob } from "../training-provider.ts";

/** Last millisecond whose year has four digits, as ISO dates want it. */
const lastMoment = Date.UTC(9999, 11, 31);

/**
 * A job whose figures fit a record: what no job can have (a negative count, a time beyond the calendar) counts as not told. A service
 * that sends nonsense in one field must not cost the record of a paid job.
 */
export function tidyJob(job: RemoteJob): RemoteJob {
  return {
    ...job,
    trainedTokens: countOf(job.trainedTokens),
    epochs: job.epochs !== null && Number.isFinite(job.epochs) && job.epochs > 0 ? job.epochs : null,
    seed: job.seed !== null && Number.isSafeInteger(job.seed) ? job.seed + 0 : null,
    createdAt: timeOf(job.createdAt),
    finishedAt: timeOf(job.finishedAt),
    estimatedFinish: timeOf(job.estimatedFinish),
    cost: amountOf(job.cost),
    estimatedCost: amountOf(job.estimatedCost) ?? undefined,
  };
}

/** An event as a record keeps it, free of keys. */
export function toJobEvent(event: RemoteEvent): JobEvent {
  return {
    id: event.id,
    created_at: isoOf(event.createdAt),
    level: event.level,
    type: event.type,
    message: redact(event.message),
  };
}

/** A checkpoint as a record keeps it. */
export function toJobCheckpoint({ id, step, model, createdAt, metrics }: RemoteCheckpoint): JobCheckpoint {
  return { id, step: countOf(step), model, created_at: isoOf(createdAt), metrics: { ...metrics } };
}

/** A time as ISO says it; `null` for none, and for one that no calendar has. */
export function isoOf(ms: number | null): string | null {
  const time = timeOf(ms);
  return time === null ? null : new Date(time).toISOString();
}

function timeOf(ms: number | null): number | null {
  return ms !== null && ms >= 0 && ms <= lastMoment ? ms : null;
}

function countOf(value: number | null): number | null {
  // JSON knows no zero below zero: a record must be the same once it is read again.
  const whole = value === null ? Number.NaN : Math.round(value) + 0;
  return Number.isSafeInteger(whole) && whole >= 0 ? whole : null;
}

function amountOf(value: number | null | undefined): number | null {
  return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value + 0 : null;
}
