import type { TrainingProgress, WatchEvent } from "@tunewright/job-launcher";
import { type CliContext, drawsProgress, note } from "../context.ts";
import { duration } from "../output/duration.ts";
import { formatUsd } from "../output/format-usd.ts";
import { printable } from "../output/printable.ts";
import { RedrawnLine } from "../terminal/redrawn-line.ts";

/** Draws what happens to a job: one line that is redrawn on a terminal, whole lines elsewhere. */
export class WatchDrawing {
  readonly #context: CliContext;
  /** Left out where nobody watches. */
  readonly #progress: RedrawnLine | undefined;

  constructor(context: CliContext) {
    this.#context = context;
    this.#progress = drawsProgress(context) ? new RedrawnLine(context.stderr) : undefined;
  }

  /** Draws one event. */
  async draw(event: WatchEvent): Promise<void> {
    switch (event.type) {
      case "job-status":
        return this.#line(`${event.job.id}: ${event.job.status}`);
      case "status-unknown":
        return this.#line(`The provider says "${event.status}", which is not known here; waiting on.`);
      case "outage":
        return this.#line(
          `The provider does not answer (${event.reason.replace(/\.$/, "")}); trying again in ${duration(event.delayMs)}.`,
        );
      case "progress": {
        const text = progressText(event);
        if (text !== "") this.#progress?.draw(text);
        return;
      }
      case "results-missing":
        return this.#line(
          `The ${event.results.join(" and ")} of the job cannot be had now; "tunewright watch" gets them later.`,
        );
      case "job-progress":
        return;
      case "job-event":
        if (event.event.level !== "info") await this.#line(`${event.event.level}: ${event.event.message}`);
        return;
      case "job-finished":
      case "record-written":
        return;
    }
  }

  /** Ends the line that is redrawn. */
  finish(): void {
    this.#progress?.leave();
  }

  async #line(text: string): Promise<void> {
    this.finish();
    // Words of a service: a terminal must not obey them.
    await note(this.#context, printable(text));
  }
}

/** How far a training is, as a line for a person, with what is known of it. */
export function progressText(progress: TrainingProgress): string {
  const { step, totalSteps, epoch, epochs, share, point, etaMs, costSoFar } = progress;
  const counted = (what: string, done: number, all: number | null | undefined): string =>
    `${what} ${Number(done.toFixed(2))}${all === null || all === undefined ? "" : ` of ${all}`}`;
  const parts = [
    step === null ? undefined : counted("step", step, totalSteps),
    step !== null || epoch === null ? undefined : counted("epoch", epoch, epochs),
    share === undefined || totalSteps !== undefined ? undefined : `${Math.floor(share * 100)} % done`,
    typeof point?.train_loss === "number" ? `loss ${point.train_loss.toFixed(4)}` : undefined,
    typeof point?.valid_loss === "number" ? `validation ${point.valid_loss.toFixed(4)}` : undefined,
    etaMs === undefined ? undefined : `${duration(etaMs)} left`,
    costSoFar === null || costSoFar === 0 ? undefined : `about ${formatUsd(costSoFar)} so far`,
  ];
  return parts.filter((part) => part !== undefined).join(", ");
}
