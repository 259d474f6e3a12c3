/** Longest answer of a service that is read: 64 MiB. */
const mostBytes = 64 * 1024 * 1024;
/** Redirects that are followed for one request. */
const mostRedirects = 5;
/** Statuses that ask for the same request elsewhere, method and body unchanged (RFC 9110, 15.4.8 and 15.4.9). */
const repeating: ReadonlySet<number> = new Set([307, 308]);

/**
 * `fetch` for a service that is not to be trusted with everything: its answers end somewhere, and its redirects stay with it.
 *
 * By itself `fetch` would send the prompts to any host that the service names. A redirect that is not followed comes back as it is.
 */
export async function serviceFetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  let address = new URL(input instanceof Request ? input.url : input);
  for (let count = 0; ; count++) {
    const response = await fetch(address, { ...init, redirect: "manual" });
    const location = repeating.has(response.status) ? response.headers.get("location") : null;
    const target = location === null ? null : URL.parse(location, address.href);
    if (target?.origin !== address.origin || count === mostRedirects) return bounded(response);
    await response.body?.cancel();
    address = target;
  }
}

function bounded(response: Response): Response {
  if (response.body === null) return response;
  let length = 0;
  const limit = new TransformStream<Uint8Array, Uint8Array>({
    transform(part, controller) {
      length += part.length;
      if (length <= mostBytes) controller.enqueue(part);
      else controller.error(new RangeError("The answer is longer than what is read of one."));
    },
  });
  return new Response(response.body.pipeThrough(limit), response);
}
