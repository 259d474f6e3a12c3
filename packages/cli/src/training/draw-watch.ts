import type { TrainingProgress, WatchEvent } from "@tunewright/job-launcher";
import { type CliContext, drawsProgress, note } from "../context.ts";
import { formatUsd } from "../output/format-usd.ts";
import { printable } from "../output/printable.ts";

/** Draws what happens to a job: one line that is redrawn on a terminal, whole lines elsewhere. */
export class WatchDrawing {
  readonly #context: CliContext;
  readonly #live: boolean;
  #drawn = false;

  constructor(context: CliContext) {
    this.#context = context;
    this.#live = drawsProgress(context);
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
        if (this.#live && text !== "") this.#redraw(text);
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
    if (this.#drawn) this.#context.stderr.write("\n");
    this.#drawn = false;
  }

  async #line(text: string): Promise<void> {
    this.finish();
    // Words of a service: a terminal must not obey them.
    await note(this.#context, printable(text));
  }

  #redraw(text: string): void {
    // A terminal that does not know its width says 0.
    const width = Math.max(20, (this.#context.stderr.columns || 80) - 1);
    this.#context.stderr.write(`\r\u001B[2K${text.slice(0, width)}`);
    this.#drawn = true;
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

/** A time span for a person: `45 s`, `12 min`, `3 h 20 min`. */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
