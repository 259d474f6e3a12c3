import { EventEmitter, once } from "node:events";
import { type Clock, toSeconds } from "../clock.ts";
import { randomLetters } from "../state/new-id.ts";
import type { ProviderState, StoredJob } from "../state/provider-state.ts";
import type { WireJob, WireJobEvent } from "../wire/wire-job.ts";
import { isActive } from "./job-status.ts";

/** Options for {@link JobBook}. */
export interface JobBookOptions {
  readonly state: ProviderState;
  readonly clock: Clock;
  /** Whether somebody wants to be told of the end of jobs, over restarts too. */
  readonly announces: boolean;
  /** Hears of every job that came to its end. */
  readonly onEnd: (job: StoredJob) => void;
}

/** Writes down what becomes of jobs: statuses, and the events that tell of them. */
export class JobBook {
  readonly state: ProviderState;
  readonly clock: Clock;
  readonly #announces: boolean;
  readonly #onEnd: (job: StoredJob) => void;
  readonly #ends = new EventEmitter();
  readonly #closed = new AbortController();

  constructor({ state, clock, announces, onEnd }: JobBookOptions) {
    this.state = state;
    this.clock = clock;
    this.#announces = announces;
    this.#onEnd = onEnd;
    this.#ends.setMaxListeners(0);
  }

  /** Waits until a job has come to its end; rejects when the service closes before. */
  async whenEnded(id: string): Promise<WireJob> {
    const known = this.state.jobs.get(id);
    if (known === undefined) throw new RangeError(`There is no job ${id}.`);
    if (known.wire.finished_at !== null) return known.wire;
    await once(this.#ends, id, { signal: this.#closed.signal });
    return this.state.jobs.get(id)?.wire ?? known.wire;
  }

  /** Lets go of everybody who waits. */
  close(): void {
    this.#closed.abort();
  }

  /** Changes a job that is still to be worked on. @returns `undefined` where somebody has stopped or ended it. */
  async change(id: string, change: Partial<WireJob>): Promise<StoredJob | undefined> {
    const job = this.state.jobs.get(id);
    if (job === undefined || !isActive(job)) return undefined;
    const changed = { ...job, wire: { ...job.wire, ...change } };
    await this.state.jobs.put(changed);
    return changed;
  }

  /** Sets the last status of a job, whichever it had, and lets the listener know. */
  async end(job: StoredJob, change: Partial<WireJob>): Promise<StoredJob> {
    const times = { finished_at: toSeconds(this.clock.now()), estimated_finish: null };
    const ended = { ...job, wire: { ...job.wire, ...times, ...change }, webhookDue: this.#announces };
    await this.state.jobs.put(ended);
    this.#ends.emit(job.id);
    this.#onEnd(ended);
    return ended;
  }

  /** Ends a job that cannot go on. */
  async fail(id: string, error: NonNullable<WireJob["error"]>): Promise<void> {
    const job = this.state.jobs.get(id);
    if (job === undefined || !isActive(job)) return;
    await this.state.events.append(id, [
      this.event(error.message, { level: "error", data: { error_code: error.code } }),
    ]);
    await this.end(job, { status: "failed", error });
  }

  /** Adds a message unless an earlier run of the same job has told it. */
  async tellOnce(id: string, message: string): Promise<void> {
    if ((await this.state.events.list(id)).some((event) => event.message === message)) return;
    await this.tell(id, message);
  }

  /** Adds a message. */
  async tell(id: string, message: string): Promise<void> {
    await this.state.events.append(id, [this.event(message)]);
  }

  /** A new event of this moment. */
  event(message: string, more: Partial<Pick<WireJobEvent, "level" | "type" | "data">> = {}): WireJobEvent {
    return {
      id: `ftevent-${randomLetters()}`,
      object: "fine_tuning.job.event",
      created_at: toSeconds(this.clock.now()),
      level: "info",
      message,
      type: "message",
      data: {},
      ...more,
    };
  }
}
