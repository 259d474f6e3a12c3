import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type ModelTable, modelTableSchema, type Pricing, pricingSchema, tokenReportSchema } from "@tunewright/schema";
import { baseModelOf, encodingOfFamily, findModel } from "./base-model.ts";
import { countExample } from "./count-example.ts";
import { countTokensOfFiles } from "./count-tokens-of-files.ts";
import { cutRuns } from "./cut-runs.ts";
import { estimatePrice } from "./estimate-price.ts";
import { chat, TestFolder } from "../testing/chat-lines.ts";
import { type EncodingName, loadEncoding } from "./token-counter.ts";

const folder = new TestFolder();
beforeAll(() => folder.open());
afterAll(() => folder.close());

/** The examples of OpenAI's notebook "How to count tokens with tiktoken", sections 6 and 7. */
const jargon = {
  messages: [
    {
      role: "system",
      content: "You are a helpful, pattern-following assistant that translates corporate jargon into plain English.",
    },
    { role: "system", name: "example_user", content: "New synergies will help drive top-line growth." },
    { role: "system", name: "example_assistant", content: "Things working well together will increase revenue." },
    {
      role: "system",
      name: "example_user",
      content: "Let's circle back when we have more bandwidth to touch base on opportunities for increased leverage.",
    },
    {
      role: "system",
      name: "example_assistant",
      content: "Let's talk later when we're less busy about how to do better.",
    },
    {
      role: "user",
      content: "This late pivot means we don't have time to boil the ocean for the client deliverable.",
    },
  ],
};
const weather = {
  messages: [
    { role: "system", content: "You are a helpful assistant that can answer to questions about the weather." },
    { role: "user", content: "What's the weather like in San Francisco?" },
  ],
  tools: [
    {
      type: "function",
      function: {
        name: "get_current_weather",
        description: "Get the current weather in a given location",
        parameters: {
          type: "object",
          properties: {
            location: { type: "string", description: "The city and state, e.g. San Francisco, CA" },
            unit: {
              type: "string",
              description: "The unit of temperature to return",
              enum: ["celsius", "fahrenheit"],
            },
          },
          required: ["location"],
        },
      },
    },
  ],
};

describe("countExample()", () => {
  it.each<[string, EncodingName, unknown, number]>([
    ["gpt-4o, messages", "o200k_base", jargon, 124],
    ["gpt-4, messages", "cl100k_base", jargon, 129],
    ["gpt-4o, tools", "o200k_base", weather, 101],
    ["gpt-4, tools", "cl100k_base", weather, 105],
  ])("counts what the provider published for %s", async (_name, encoding, example, expected) => {
    expect(countExample(example, await loadEncoding(encoding), encoding)?.total).toBe(expected);
  });

  it("refuses an encoding that there is not, rather than count by another one", async () => {
    await expect(loadEncoding("p50k_base" as EncodingName)).rejects.toThrow(RangeError);
  });

  it("does not count a weight, and counts the calls of tools", async () => {
    const count = await loadEncoding("o200k_base");
    const tokens = (message: object): number | undefined =>
      countExample({ messages: [message] }, count, "o200k_base")?.total;
    const plain = { role: "assistant", content: "yes" };
    expect(tokens({ ...plain, weight: 0 })).toBe(tokens(plain));
    const call = { id: "1", type: "function", function: { name: "lookup", arguments: '{"a":1}' } };
    expect(tokens({ role: "assistant", tool_calls: [call] })).toBe(
      3 + 3 + count("assistant") + count("lookup") + count('{"a":1}'),
    );
  });

  it("gives nothing for what has no messages", async () => {
    expect(countExample({}, await loadEncoding("o200k_base"), "o200k_base")).toBeUndefined();
  });
});

describe("loadEncoding()", () => {
  it("counts a special token in a text as the text that it is", async () => {
    const count = await loadEncoding("o200k_base");
    expect(count("<|endoftext|>")).toBeGreaterThan(1);
  });

  it("counts an unbroken run in pieces, so that it stays linear", async () => {
    const count = await loadEncoding("o200k_base");
    // Eight letters a make one token; a cut each 256 letters changes nothing, since 256 is 32 times 8.
    expect(count("a".repeat(2048))).toBe(256);
    expect(cutRuns("a".repeat(100_000)).every((piece) => piece.length <= 256)).toBe(true);
    for (const run of [" ", "=", "\n", "漢"]) expect(count(run.repeat(50_000))).toBeGreaterThan(100);
  });

  it("cuts nothing where no run is long, and loses nothing where one is", () => {
    const text = "int x = 1; // ordinary code\n".repeat(50);
    expect(cutRuns(text)).toEqual([text]);
    const long = `${"a".repeat(700)} ${"=".repeat(300)}\ud83d\ude00`;
    expect(cutRuns(long).join("")).toBe(long);
  });
});

describe("baseModelOf()", () => {
  it.each([
    ["ft:gpt-4o-mini-2024-07-18:highencodelearning:l4d2-sourcemod-v7:CvTBCVPi", "gpt-4o-mini-2024-07-18"],
    ["ft:gpt-3.5-turbo-0125:org::id:ckpt-step-8", "gpt-3.5-turbo-0125"],
    ["gpt-4o", "gpt-4o"],
    ["ft:", "ft:"],
  ])("of %s is %s", (model, base) => {
    expect(baseModelOf(model)).toBe(base);
  });

  it.each([
    ["gpt-3.5-turbo", "cl100k_base"],
    ["gpt-4-0613", "cl100k_base"],
    ["gpt-4", "cl100k_base"],
    ["gpt-4o-mini", "o200k_base"],
    ["gpt-4.1", "o200k_base"],
    ["ft:gpt-4o-2024-08-06:a:b:c", "o200k_base"],
    ["llama", "o200k_base"],
  ])("tells the encoding of %s", (model, encoding) => {
    expect(encodingOfFamily(model)).toBe(encoding);
  });
});

const pricing: Pricing = pricingSchema.parse({
  version: 1,
  currency: "USD",
  prices: [
    {
      model: "gpt-4o-mini-2024-07-18",
      provider: "openai",
      training: 3,
      tuned: { input: 0.3, output: 1.2 },
      base: { input: 0.15, output: 0.6 },
      date: "2026-11-23",
      source: "a page",
    },
    {
      model: "big",
      provider: "together",
      training: 10,
      validationCharged: true,
      tuned: { input: 1, output: 1 },
      date: "2026-11-23",
      source: "a page",
    },
  ],
});
const models: ModelTable = modelTableSchema.parse({
  version: 1,
  models: [
    {
      model: "gpt-4o-mini-2024-07-18",
      aliases: ["gpt-4o-mini"],
      provider: "openai",
      encoding: "o200k_base",
      trainingContext: 40,
      methods: ["supervised"],
      date: "2026-11-23",
      source: "a page",
    },
  ],
});

describe("estimatePrice()", () => {
  it("prices the user's own run at 2.11", () => {
    const model = "ft:gpt-4o-mini-2024-07-18:highencodelearning:l4d2-sourcemod-v7:CvTBCVPi";
    expect(estimatePrice(pricing, model, 703_947)).toEqual({
      currency: "USD",
      chargedTokens: 703_947,
      perMillion: 3,
      amount: 2.11,
      date: "2026-11-23",
      source: "a page",
    });
  });

  it("charges validation tokens where the provider does", () => {
    expect(estimatePrice(pricing, "big", 1_000_000, { validationTokens: 500_000 })?.amount).toBe(15);
    expect(estimatePrice(pricing, "gpt-4o-mini-2024-07-18", 1_000_000, { validationTokens: 500_000 })?.amount).toBe(3);
  });

  it("knows no price of a model that the table does not hold", () => {
    expect(estimatePrice(pricing, "gpt-5", 1)).toBeUndefined();
    expect(findModel(models, "gpt-4o-mini")?.model).toBe("gpt-4o-mini-2024-07-18");
  });
});

describe("countTokensOfFiles()", () => {
  it("counts by record, names what would be cut, and prices the run", async () => {
    const short = chat("hi", "hello");
    const long = chat("hi", "one two three four five ".repeat(20));
    const train = await folder.write("train.jsonl", [short, "{", long, short]);
    const validation = await folder.write("validation.jsonl", [short]);
    const report = await countTokensOfFiles({
      inputs: [{ path: train, name: "train.jsonl" }],
      validation: [{ path: validation, name: "validation.jsonl" }],
      model: "gpt-4o-mini",
      epochs: 2,
      models,
      pricing,
    });
    expect(tokenReportSchema.parse(report)).toEqual(report);
    // Two messages of 3 and a role of 1 each, 3 for the example, and one token for each word.
    expect(report.files[0]?.perRecord[0]).toEqual({ line: 1, tokens: 3 + 1 + 1 + (3 + 1 + 1) + 3 });
    const longTokens = report.files[0]?.perRecord[1]?.tokens ?? 0;
    expect(report.overLong).toEqual([
      { file: "train.jsonl", line: 3, tokens: longTokens, limit: 40, cut: longTokens - 40, messages: [1] },
    ]);
    expect(report).toMatchObject({
      baseModel: "gpt-4o-mini-2024-07-18",
      known: true,
      records: 3,
      tokens: longTokens + 26,
      trainingTokens: 40 + 26,
      trainedTokens: 132,
      validationTokens: 13,
      epochsChosen: "given",
      price: { chargedTokens: 132, amount: 0 },
      inference: { tuned: { input: 0.3, output: 1.2 }, base: { input: 0.15, output: 0.6 } },
      distribution: { min: 13, median: 13, max: longTokens },
    });
    expect(report.files[0]?.rejected).toBe(1);
    expect(report.distribution.histogram.bins.reduce((sum, bin) => sum + bin, 0)).toBe(3);
  });

  it("says when the model is not in the table", async () => {
    const train = await folder.write("train.jsonl", [chat("hi", "hello")]);
    const report = await countTokensOfFiles({ inputs: [{ path: train }], model: "gpt-9", models, pricing });
    expect(report).toMatchObject({ known: false, limit: null, price: null, epochs: 25, epochsChosen: "default" });
  });

  it.each([[0], [51], [1.5]])("refuses %d epochs", async (epochs) => {
    await expect(countTokensOfFiles({ inputs: [], model: "gpt-4o", epochs })).rejects.toThrow(RangeError);
  });

  it("refuses files without a record", async () => {
    const train = await folder.write("none.jsonl", ["{}"]);
    await expect(countTokensOfFiles({ inputs: [{ path: train }], model: "gpt-4o" })).rejects.toMatchObject({
      code: "DATASET_INVALID",
    });
  });
});
