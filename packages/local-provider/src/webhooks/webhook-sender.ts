import { setTimeout as wait } from "node:timers/promises";
import { type Clock, toSeconds } from "../clock.ts";
import type { ProviderState, StoredJob } from "../state/provider-state.ts";
import { signWebhook } from "./sign-webhook.ts";

/** Who is told of the end of jobs. */
export interface WebhookTarget {
  readonly url: string;
  /** Secret that both sides know, as `whsec_` and base64, or any text. */
  readonly secret: string;
}

/** Options for {@link WebhookSender}. */
export interface WebhookSenderOptions {
  readonly state: ProviderState;
  readonly clock: Clock;
  readonly target: WebhookTarget;
  /** Hears of a delivery that was given up for now. */
  readonly onError: (error: unknown) => void;
}

/** Waits between two tries; after the last one the message stays due until the next start. */
const retryDelaysMs = [200, 1000, 5000, 30_000];
const answerTimeoutMs = 10_000;

/** Tells a receiver how jobs ended, at least once each: what is not delivered is sent again, after a restart too. */
export class WebhookSender {
  readonly #options: WebhookSenderOptions;
  readonly #stop = new AbortController();
  readonly #deliveries = new Set<Promise<void>>();

  constructor(options: WebhookSenderOptions) {
    this.#options = options;
  }

  /** Sends what an earlier process still owed. */
  takeUp(): void {
    for (const job of this.#options.state.jobs.list()) if (job.webhookDue) this.announce(job.id);
  }

  /** Sends the message about a job that has ended. */
  announce(jobId: string): void {
    const delivery = this.#deliver(jobId)
      .catch((error: unknown) => {
        if (!this.#stop.signal.aborted) this.#options.onError(error);
      })
      .finally(() => this.#deliveries.delete(delivery));
    this.#deliveries.add(delivery);
  }

  /** Stops sending; what is not delivered stays due. */
  async close(): Promise<void> {
    this.#stop.abort();
    await Promise.all(this.#deliveries);
  }

  async #deliver(jobId: string): Promise<void> {
    const { state } = this.#options;
    for (let attempt = 0; ; attempt += 1) {
      const job = state.jobs.get(jobId);
      if (job === undefined) return;
      try {
        await this.#send(job);
        await state.jobs.put({ ...(state.jobs.get(jobId) ?? job), webhookDue: false });
        return;
      } catch (error) {
        const delay = retryDelaysMs[attempt];
        if (this.#stop.signal.aborted || delay === undefined) throw error;
        await wait(delay, undefined, { signal: this.#stop.signal });
      }
    }
  }

  async #send({ id, wire }: StoredJob): Promise<void> {
    const { clock, target } = this.#options;
    // The same id at every try, so that a receiver can tell a message that came twice.
    const event = `evt_${id.replace("ftjob-", "")}`;
    const body = JSON.stringify({
      id: event,
      object: "event",
      created_at: wire.finished_at,
      type: `fine_tuning.job.${wire.status}`,
      data: { id },
    });
    const response = await fetch(target.url, {
      method: "POST",
      body,
      redirect: "error",
      headers: {
        "content-type": "application/json",
        "user-agent": "tunewright-local",
        ...signWebhook({ id: event, timestamp: toSeconds(clock.now()), body }, target.secret),
      },
      signal: AbortSignal.any([this.#stop.signal, AbortSignal.timeout(answerTimeoutMs)]),
    });
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`The receiver of webhooks answered ${response.status}.`);
  }
}
