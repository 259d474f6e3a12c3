import { PipelineError } from "@tunewright/schema/errors";
import type { Answer, PromptMessage } from "./answer-source.ts";

/** Prices of inference, in USD per million tokens. */
export interface InferencePrices {
  /** USD for a million tokens of prompts. */
  readonly input: number;
  /** USD for a million tokens of answers. */
  readonly output: number;
}

/** Options for {@link CostMeter}. */
export interface CostMeterOptions {
  /** Prices of the model; left out where they are not known. */
  readonly prices?: InferencePrices | undefined;
  /** Most that may be spent, in USD. */
  readonly limit?: number | undefined;
  /** USD that another model has spent of the same limit so far. @default nothing */
  readonly beside?: (() => number) | undefined;
}

/**
 * Counts what answers cost, and stops before a limit rather than after.
 *
 * What a request may cost at most is reserved before it is sent: a token is at least one byte, so the bytes of the
 * messages bound the tokens of the prompt.
 */
export class CostMeter {
  readonly #prices: InferencePrices | undefined;
  readonly #limit: number | undefined;
  readonly #beside: () => number;
  #spent = 0;
  #reserved = 0;

  /**
   * @throws {PipelineError} `USAGE` when there is a limit but no price to keep it by.
   */
  constructor(options: CostMeterOptions = {}) {
    this.#prices = options.prices;
    this.#limit = options.limit;
    this.#beside = options.beside ?? (() => 0);
    if (options.limit !== undefined && options.prices === undefined) {
      throw new PipelineError("USAGE", "A cost limit is set, but the price of the model is not known.", {
        hint: "Add the model to the pricing file, or leave the limit out.",
      });
    }
  }

  /** USD so far. */
  get spent(): number {
    return this.#spent;
  }

  /**
   * Reserves what a request may cost at most.
   *
   * @returns The amount, to give back to {@link settle}.
   * @throws {PipelineError} `COST_LIMIT` when it might go over the limit.
   */
  reserve(messages: readonly PromptMessage[], maxTokens: number | null): number {
    if (this.#prices === undefined) return 0;
    const bytes = messages.reduce((sum, { content }) => sum + Buffer.byteLength(content) + 8, 8);
    const most = (bytes * this.#prices.input + (maxTokens ?? 0) * this.#prices.output) / 1e6;
    const spent = this.#spent + this.#beside();
    if (this.#limit !== undefined && spent + this.#reserved + most > this.#limit) {
      throw new PipelineError("COST_LIMIT", `Another request could go over the cost limit of $${this.#limit}.`, {
        details: { limit: this.#limit, spent },
        hint: "Raise the limit and run again; answers so far are kept and not asked again.",
      });
    }
    this.#reserved += most;
    return most;
  }

  /** Frees a reservation and counts what the answer really cost; without `answer` it cost nothing. */
  settle(reserved: number, answer?: Pick<Answer, "promptTokens" | "completionTokens">): void {
    this.#reserved -= reserved;
    if (answer === undefined) return;
    this.#spent += this.price(answer) ?? reserved;
  }

  /** Price of an answer in USD; `null` where price or usage is not known. */
  price({ promptTokens, completionTokens }: Pick<Answer, "promptTokens" | "completionTokens">): number | null {
    if (this.#prices === undefined || promptTokens === null || completionTokens === null) return null;
    return (promptTokens * this.#prices.input + completionTokens * this.#prices.output) / 1e6;
  }
}
