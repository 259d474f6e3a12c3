import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { modelTableSchema, pricingSchema, type TokenReport } from "@tunewright/schema";
import { chat, TestFolder } from "../testing/chat-lines.ts";
import { countTokensOfFiles, type CountTokensOfFilesOptions } from "./count-tokens-of-files.ts";

const folder = new TestFolder();
beforeAll(() => folder.open());
afterAll(() => folder.close());

/** A record of 12 tokens and one for each word: two messages of 3, a role and a word each, 3 for the example. */
const ofTokens = (tokens: number): string => chat("hi", Array.from({ length: tokens - 12 }, () => "one").join(" "));

async function count(lines: readonly string[], options: Partial<CountTokensOfFilesOptions> = {}): Promise<TokenReport> {
  const path = await folder.write("train.jsonl", lines);
  return countTokensOfFiles({ inputs: [{ path, name: "train.jsonl" }], model: "gpt-4o", ...options });
}

const facts = { date: "2026-11-23", source: "a page" };
const models = modelTableSchema.parse({
  version: 1,
  models: [
    {
      model: "gpt-4o",
      aliases: ["omni"],
      provider: "openai",
      encoding: "o200k_base",
      trainingContext: 40,
      methods: ["supervised"],
      ...facts,
    },
  ],
});
const pricing = pricingSchema.parse({
  version: 1,
  currency: "USD",
  prices: [
    { model: "gpt-4o", provider: "openai", training: 25, tuned: { input: 3.75, output: 15 }, ...facts },
    {
      model: "gpt-4o",
      provider: "azure",
      training: 30,
      tuned: { input: 4, output: 16 },
      base: { input: 2, output: 8 },
      note: "An hour's hosting comes on top.",
      ...facts,
    },
  ],
});

describe("countTokensOfFiles(), lengths", () => {
  it("describes them by nearest rank", async () => {
    const { distribution } = await count([22, 13, 14, 15, 16, 17, 18, 19, 20, 21].map(ofTokens));
    expect(distribution).toEqual({
      min: 13,
      p10: 13,
      median: 17,
      mean: 17.5,
      p90: 21,
      p99: 22,
      max: 22,
      histogram: { width: 1, bins: [...Array.from({ length: 13 }, () => 0), ...Array.from({ length: 10 }, () => 1)] },
    });
  });

  it("gives the mean to the hundredth", async () => {
    expect((await count([13, 13, 14].map(ofTokens))).distribution.mean).toBe(13.33);
  });

  // At most forty bars of a width that is 1, 2 or 5 times a power of ten.
  it.each([
    [40, 1],
    [41, 2],
    [80, 2],
    [81, 5],
    [200, 5],
    [201, 10],
    [401, 20],
  ])("draws a longest of %d in bars of %d", async (longest, width) => {
    const { histogram } = (await count([ofTokens(longest)])).distribution;
    const last = Math.floor(longest / width);
    expect(histogram).toEqual({ width, bins: [...Array.from({ length: last }, () => 0), 1] });
  });
});

describe("countTokensOfFiles(), records over the limit", () => {
  it("cuts what is above it, and not what just fits", async () => {
    const report = await count([40, 41].map(ofTokens), { models, epochs: 50 });
    expect(report.overLong).toEqual([{ file: "train.jsonl", line: 2, tokens: 41, limit: 40, cut: 1, messages: [1] }]);
    expect(report).toMatchObject({ tokens: 81, trainingTokens: 80, trainedTokens: 4000, epochs: 50, limit: 40 });
  });

  it("names the messages that are cut into or lost, not one that ends at the limit", async () => {
    const { messages } = JSON.parse(ofTokens(40)) as { messages: unknown[] };
    const more = [...messages, { role: "user", content: "hi" }, { role: "assistant", content: "hi" }];
    const { overLong } = await count([JSON.stringify({ messages: more })], { models });
    expect(overLong).toMatchObject([{ tokens: 50, cut: 10, messages: [2, 3] }]);
  });

  it("names those of validation, too, and trains on none of it", async () => {
    const path = await folder.write("validation.jsonl", [ofTokens(50), ofTokens(13)]);
    const report = await count([ofTokens(20)], { models, epochs: 1, validation: [{ path, name: "v.jsonl" }] });
    expect(report.overLong).toMatchObject([{ file: "v.jsonl", line: 1, cut: 10 }]);
    expect(report).toMatchObject({ records: 1, tokens: 20, trainingTokens: 20, validationTokens: 63 });
    expect(report.files).toEqual([
      { path: "train.jsonl", side: "train", records: 1, tokens: 20, rejected: 0, perRecord: [{ line: 1, tokens: 20 }] },
      {
        path: "v.jsonl",
        side: "validation",
        records: 2,
        tokens: 63,
        rejected: 0,
        perRecord: [
          { line: 1, tokens: 50 },
          { line: 2, tokens: 13 },
        ],
      },
    ]);
  });
});

describe("countTokensOfFiles()", () => {
  it("adds up the assistant's tokens", async () => {
    // The answer is all but 3 for the example and 5 for the question.
    expect((await count([20, 30].map(ofTokens))).assistantTokens).toBe(12 + 22);
  });

  it("passes over a blank line, and counts a line that is no record", async () => {
    expect((await count([ofTokens(13), "", "[]", "{}"])).files[0]).toMatchObject({ records: 1, rejected: 2 });
  });

  it("takes the price of the provider that is named, else the first", async () => {
    const first = await count([ofTokens(40)], { models, pricing, model: "omni", epochs: 1000 / 40 });
    expect(first).toMatchObject({ baseModel: "gpt-4o", price: { chargedTokens: 1000, perMillion: 25, amount: 0.03 } });
    expect(first.inference).toEqual({ tuned: { input: 3.75, output: 15 }, base: null });
    expect(first.price).not.toHaveProperty("note");
    const azure = await count([ofTokens(40)], { models, pricing, provider: "azure" });
    expect(azure.price).toMatchObject({ perMillion: 30, note: "An hour's hosting comes on top." });
    expect(azure.inference?.base).toEqual({ input: 2, output: 8 });
    expect(await count([ofTokens(40)], { models, pricing, provider: "together" })).toMatchObject({
      price: null,
      inference: null,
    });
  });

  it("prices nothing, and cuts nothing, without tables", async () => {
    const report = await count([ofTokens(400)], { model: "ft:gpt-3.5-turbo-0125:org::id" });
    expect(report).toMatchObject({
      baseModel: "gpt-3.5-turbo-0125",
      encoding: "cl100k_base",
      known: false,
      limit: null,
      overLong: [],
      price: null,
      inference: null,
    });
  });

  it("reads standard input, and hears an abort", async () => {
    const stdin = (async function* () {
      yield Buffer.from(`${ofTokens(13)}\n${ofTokens(14)}\n`);
    })();
    expect(await countTokensOfFiles({ inputs: [{ path: "-" }], model: "gpt-4o", stdin })).toMatchObject({ tokens: 27 });
    await expect(count([ofTokens(13)], { signal: AbortSignal.abort(new Error("enough")) })).rejects.toThrow("enough");
  });
});
