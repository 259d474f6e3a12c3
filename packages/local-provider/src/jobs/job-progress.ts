import { writeFile } from "node:fs/promises";
import { toSeconds } from "../clock.ts";
import { checkpointName, organization, trainedModelName } from "../models/model-name.ts";
import type { StoredJob } from "../state/provider-state.ts";
import { figure, metricsCsv, metricsFileName } from "../training/metrics-csv.ts";
import type { TrainingStep } from "../training/train-baseline.ts";
import type { JobNews } from "../training/training-task.ts";
import type { WireCheckpoint, WireJob, WireJobEvent, WireMethod } from "../wire/wire-job.ts";
import type { JobBook } from "./job-book.ts";
import { isActive } from "./job-status.ts";

type Validated = Extract<JobNews, { kind: "validated" }>;

/** Epochs whose checkpoints are kept, counted from the last. */
const keptCheckpoints = 3;

/** Turns the news of one run of a training into the statuses, events, checkpoints and files of its job. */
export class JobProgress {
  readonly #id: string;
  readonly #book: JobBook;
  readonly #steps: TrainingStep[] = [];
  #shownSteps: number;
  #begun: { readonly at: number; readonly news: Validated } | undefined;

  /** @param shownSteps Steps that events of an earlier run have shown. */
  constructor(id: string, book: JobBook, shownSteps: number) {
    this.#id = id;
    this.#book = book;
    this.#shownSteps = shownSteps;
  }

  /** Takes in the next piece of news. */
  async hear(news: JobNews): Promise<void> {
    const job = this.#book.state.jobs.get(this.#id);
    // Somebody cancelled or paused it while the news was under way.
    if (job === undefined || !isActive(job)) return;
    if (news.kind === "invalid") await this.#book.fail(this.#id, news.fault);
    else if (news.kind === "validated") await this.#begin(job, news);
    else if (news.kind === "steps") await this.#show(job, news.steps);
    else await this.#finish(job);
  }

  async #begin(job: StoredJob, news: Validated): Promise<void> {
    if (job.fault?.kind === "moderation-block") {
      await this.#book.fail(this.#id, moderationBlock);
      return;
    }
    const { epochs, batchSize, learningRateMultiplier } = news.hyperparameters;
    const resolved = { n_epochs: epochs, batch_size: batchSize, learning_rate_multiplier: learningRateMultiplier };
    const { method, status } = job.wire;
    if (status === "validating_files") {
      await this.#book.tellOnce(this.#id, "Files validated, moving job to queued state");
      await this.#book.change(this.#id, {
        status: "queued",
        hyperparameters: resolved,
        ...(method === undefined ? {} : { method: resolveMethod(method, resolved) }),
      });
    }
    await this.#book.tellOnce(this.#id, "Fine-tuning job started");
    await this.#book.tellOnce(this.#id, describeBaseline(news));
    await this.#book.change(this.#id, { status: "running" });
    this.#begun = { at: this.#book.clock.now(), news };
  }

  async #show({ wire, fault }: StoredJob, news: readonly TrainingStep[]): Promise<void> {
    const { state, clock } = this.#book;
    const last = news.at(-1);
    if (last === undefined || this.#begun === undefined) return;
    this.#steps.push(...news);
    const events: WireJobEvent[] = [];
    const ends: TrainingStep[] = [];
    for (const step of news) {
      if (fault?.kind === "failed-job" && step.step * 2 >= step.totalSteps) {
        await state.events.append(this.#id, events);
        const { code = "server_error", message = "The job failed while training, as its fault says." } = fault;
        await this.#book.fail(this.#id, { code, message, param: null });
        return;
      }
      if (step.step > this.#shownSteps) {
        events.push(this.#book.event(describeStep(step), { type: "metrics", data: dataOfStep(step) }));
      }
      if (step.endsEpoch && this.#begun.news.hyperparameters.epochs - step.epoch < keptCheckpoints) ends.push(step);
    }
    this.#shownSteps = Math.max(this.#shownSteps, last.step);
    if (events.length > 0) await state.events.append(this.#id, events);
    for (const step of ends) await this.#keepCheckpoint(step);
    const left = ((clock.now() - this.#begun.at) * (last.totalSteps - last.step)) / last.step;
    const estimate = Math.ceil((clock.now() + left) / 1000);
    if (estimate !== wire.estimated_finish) await this.#book.change(this.#id, { estimated_finish: estimate });
  }

  async #keepCheckpoint(step: TrainingStep): Promise<void> {
    const { jobs } = this.#book.state;
    const job = jobs.get(this.#id);
    if (job === undefined || !isActive(job)) return;
    if (job.checkpoints.some(({ step_number }) => step_number === step.step)) return;
    const checkpoint = toCheckpoint(step, job.wire, toSeconds(this.#book.clock.now()));
    await jobs.put({ ...job, checkpoints: [...job.checkpoints, checkpoint] });
    await this.#book.tellOnce(this.#id, `Checkpoint created at step ${step.step}`);
  }

  async #finish(job: StoredJob): Promise<void> {
    const { state, clock } = this.#book;
    const created = toSeconds(clock.now());
    const csv = metricsCsv(this.#steps);
    // Named after the job, so that an end that a kill cut short makes the same file again and not a second.
    const resultFile = this.#id.replace("ftjob-", "file-");
    await writeFile(state.contentPath(resultFile), csv);
    await state.files.put({
      id: resultFile,
      object: "file",
      bytes: Buffer.byteLength(csv),
      created_at: created,
      filename: metricsFileName,
      purpose: "fine-tune-results",
      status: "processed",
    });
    const name = trainedModelName(job.wire.model, job.wire.user_provided_suffix, this.#id);
    for (const id of [name, ...job.checkpoints.map((checkpoint) => checkpoint.fine_tuned_model_checkpoint)]) {
      const wire = { id, object: "model" as const, created, owned_by: organization, shutdown_date: null };
      await state.models.put({ id, wire, jobId: this.#id });
    }
    const current = state.jobs.get(this.#id);
    if (current === undefined || !isActive(current)) return;
    await this.#book.tellOnce(this.#id, `New fine-tuned model created: ${name}`);
    await this.#book.tellOnce(this.#id, "The job has successfully completed");
    await this.#book.end(current, {
      status: "succeeded",
      fine_tuned_model: name,
      result_files: [resultFile],
      trained_tokens: this.#begun?.news.plan.trainedTokens ?? null,
    });
  }
}

/** Names no example, as the live service does not. */
const moderationBlock: NonNullable<WireJob["error"]> = {
  code: "invalid_training_file",
  message:
    "The job failed due to an invalid training file. This training file was blocked by our moderation system because it " +
    "contains too many examples that violate the usage policies.",
  param: "training_file",
};

function describeBaseline({ plan, trainExamples, validationExamples }: Validated): string {
  return (
    `Training the local baseline of tunewright, which is no GPT model: interpolated n-grams, ${trainExamples} training and ` +
    `${validationExamples} validation examples, ${plan.vocabularySize} tokens in the vocabulary. ` +
    `Losses are in nats a token; before training they are ${figure(Math.log(plan.vocabularySize))}`
  );
}

function describeStep({ step, totalSteps, train, validation }: TrainingStep): string {
  const held = validation === null ? "" : `, validation loss=${validation.loss.toFixed(2)}`;
  return `Step ${step}/${totalSteps}: training loss=${train.loss.toFixed(2)}${held}`;
}

function dataOfStep(step: TrainingStep): object {
  return { step: step.step, total_steps: step.totalSteps, epoch: step.epoch, ...metricsOf(step) };
}

/** The figures of a step that were measured at it, by their names in events and checkpoints. */
function metricsOf({ train, validation, fullValidation }: TrainingStep): Omit<WireCheckpoint["metrics"], "step"> {
  return {
    train_loss: figure(train.loss),
    train_mean_token_accuracy: figure(train.accuracy),
    ...(validation === null
      ? {}
      : { valid_loss: figure(validation.loss), valid_mean_token_accuracy: figure(validation.accuracy) }),
    ...(fullValidation === null
      ? {}
      : {
          full_valid_loss: figure(fullValidation.loss),
          full_valid_mean_token_accuracy: figure(fullValidation.accuracy),
        }),
  };
}

function toCheckpoint(step: TrainingStep, wire: WireJob, created: number): WireCheckpoint {
  return {
    id: `ftckpt_${wire.id.replace("ftjob-", "")}_${step.step}`,
    object: "fine_tuning.job.checkpoint",
    created_at: created,
    fine_tuned_model_checkpoint: checkpointName(
      trainedModelName(wire.model, wire.user_provided_suffix, wire.id),
      step.step,
    ),
    fine_tuning_job_id: wire.id,
    step_number: step.step,
    metrics: { step: step.step, ...metricsOf(step) },
  };
}

function resolveMethod(method: WireMethod, resolved: Record<string, number>): WireMethod {
  if (method.type === "reinforcement") return method;
  const beta = method.dpo?.hyperparameters?.beta;
  return method.type === "dpo"
    ? {
        type: "dpo",
        dpo: { hyperparameters: { ...resolved, beta: beta === undefined || beta === "auto" ? 0.1 : beta } },
      }
    : { type: "supervised", supervised: { hyperparameters: resolved } };
}
