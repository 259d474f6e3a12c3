import { describe, expect, it } from "@jest/globals";
import { fetchWithOwnRedirects, redirectFault } from "./own-redirects.ts";

interface Sent {
  readonly url: string;
  readonly method: string;
  readonly key: string | null;
  readonly body: string | null;
}

/** A fetch that answers each address as the table says, and 200 where it says nothing. */
function fakeFetch(redirects: Readonly<Record<string, readonly [status: number, location: string]>>) {
  const sent: Sent[] = [];
  const fetch: typeof globalThis.fetch = async (input, init = {}) => {
    const url = input instanceof Request ? input.url : String(input);
    const key = new Headers(init.headers).get("api-key");
    sent.push({ url, method: init.method ?? "GET", key, body: typeof init.body === "string" ? init.body : null });
    expect(init.redirect).toBe("manual");
    const redirect = redirects[url];
    if (redirect === undefined) return new Response("{}");
    return new Response(null, { status: redirect[0], headers: { location: redirect[1] } });
  };
  return { sent, fetch };
}

const post: RequestInit = { method: "POST", headers: { "api-key": "k" }, body: "{}" };
const get: RequestInit = { method: "GET", headers: { "api-key": "k" } };

describe("fetchWithOwnRedirects()", () => {
  it.each([307, 308])("repeats a create at another path of the service, unchanged (%i)", async (status) => {
    const { sent, fetch } = fakeFetch({ "https://a.test/jobs": [status, "/jobs/"] });
    expect((await fetchWithOwnRedirects(fetch, "https://a.test/jobs", post, { elsewhere: false })).status).toBe(200);
    expect(sent).toEqual([
      { url: "https://a.test/jobs", method: "POST", key: "k", body: "{}" },
      { url: "https://a.test/jobs/", method: "POST", key: "k", body: "{}" },
    ]);
  });

  it.each<{ what: string; init: RequestInit; status: number; location: string; elsewhere: boolean }>([
    { what: "a create to a login page", init: post, status: 302, location: "/login", elsewhere: false },
    { what: "a create to another host", init: post, status: 307, location: "https://b.test/jobs", elsewhere: true },
    { what: "a look to another host", init: get, status: 301, location: "https://b.test/jobs", elsewhere: false },
    {
      what: "a look to the same host without TLS",
      init: get,
      status: 301,
      location: "http://a.test/jobs",
      elsewhere: false,
    },
    { what: "a look to no address", init: get, status: 302, location: "https://", elsewhere: false },
  ])("takes the key nowhere and hands back a redirect of $what", async ({ init, status, location, elsewhere }) => {
    const { sent, fetch } = fakeFetch({ "https://a.test/jobs": [status, location] });
    const answer = await fetchWithOwnRedirects(fetch, "https://a.test/jobs", init, { elsewhere });
    expect(answer.status).toBe(status);
    expect(sent).toHaveLength(1);
  });

  it("reads a file from the storage that the service names, without the key", async () => {
    const { sent, fetch } = fakeFetch({
      "https://a.test/files/1/content": [302, "https://b.test/signed"],
      "https://b.test/signed": [302, "https://a.test/back"],
    });
    await fetchWithOwnRedirects(fetch, "https://a.test/files/1/content", get, { elsewhere: true });
    expect(sent.map(({ url, key }) => [url, key])).toEqual([
      ["https://a.test/files/1/content", "k"],
      ["https://b.test/signed", null],
      ["https://a.test/back", null],
    ]);
  });

  it("does not go round for ever", async () => {
    const { sent, fetch } = fakeFetch({ "https://a.test/jobs": [307, "/jobs"] });
    expect((await fetchWithOwnRedirects(fetch, "https://a.test/jobs", get, { elsewhere: false })).status).toBe(307);
    expect(sent).toHaveLength(6);
  });
});

describe("redirectFault()", () => {
  it.each([
    [302, "https://login.test/in?token=abc#x", "it redirects to https://login.test/in"],
    [301, "/v2/jobs?key=abc", "it redirects to /v2/jobs"],
    [307, null, "it redirects to no address"],
    [304, "/v2", undefined],
    [404, "/v2", undefined],
  ])("says of status %i to %j: %j", (status, location, fault) => {
    expect(redirectFault(status, location)).toBe(fault);
  });
});
