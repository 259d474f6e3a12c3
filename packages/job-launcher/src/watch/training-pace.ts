import type { JobRecord, MetricPoint } from "@tunewright/schema";
import type { Clock } from "../clock.ts";
import { metricOfEvent } from "../metrics/metric-of-event.ts";
import { costOf } from "../record/build-record.ts";
import type { RemoteEvent, RemoteJob } from "../training-provider.ts";

/** How far a training is. */
export interface TrainingProgress {
  readonly type: "progress";
  /** Steps so far; `null` where the provider counts none. */
  readonly step: number | null;
  /** Steps in all; `undefined` until the provider tells. */
  readonly totalSteps: number | undefined;
  /** Epochs so far, a part of one as a fraction; `null` where the provider does not say. */
  readonly epoch: number | null;
  /** Epochs in all; `null` until the provider tells. */
  readonly epochs: number | null;
  /** Part of the whole that is done, from 0 to 1; `undefined` where it cannot be told. */
  readonly share: number | undefined;
  /** The newest point of the curve; `null` where there is none yet. */
  readonly point: MetricPoint | null;
  /** Milliseconds that are left, as the provider says or at the pace so far. */
  readonly etaMs: number | undefined;
  /** USD, at the pace so far; `null` where no price is known. */
  readonly costSoFar: number | null;
}

/** Tells from what was done so far how long the rest will take, and what it has cost. */
export class TrainingPace {
  readonly #clock: Clock;
  readonly #record: JobRecord;
  #first: { readonly share: number; readonly at: number } | undefined;

  constructor(clock: Clock, record: JobRecord) {
    this.#clock = clock;
    this.#record = record;
  }

  /** The progress that an event with metrics tells of. */
  ofEvent(event: RemoteEvent): TrainingProgress | undefined {
    const metric = metricOfEvent(event);
    if (metric === undefined) return undefined;
    const { point, totalSteps } = metric;
    const at = event.createdAt ?? this.#clock.now();
    return this.#progress({ step: point.step, totalSteps, epoch: point.epoch, point, at });
  }

  /** The progress that the job itself tells of, with the newest point of its curve. */
  ofJob(job: RemoteJob, point: MetricPoint | null): TrainingProgress | undefined {
    const { progress, epochs } = job;
    if (progress === undefined && point === null) return undefined;
    const { epoch = null, secondsLeft = null } = progress ?? {};
    const ofEpochs = epoch === null || epochs === null || epochs <= 0 ? undefined : epoch / epochs;
    const step = largest(progress?.step, point?.step);
    const totalSteps = progress?.totalSteps ?? undefined;
    return this.#progress({
      step,
      totalSteps,
      epoch,
      epochs,
      // Steps tell it best.
      share: step !== null && totalSteps !== undefined ? undefined : (progress?.share ?? ofEpochs),
      point,
      at: this.#clock.now(),
      etaMs: secondsLeft === null ? undefined : Math.max(0, secondsLeft * 1000),
    });
  }

  #progress(known: {
    readonly step: number | null;
    readonly totalSteps: number | undefined;
    readonly epoch: number | null;
    readonly epochs?: number | null;
    readonly share?: number | undefined;
    readonly point: MetricPoint | null;
    readonly at: number;
    readonly etaMs?: number | undefined;
  }): TrainingProgress {
    const { step, totalSteps, epoch, epochs = null, point, at } = known;
    const bySteps =
      step === null || totalSteps === undefined || totalSteps <= 0 ? undefined : Math.min(1, step / totalSteps);
    const share = known.share === undefined ? bySteps : Math.min(1, Math.max(0, known.share));
    const etaMs = known.etaMs ?? this.#timeLeft(share, at);
    return { type: "progress", step, totalSteps, epoch, epochs, share, point, etaMs, costSoFar: this.#cost(share) };
  }

  #timeLeft(share: number | undefined, at: number): number | undefined {
    if (share === undefined) return undefined;
    this.#first ??= { share, at };
    const done = share - this.#first.share;
    return done <= 0 ? undefined : Math.max(0, ((at - this.#first.at) / done) * (1 - share));
  }

  #cost(share: number | undefined): number | null {
    const { cost } = this.#record;
    const estimated = cost.estimated ?? (cost.price_per_million_tokens === 0 ? costOf(0, 0) : null);
    return share === undefined || estimated === null ? null : estimated * share;
  }
}

function largest(...values: readonly (number | null | undefined)[]): number | null {
  const known = values.filter((value) => typeof value === "number");
  return known.length === 0 ? null : Math.max(...known);
}
