import { ProviderFailure } from "../../provider-failure.ts";

const missingStatuses: ReadonlySet<number | undefined> = new Set([400, 404, 405, 422, 501]);

/**
 * Whether a service refused because it does not know a route or a filter, as servers do that speak only a part of the API.
 */
export function isMissingRoute(error: unknown): boolean {
  return error instanceof ProviderFailure && missingStatuses.has(error.status);
}

/** The value, or `undefined` where the service refuses because it does not know the route or the filter. */
export async function unlessMissing<Value>(call: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await call();
  } catch (error) {
    if (isMissingRoute(error)) return undefined;
    throw error;
  }
}
