import { ProviderFailure } from "../provider-failure.ts";

/** The value, or `undefined` where the service has no such thing (404). */
export async function orUndefined<Value>(promise: Promise<Value>): Promise<Value | undefined> {
  try {
    return await promise;
  } catch (error) {
    if (error instanceof ProviderFailure && error.status === 404) return undefined;
    throw error;
  }
}

/** The value, `undefined` where the service has no such thing, or `null` where it refuses to tell. */
export async function unlessRefused<Value>(promise: Promise<Value>): Promise<Value | undefined | null> {
  try {
    return await orUndefined(promise);
  } catch (error) {
    if (error instanceof ProviderFailure && error.kind === "refused") return null;
    throw error;
  }
}
