import { PipelineError } from "@tunewright/schema/errors";
import { redact } from "./redact.ts";

/**
 * What a failed call means for the caller.
 *
 * - `refused`: the service answered and did nothing; the same call will be refused again.
 * - `busy`: the service answered that it did nothing now; the same call may be made later.
 * - `uncertain`: no answer, or one that does not tell. The service may have acted.
 */
export type FailureKind = "refused" | "busy" | "uncertain";

/** What a {@link ProviderFailure} carries beside its message. */
export interface ProviderFailureOptions {
  readonly kind: FailureKind;
  readonly provider: string;
  /** The HTTP status; left out where no answer came. */
  readonly status?: number | undefined;
  /** The service's own word for the fault. */
  readonly code?: string | undefined;
  /** The parameter that the service blames. */
  readonly param?: string | undefined;
  /** What the service's support asks for. */
  readonly requestId?: string | undefined;
  /** How long the service wants to be left alone. */
  readonly retryAfterMs?: number | undefined;
  /** The error underneath. */
  readonly cause?: unknown;
}

/** A call to a provider that did not work. Its message is free of keys. */
export class ProviderFailure extends Error {
  override readonly name = "ProviderFailure";
  readonly kind: FailureKind;
  readonly provider: string;
  /** The HTTP status; `undefined` where no answer came. */
  readonly status: number | undefined;
  readonly code: string | undefined;
  readonly param: string | undefined;
  readonly requestId: string | undefined;
  /** Milliseconds that the service wants to be left alone. */
  readonly retryAfterMs: number | undefined;

  constructor(message: string, options: ProviderFailureOptions) {
    super(sentence(redact(oneLine(message))), options.cause === undefined ? undefined : { cause: options.cause });
    this.kind = options.kind;
    this.provider = options.provider;
    this.status = options.status;
    this.code = options.code;
    this.param = options.param;
    this.requestId = options.requestId;
    this.retryAfterMs = options.retryAfterMs;
  }

  /** The failure as an error of the run, for a caller that gives up. */
  toPipelineError(action: string): PipelineError {
    const refused = this.kind === "refused";
    const isSaid = this.status === undefined || this.message.startsWith(`HTTP ${this.status}`);
    const status = isSaid ? "" : ` (HTTP ${this.status}${this.code === undefined ? "" : `, ${this.code}`})`;
    return new PipelineError(
      refused ? "PROVIDER_REFUSED" : "PROVIDER_UNAVAILABLE",
      `Cannot ${action}: ${this.provider} ${refused ? "refused" : "did not answer as it should"}${status}: ${this.message}`,
      {
        details: {
          provider: this.provider,
          ...(this.status === undefined ? {} : { status: this.status }),
          ...(this.code === undefined ? {} : { code: this.code }),
          ...(this.requestId === undefined ? {} : { requestId: this.requestId }),
        },
        hint: hintFor(this, action),
      },
    );
  }
}

/** More of what a service says is no message any more. */
const mostMessage = 1000;

/** Text of a service as one line of bearable length, without what a terminal would obey. */
function oneLine(text: string): string {
  const line = text.replace(/\p{Cc}+/gu, " ");
  // Cut between words: the half of a key would not be known for one.
  return line.length <= mostMessage ? line : `${line.slice(0, mostMessage).replace(/\S+$/, "")}…`;
}

/** The meaning of an HTTP status, for a call that the service may have acted on. */
export function failureKindOf(status: number | undefined): FailureKind {
  if (status === undefined || status === 408 || status === 409 || status >= 500) return "uncertain";
  if (status === 429) return "busy";
  return "refused";
}

/**
 * Reads a `Retry-After` header: seconds or a date (RFC 9110, section 10.2.3).
 *
 * @param now Milliseconds since 1970.
 * @returns Milliseconds to wait, or `undefined` where the header says nothing.
 */
export function parseRetryAfter(value: string | null | undefined, now: number): number | undefined {
  if (value === null || value === undefined || value.trim() === "") return undefined;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/**
 * How long a service wants to be left alone: `retry-after-ms`, else `Retry-After`, whose dates count from the service's own clock
 * where it tells one, since this machine's may be wrong.
 *
 * @param now Milliseconds since 1970, for a service that sends no `Date`.
 */
export function retryAfterOf(headers: Headers, now: number): number | undefined {
  const precise = headers.get("retry-after-ms");
  if (precise !== null && precise.trim() !== "" && Number.isFinite(Number(precise)))
    return Math.max(0, Number(precise));
  const theirs = Date.parse(headers.get("date") ?? "");
  return parseRetryAfter(headers.get("retry-after"), Number.isNaN(theirs) ? now : theirs);
}

/** Codes of a 429 that no wait of minutes mends. */
const usedUp: ReadonlySet<string | undefined> = new Set([
  "insufficient_quota",
  "billing_hard_limit_reached",
  "daily_rate_limit_exceeded",
]);

/** Whether a quota is used up, so that trying again soon is of no use. */
export function isUsedUp(failure: ProviderFailure): boolean {
  return usedUp.has(failure.code);
}

/** Calls about a job that is there already: nothing is to be launched again. */
const aboutAJob = /^(?:look at|cancel|pause|resume) the job$/;

function hintFor(failure: ProviderFailure, action: string): string {
  if (failure.status === 401) return "Check the key of this provider.";
  if (failure.status !== undefined && failure.status >= 300 && failure.status < 400) {
    return "Name the address that it redirects to as the base URL.";
  }
  if (failure.code === "training_not_available") {
    return "This account may no longer train there; choose another --provider.";
  }
  if (failure.code === "insufficient_quota" || failure.code === "billing_hard_limit_reached") {
    return "The account has no budget left; raise it, then launch again.";
  }
  if (failure.kind === "refused") {
    return aboutAJob.test(action)
      ? 'See where the job stands with "tunewright status".'
      : "Correct the request and launch again.";
  }
  if (failure.code === "daily_rate_limit_exceeded") return "The limit for today is used up; launch again tomorrow.";
  const minutes = Math.ceil((failure.retryAfterMs ?? 0) / 60_000);
  const hours = Math.ceil(minutes / 60);
  if (hours > 48) return `It asks to be left alone for ${Math.ceil(hours / 24)} days; ask its operator.`;
  if (minutes > 1)
    return `It asks to be left alone for ${minutes > 120 ? `${hours} hours` : `${minutes} minutes`}; launch again then.`;
  return "Try again later; nothing is lost, and no second job will be made.";
}

/** The text with a full stop at its end, where it has none. */
export function sentence(text: string): string {
  return /[.!?…]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`;
}
