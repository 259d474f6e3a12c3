import { PipelineError } from "@tunewright/schema/errors";

/** The error of a call that a provider has no counterpart for. */
export function unsupported(provider: string, what: string): PipelineError {
  return new PipelineError("PROVIDER_UNSUPPORTED", `Cannot ${what}: ${provider} has no way to do so.`, {
    details: { provider, what },
    hint: "Cancel the job instead, or wait for it.",
  });
}
