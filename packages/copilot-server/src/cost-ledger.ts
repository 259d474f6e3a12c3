import { ApiError } from "./http/api-error.ts";

/** Prices of a model, in USD per million tokens. */
export interface InferencePrice {
  /** USD for a million tokens of prompts. */
  readonly inputPerMillion: number;
  /** USD for a million tokens of answers. */
  readonly outputPerMillion: number;
}

/** Tokens of one answer, as the service counts them. */
export interface TokenUsage {
  readonly prompt_tokens?: number | null | undefined;
  readonly completion_tokens?: number | null | undefined;
}

/**
 * What an answer has used, where its service does not say: a token is about four characters.
 *
 * @param messages The conversation that was sent.
 * @param completionTokens A guess at the answer's own tokens.
 */
export function guessUsage(messages: unknown, completionTokens: number): Record<keyof TokenUsage, number> {
  return {
    prompt_tokens: Math.ceil(JSON.stringify(messages).length / 4),
    completion_tokens: Math.ceil(completionTokens),
  };
}

/** Keeps what the answers of a day have cost, and refuses more than the limit. */
export class CostLedger {
  readonly #price: InferencePrice | undefined;
  readonly #dailyLimit: number | undefined;
  readonly #now: () => number;
  #day = "";
  #spent = 0;

  constructor(options: {
    readonly price?: InferencePrice | undefined;
    /** USD in one day, by UTC. */
    readonly dailyLimit?: number | undefined;
    readonly now?: (() => number) | undefined;
  }) {
    this.#price = options.price;
    this.#dailyLimit = options.dailyLimit;
    this.#now = options.now ?? Date.now;
  }

  /** Whether a price is known, so that token counts are needed. */
  get isPriced(): boolean {
    return this.#price !== undefined;
  }

  /** USD spent today. */
  get spentToday(): number {
    this.#turnDay();
    return this.#spent;
  }

  /**
   * Lets a request through, or not.
   *
   * @throws {ApiError} 429 `daily_cost_limit` with the seconds until the next day.
   */
  admit(): void {
    this.#turnDay();
    if (this.#dailyLimit === undefined || this.#spent < this.#dailyLimit) return;
    const tomorrow = Date.parse(`${this.#day}T00:00:00Z`) + 86_400_000;
    throw new ApiError(429, "The cost limit of this server for today is reached.", {
      type: "insufficient_quota",
      code: "daily_cost_limit",
      retryAfter: String(Math.max(1, Math.ceil((tomorrow - this.#now()) / 1000))),
    });
  }

  /** Cost of an answer in USD; `null` where no price is known. */
  costOf(usage: TokenUsage | null | undefined): number | null {
    if (this.#price === undefined || usage === null || usage === undefined) return null;
    const { inputPerMillion, outputPerMillion } = this.#price;
    return ((usage.prompt_tokens ?? 0) * inputPerMillion + (usage.completion_tokens ?? 0) * outputPerMillion) / 1e6;
  }

  /** Adds an answer and returns its cost. */
  add(usage: TokenUsage | null | undefined): number | null {
    const cost = this.costOf(usage);
    if (cost === null) return null;
    this.#turnDay();
    this.#spent += cost;
    return cost;
  }

  #turnDay(): void {
    const day = new Date(this.#now()).toISOString().slice(0, 10);
    if (day === this.#day) return;
    this.#day = day;
    this.#spent = 0;
  }
}
