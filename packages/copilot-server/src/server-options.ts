import type { RuleGuard } from "@tunewright/schema";
import type { InferencePrice } from "./cost-ledger.ts";
import type { GuardMode } from "./guard/guard-mode.ts";
import type { SystemPromptMode } from "./system-prompt.ts";
import type { UpstreamOptions } from "./upstream/upstream.ts";

/** Options for {@link createCopilotApp} and {@link startCopilotServer}. */
export interface CopilotServerOptions {
  readonly upstream: UpstreamOptions;
  /** Model that the upstream is asked for. */
  readonly model: string;
  /** Other names that a client may use for it, as `v8`. */
  readonly aliases?: readonly string[] | undefined;
  /** Repairs and judges answers. */
  readonly guard: RuleGuard;
  /** @default "repair" */
  readonly guardMode?: GuardMode | undefined;
  /** Ask once more when an answer that is not streamed holds a critical finding. @default false */
  readonly retryCritical?: boolean | undefined;
  /** @default "auto": where the client has none of its own */
  readonly systemPrompt?: SystemPromptMode | undefined;
  /** What the model is, in a sentence; the rules follow. */
  readonly role?: string | undefined;
  /** Keys that open the server; none leaves it open, which only loopback may be. */
  readonly apiKeys?: readonly string[] | undefined;
  /** Origins beside localhost that a browser may call from. */
  readonly corsOrigins?: readonly string[] | undefined;
  /** @default 2_097_152 */
  readonly bodyLimitBytes?: number | undefined;
  /** Requests a minute for one key, or for one address where no key is asked for. @default 600 */
  readonly requestsPerMinute?: number | undefined;
  /** What the model costs; without it nothing is added up. */
  readonly price?: InferencePrice | undefined;
  /** USD in one day, by UTC; needs a price. */
  readonly dailyCostLimit?: number | undefined;
  /** Where logs go, a JSON object a line; none are written without. */
  readonly logStream?: { write(line: string): void } | undefined;
  /** Also log prompts and answers. @default false */
  readonly logTexts?: boolean | undefined;
  /** Milliseconds that open answers have at the end. @default 30_000 */
  readonly drainMs?: number | undefined;
  /** Version of the tool, for `GET /`. */
  readonly version?: string | undefined;
  /** The clock, in milliseconds since 1970; for tests. @default Date.now */
  readonly now?: (() => number) | undefined;
}
