import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type FakeAnswer, type FakeService, startFakeService } from "../../testing/index.ts";
import { listItems } from "./list-items.ts";
import { createOpenAIClient } from "./openai-provider.ts";

let answers: FakeAnswer[];
let service: FakeService;
beforeEach(async () => {
  answers = [];
  service = await startFakeService(() => answers.shift() ?? { json: { data: [], has_more: false } });
});
afterEach(() => service.close());

async function collect(): Promise<string[]> {
  const client = createOpenAIClient({ apiKey: "none", baseUrl: service.url });
  const ids: string[] = [];
  for await (const { id } of listItems(client, "/things", { provider: "openai", query: { limit: 2 } })) ids.push(id);
  return ids;
}

const page = (ids: readonly string[], has_more?: boolean): FakeAnswer => ({
  json: { object: "list", data: ids.map((id) => ({ id })), ...(has_more === undefined ? {} : { has_more }) },
});

describe("listItems()", () => {
  it("asks for the next page behind the last item, and passes the query on", async () => {
    answers = [page(["a", "b"], true), page(["c"], false)];
    expect(await collect()).toEqual(["a", "b", "c"]);
    expect(service.requests.map(({ query }) => query.toString())).toEqual(["limit=2", "limit=2&after=b"]);
  });

  it("gives each item once, and ends at a page that brings nothing new", async () => {
    answers = [page(["a", "b"], true), page(["b", "c"], true), page(["b", "c"], true), page(["d"], true)];
    expect(await collect()).toEqual(["a", "b", "c"]);
  });

  it("takes a list that does not say whether there is more for whole, and passes over what has no id", async () => {
    answers = [{ json: { data: [{ id: "a" }, null, { name: "b" }, { id: "" }] } }];
    expect(await collect()).toEqual(["a"]);
  });

  it("asks on behind a full page that does not say whether there is more", async () => {
    const full = Array.from({ length: 20 }, (_, index) => `job-${index}`);
    answers = [page(full), page(["last"])];
    expect(await collect()).toEqual([...full, "last"]);
  });

  it("takes the null of a list for an empty list, where the answer calls itself one", async () => {
    answers = [{ json: { object: "list", data: null } }];
    expect(await collect()).toEqual([]);
  });

  it("names items without an id by what they say, where that is wanted", async () => {
    const client = createOpenAIClient({ apiKey: "none", baseUrl: service.url });
    answers = [{ json: { data: [{ message: "a" }, { id: null, message: "b" }, { message: "a" }, 7] } }];
    const messages: unknown[] = [];
    const options = { provider: "openai", query: {}, nameless: true };
    for await (const item of listItems(client, "/things", options)) messages.push(item["message"]);
    expect(messages).toEqual(["a", "b"]);
  });

  it.each<{ what: string; answer: FakeAnswer }>([
    { what: "an empty object", answer: { json: {} } },
    { what: "an error with status 200", answer: { json: { error: { message: "login" } } } },
    { what: "a list without an envelope", answer: { json: [{ id: "a" }] } },
    { what: "null", answer: { json: { data: null } } },
  ])("does not take $what for an empty list", async ({ answer }) => {
    answers = [answer];
    await expect(collect()).rejects.toMatchObject({ name: "ProviderFailure", kind: "uncertain" });
  });
});
