import { ProviderFailure } from "../provider-failure.ts";

/**
 * Reads what a service answered.
 *
 * @throws {ProviderFailure} `uncertain`, when the answer does not have the shape that `read` expects: what the service did is not known.
 */
export function readAnswer<Value>(provider: string, read: () => Value): Value {
  try {
    return read();
  } catch (cause) {
    throw new ProviderFailure("the answer does not have the documented shape", { kind: "uncertain", provider, cause });
  }
}
