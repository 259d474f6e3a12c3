/** Options for {@link AdaptiveLimiter}. */
export interface AdaptiveLimiterOptions {
  /** Requests under way at first. @default 4 */
  readonly start?: number;
  /** Most requests under way. @default 16 */
  readonly most?: number;
}

/**
 * Keeps as many requests under way as the service takes.
 *
 * One more after every full round without a refusal; half as many, and a pause for all, when the service says "too many".
 * (Additive increase, multiplicative decrease: the rule by which TCP shares a line.)
 */
export class AdaptiveLimiter {
  #limit: number;
  readonly #most: number;
  #active = 0;
  #good = 0;
  #refusals = 0;
  /** By a clock that nobody sets: a pause is no longer where the time of day jumps back. */
  #resumeAt = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(options: AdaptiveLimiterOptions = {}) {
    const { start = 4, most = 16 } = options;
    this.#most = Math.max(1, most);
    this.#limit = Math.min(Math.max(1, start), this.#most);
  }

  /** Requests that may be under way now. */
  get limit(): number {
    return this.#limit;
  }

  /** Bursts of refusals since the service last took a request. */
  get refusals(): number {
    return this.#refusals;
  }

  /**
   * Runs a task when there is room and no pause.
   *
   * @throws The signal's reason, when it is aborted while waiting.
   */
  async run<T>(task: () => Promise<T>, signal: AbortSignal): Promise<T> {
    try {
      while (!signal.aborted && (this.#active >= this.#limit || this.#pauseLeft() > 0)) {
        if (this.#active < this.#limit) await sleep(this.#pauseLeft(), signal);
        else await new Promise<void>((resolve) => this.#waiting.push(resolve));
      }
      signal.throwIfAborted();
    } catch (error) {
      // Whoever gives up passes its turn on, so that the others hear of it too.
      this.#wake();
      throw error;
    }
    this.#active++;
    try {
      return await task();
    } finally {
      this.#active--;
      this.#wake();
    }
  }

  /** Tells that the service took a request. */
  succeeded(): void {
    this.#refusals = 0;
    this.#good++;
    if (this.#good < this.#limit || this.#limit >= this.#most) return;
    this.#good = 0;
    this.#limit++;
    this.#wake();
  }

  /** Tells that the service had too many requests. */
  slowDown(pauseMs: number): void {
    this.#good = 0;
    // Refusals of one burst count once, else sixteen of them would bring any limit down to one.
    if (this.#pauseLeft() <= 0) {
      this.#refusals++;
      this.#limit = Math.max(1, Math.floor(this.#limit / 2));
    }
    this.pause(pauseMs);
  }

  /** Sends no request for a time. */
  pause(pauseMs: number): void {
    this.#resumeAt = Math.max(this.#resumeAt, performance.now() + pauseMs);
  }

  #pauseLeft(): number {
    return this.#resumeAt - performance.now();
  }

  /** Wakes as many of those who wait as there is room for. */
  #wake(): void {
    for (const resolve of this.#waiting.splice(0, Math.max(0, this.#limit - this.#active))) resolve();
  }
}

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    signal.addEventListener("abort", stop, { once: true });
  });
}
