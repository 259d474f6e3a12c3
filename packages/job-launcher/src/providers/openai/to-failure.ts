import { PipelineError } from "@tunewright/schema/errors";
import { APIError, APIUserAbortError } from "openai";
import { failureKindOf, ProviderFailure, retryAfterOf } from "../../provider-failure.ts";
import { causeCode, leftNothing, whatWasWrong } from "../network-error.ts";

/** Makes a call of the SDK, and turns whatever goes wrong into a {@link ProviderFailure}. */
export async function callSdk<Result>(
  provider: string,
  signal: AbortSignal | undefined,
  call: () => Promise<Result>,
): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    throw toFailure(error, provider, signal);
  }
}

/** The failure that an error of the SDK means; the signal's reason when the caller gave up. */
export function toFailure(error: unknown, provider: string, signal?: AbortSignal): unknown {
  // What went wrong on this machine, such as a full disk, is no failure of the service.
  if (error instanceof ProviderFailure || error instanceof PipelineError) return error;
  if (signal?.aborted === true) return signal.reason;
  if (error instanceof APIUserAbortError) return error;
  if (!(error instanceof APIError) || error.status === undefined) {
    const code = causeCode(error);
    return new ProviderFailure(whatWasWrong(error, code), {
      kind: leftNothing(code) ? "busy" : "uncertain",
      provider,
      code,
      cause: error,
    });
  }
  const status = Number(error.status);
  const headers: unknown = error.headers;
  return new ProviderFailure(messageOf(error), {
    kind: isStillReading(error) ? "busy" : failureKindOf(status),
    provider,
    status,
    code: typeof error.code === "string" ? error.code : undefined,
    param: typeof error.param === "string" ? error.param : undefined,
    requestId: error.requestID ?? undefined,
    retryAfterMs: headers instanceof Headers ? retryAfterOf(headers, Date.now()) : undefined,
    // No cause: the SDK's error holds the service's answer, which may quote the key that it refused.
  });
}

/** A file that was just sent is read first; services refuse a job on it until then, and there is no code for that. */
function isStillReading(error: APIError): boolean {
  const isRefusal = error.status === 400 || error.status === 409 || error.status === 422;
  return (
    isRefusal && /\b(?:still (?:being )?process(?:ed|ing)|not (?:yet )?(?:ready|processed))\b/i.test(messageOf(error))
  );
}

/** The service's own sentence, without the status that the SDK puts before it. */
function messageOf(error: APIError): string {
  const body: unknown = error.error;
  if (typeof body === "object" && body !== null && "message" in body && typeof body.message === "string") {
    return body.message;
  }
  return error.message;
}
