import { orderOfModel } from "../models/base-models.ts";
import type { StoredJob } from "../state/provider-state.ts";
import type { RequestedHyperparameters } from "../training/resolve-hyperparameters.ts";
import { TrainingThread } from "../training/training-thread.ts";
import type { WireJob, WireJobEvent } from "../wire/wire-job.ts";
import type { JobBook } from "./job-book.ts";
import { JobProgress } from "./job-progress.ts";
import { isActive } from "./job-status.ts";

/** Options for {@link JobRunner}. */
export interface JobRunnerOptions {
  readonly book: JobBook;
  /** Training steps a second at most; as fast as it goes where it is left out. */
  readonly speed?: number | undefined;
  /** Hears of an error that is no fault of the job's. */
  readonly onError: (error: unknown) => void;
}

/**
 * Trains jobs one after the other, in a thread beside the service.
 *
 * A training is a function of its files and settings. One that was stopped, by a pause or by a kill, is run again from
 * its start and tells nothing twice: steps that an event has shown are passed over.
 */
export class JobRunner {
  readonly #options: JobRunnerOptions;
  readonly #queue: string[] = [];
  readonly #thread = new TrainingThread();
  #current: string | undefined;
  #loop: Promise<void> | undefined;
  #closed = false;

  constructor(options: JobRunnerOptions) {
    this.#options = options;
  }

  /** Takes up the jobs that an earlier process left unfinished. */
  takeUp(): void {
    for (const job of this.#options.book.state.jobs.list()) if (isActive(job)) this.enqueue(job.id);
  }

  /** Puts a job at the end of the line. */
  enqueue(id: string): void {
    if (this.#closed || this.#queue.includes(id)) return;
    this.#queue.push(id);
    this.#loop ??= this.#work();
  }

  /** Stops work on a job, at once. Its new status must have been set before. */
  async stop(id: string): Promise<void> {
    const at = this.#queue.indexOf(id);
    if (at !== -1) this.#queue.splice(at, 1);
    if (this.#current === id) await this.#thread.stop();
  }

  /** Stops all work; unfinished jobs are taken up by the next process. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#queue.length = 0;
    await this.#thread.stop();
    await this.#loop;
  }

  async #work(): Promise<void> {
    const { book, onError } = this.#options;
    for (let id = this.#queue.shift(); id !== undefined; id = this.#queue.shift()) {
      const job = book.state.jobs.get(id);
      if (job === undefined || !isActive(job)) continue;
      try {
        await this.#train(job);
      } catch (error) {
        onError(error);
        const message = "The local provider could not train this job; its log says why.";
        await book.fail(id, { code: "server_error", message, param: null }).catch(onError);
      }
    }
    // Nothing may be awaited from the last look at the queue to here, or a job that comes then is left lying.
    this.#loop = undefined;
  }

  async #train({ id, wire }: StoredJob): Promise<void> {
    const { book, speed = null } = this.#options;
    const { state } = book;
    for (const [param, file] of Object.entries({
      training_file: wire.training_file,
      validation_file: wire.validation_file,
    })) {
      if (file === null) continue;
      await book.tellOnce(id, `Validating ${param.replace("_", " ")}: ${file}`);
      if (state.files.get(file) !== undefined) continue;
      await book.fail(id, { code: `invalid_${param}`, message: `The file ${file} was deleted.`, param });
      return;
    }
    const shownSteps = (await state.events.list(id)).reduce((most, event) => Math.max(most, stepOf(event)), 0);
    const progress = new JobProgress(id, book, shownSteps);
    const current = state.jobs.get(id);
    if (this.#closed || current === undefined || !isActive(current)) return;
    const task = {
      trainingPath: state.contentPath(wire.training_file),
      validationPath: wire.validation_file === null ? null : state.contentPath(wire.validation_file),
      format: wire.method?.type === "dpo" ? "preference" : "chat",
      baseModel: wire.model,
      order: orderOfModel(wire.model),
      seed: wire.seed,
      requested: requestedOf(wire),
      artefactFolder: state.artefactFolder(id),
      speed,
      stepsDone: shownSteps,
    } as const;
    this.#current = id;
    try {
      await this.#thread.train(task, (news) => progress.hear(news));
    } finally {
      this.#current = undefined;
    }
  }
}

function requestedOf({ hyperparameters }: WireJob): RequestedHyperparameters {
  return {
    epochs: hyperparameters.n_epochs ?? "auto",
    batchSize: hyperparameters.batch_size ?? "auto",
    learningRateMultiplier: hyperparameters.learning_rate_multiplier ?? "auto",
  };
}

function stepOf({ data }: WireJobEvent): number {
  return typeof data === "object" && data !== null && "step" in data && typeof data.step === "number" ? data.step : 0;
}
