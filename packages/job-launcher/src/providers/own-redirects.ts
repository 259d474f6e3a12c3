/** Redirects that are followed for one request. */
const maxRedirects = 5;
/** Statuses that ask for the same request elsewhere, method and body unchanged (RFC 9110, 15.4.8 and 15.4.9). */
const repeating: ReadonlySet<number> = new Set([307, 308]);
const redirecting: ReadonlySet<number> = new Set([301, 302, 303, ...repeating]);

/** Options for {@link fetchWithOwnRedirects}. */
export interface OwnRedirectsOptions {
  /** Whether what is asked for may lie on another host, as a result file in a storage with signed addresses; no key goes there. */
  readonly elsewhere: boolean;
}

/**
 * Fetches, and follows a redirect only within the service's own origin, with the request unchanged.
 *
 * `fetch` by itself takes the caller's headers along, and Azure's `api-key` is none that it drops on the way to another host; and it
 * turns a create that a proxy sends to its login page into a harmless look at that page. Any other redirect comes back as it is.
 */
export async function fetchWithOwnRedirects(
  fetch: typeof globalThis.fetch,
  input: string | URL | Request,
  init: RequestInit,
  options: OwnRedirectsOptions,
): Promise<Response> {
  let address: string | URL | Request = input;
  let request: RequestInit = { ...init, redirect: "manual" };
  for (let count = 0; ; count += 1) {
    const response = await fetch(address, request);
    const target = redirectTarget(response, address);
    if (target === undefined || count === maxRedirects) return response;
    const isRead = (request.method ?? "GET") === "GET";
    if (!isRead && !repeating.has(response.status)) return response;
    if (target.origin !== originOf(address)) {
      if (!options.elsewhere || !isRead) return response;
      request = { redirect: "manual", ...(init.signal ? { signal: init.signal } : {}) };
    }
    await response.body?.cancel();
    address = target;
  }
}

/** What to tell of a redirect that was not followed: where it leads, without what stands behind the path. */
export function redirectFault(status: number, location: string | null): string | undefined {
  if (!redirecting.has(status)) return undefined;
  // Only a path says which host is meant by it: the service's own.
  const here = "http://here.invalid";
  if (location === null || !URL.canParse(location, here)) return "it redirects to no address";
  const { origin, pathname } = new URL(location, here);
  return `it redirects to ${origin === here ? "" : origin}${pathname}`;
}

function redirectTarget(response: Response, from: string | URL | Request): URL | undefined {
  const location = response.headers.get("location");
  if (!redirecting.has(response.status) || location === null) return undefined;
  const base = urlOf(from);
  return URL.canParse(location, base) ? new URL(location, base) : undefined;
}

function originOf(address: string | URL | Request): string {
  return new URL(urlOf(address)).origin;
}

function urlOf(address: string | URL | Request): string {
  return address instanceof Request ? address.url : String(address);
}
