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
  #resumeAt = 0;
  #waiting: (() => void)[] = [];

  constructor(options: AdaptiveLimiterOptions = {}) {
    const { start = 4, most = 16 } = options;
    this.#most = Math.max(1, most);
    this.#limit = Math.min(Math.max(1, start), this.#most);
  }

  /** Requests that may be under way now. */
  get limit(): number {
    return this.#limit;
  }

  /**
   * Runs a task when there is room.
   *
   * @throws The signal's reason, when it is aborted while waiting.
   */
  async run<T>(task: () => Promise<T>, signal: AbortSignal): Promise<T> {
    while (this.#active >= this.#limit) {
      signal.throwIfAborted();
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    signal.throwIfAborted();
    this.#active++;
    try {
      return await task();
    } finally {
      this.#active--;
      this.#wake();
    }
  }

  /** Waits until a pause that the service asked for is over. */
  async ready(signal: AbortSignal): Promise<void> {
    for (let left = this.#resumeAt - Date.now(); left > 0; left = this.#resumeAt - Date.now()) {
      await sleep(left, signal);
    }
  }

  /** Tells that the service took a request. */
  succeeded(): void {
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
    if (Date.now() >= this.#resumeAt) this.#limit = Math.max(1, Math.floor(this.#limit / 2));
    this.#resumeAt = Math.max(this.#resumeAt, Date.now() + pauseMs);
  }

  /** Wakes everybody who waits; those for whom there is no room wait again. */
  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
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
