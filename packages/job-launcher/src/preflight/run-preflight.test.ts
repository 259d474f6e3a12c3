import { appendFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { preflightReportSchema, type PreflightReport } from "@tunewright/schema";
import { describeDataset } from "../launch/describe-dataset.ts";
import type { LaunchPlan } from "../launch/launch-plan.ts";
import { createOpenAIProvider } from "../providers/openai/openai-provider.ts";
import { createTestClock, type FakeOpenAI, startFakeOpenAI, writeSamplePlan } from "../testing/index.ts";
import { checkPersonalData } from "./check-personal-data.ts";
import type { LaunchTools } from "./launch-tools.ts";
import { recordTexts } from "./record-texts.ts";
import { runPreflight } from "./run-preflight.ts";

let folder: string;
let service: FakeOpenAI;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tunewright-preflight-"));
  service = await startFakeOpenAI();
});
afterEach(async () => {
  await service.close();
  await rm(folder, { recursive: true });
});

async function check(plan: LaunchPlan, tools: LaunchTools = {}): Promise<PreflightReport> {
  const report = await runPreflight({
    provider: createOpenAIProvider({ apiKey: "sk-test-key-of-nobody", baseUrl: service.baseUrl }),
    plan,
    train: await describeDataset(plan.trainFile),
    validation: plan.validationFile === undefined ? undefined : await describeDataset(plan.validationFile),
    tools,
    clock: createTestClock(Date.UTC(2026, 10, 24)),
    signal: undefined,
  });
  return preflightReportSchema.parse(report);
}

const codes = (report: PreflightReport, severity = "error"): string[] =>
  report.findings.filter((finding) => finding.severity === severity).map((finding) => finding.code);

const record = (content: string, extra: object = {}): string =>
  `${JSON.stringify({
    messages: [
      { role: "user", content: "Write a plugin." },
      { role: "assistant", content, ...extra },
    ],
  })}\n`;

describe("runPreflight()", () => {
  it("finds nothing wrong with a good launch", async () => {
    expect(codes(await check(await writeSamplePlan(folder)))).toEqual([]);
  });

  it("estimates the price from tokens, epochs and the table, with its source and date", async () => {
    const tools: LaunchTools = {
      countTokens: async (path) => ({
        total: path.endsWith("train.jsonl") ? 234_649 : 1000,
        limit: 65_536,
        overLong: [],
      }),
      trainingPrice: () => ({ usdPerMillionTokens: 3, source: "a price page", date: "2026-11-23" }),
    };
    const { cost, trained_tokens } = await check(await writeSamplePlan(folder), tools);
    expect(trained_tokens).toBe(703_947);
    expect(cost).toEqual({
      currency: "USD",
      estimated: 2.1118,
      price_per_million_tokens: 3,
      source: "a price page",
      date: "2026-11-23",
    });
  });

  it("names by line what must not leave the house, without quoting it", async () => {
    const plan = await writeSamplePlan(folder);
    const secrets = {
      "secret-openai-key": "sk-proj-9aB3dE5fG7hJ2kL4mN6pQ8rS",
      "secret-aws-key": "AKIAQ3EGUTXNBWJF5RDM",
      "secret-private-key": "-----BEGIN RSA PRIVATE KEY-----",
      "secret-url-password": "mysql://root:hunter22x@db.acme.io/l4d2",
    };
    for (const secret of Object.values(secrets))
      await appendFile(plan.trainFile, record(`Connect with ${secret} now.`));
    await appendFile(plan.trainFile, record("Mail jane.doe@acme.io, ring +49 30 901820, or ping 93.184.216.34."));
    const report = await check(plan);
    const found = report.findings.filter(({ code }) => code.startsWith("secret-"));
    expect(found.map(({ code, line }) => [line, code])).toEqual(
      Object.keys(secrets).map((code, index) => [13 + index, code]),
    );
    expect(found.every(({ path }) => path === "messages[1].content")).toBe(true);
    const personal = report.findings.filter(({ code, line }) => code.startsWith("personal-") && line === 17);
    expect(personal.map(({ line, code }) => [line, code])).toEqual([
      [17, "personal-email"],
      [17, "personal-ip"],
      [17, "personal-phone"],
    ]);
    for (const secret of [...Object.values(secrets), "jane.doe"]) expect(JSON.stringify(report)).not.toContain(secret);
  });

  it("passes over placeholders and what only looks like a secret", async () => {
    const plan = await writeSamplePlan(folder);
    for (const text of [
      "sk-xxxxxxxxxxxxxxxxxxxxxxxx",
      "AKIAIOSFODNN7EXAMPLE",
      "https://user:password@example.com/x",
      "postgres://${USER}:${PASSWORD}@db/x",
      "task-force-of-twenty-letters-and-more",
    ]) {
      await appendFile(plan.trainFile, record(`Set it to ${text}.`));
    }
    const report = await check(plan);
    expect(
      report.findings.filter(({ code }) => code.startsWith("secret-openai") || code.startsWith("secret-aws")),
    ).toEqual([]);
    expect(report.findings.filter(({ code }) => code === "secret-url-password")).toEqual([]);
  });

  it.each([
    ["sk-proj-abcdefghijklmnopqrstuvwxyz1234567890", "secret-openai-key"],
    ["ghp_abcdefghijklmnopqrstuvwxyz0123456789", "secret-github-token"],
    ["postgres://admin:hunter22@db.example.com/prod", "secret-url-password"],
  ])("takes a made-up key for a key: %s", async (text, code) => {
    const plan = await writeSamplePlan(folder);
    await appendFile(plan.trainFile, record(`Set it to ${text}.`));
    const report = await check(plan);
    expect(report.findings).toContainEqual(expect.objectContaining({ code, severity: "error", line: 13 }));
  });

  it("looks for nothing in the bytes of an image, where everything can be found by chance", () => {
    const image = { type: "image_url", image_url: { url: "data:image/png;base64,AKIAQ3EGUTXNBWJF5RDM+415-867-5309" } };
    const record = { messages: [{ role: "user", content: [image, { type: "text", text: "What is it?" }] }] };
    expect(recordTexts(record)).toEqual([
      { path: "messages[0].role", text: "user" },
      { path: "messages[0].content[0].type", text: "image_url" },
      { path: "messages[0].content[1].type", text: "text" },
      { path: "messages[0].content[1].text", text: "What is it?" },
    ]);
  });

  it("reports every broken line with its number", async () => {
    const plan = await writeSamplePlan(folder);
    await appendFile(plan.trainFile, '{"messages": [}\n');
    await appendFile(plan.trainFile, `${JSON.stringify({ messages: [{ role: "user", content: "No answer." }] })}\n`);
    const report = await check(plan);
    expect(report.findings.filter(({ severity }) => severity === "error").map(({ line }) => line)).toEqual([13, 14]);
  });

  it("finds a record that is on both sides, and special tokens of the chat format", async () => {
    const plan = await writeSamplePlan(folder);
    const shared = record("The same on both sides.");
    await appendFile(plan.trainFile, shared);
    await appendFile(plan.validationFile ?? "", shared);
    await appendFile(plan.trainFile, record("Ends with <|endoftext|> in the middle."));
    const report = await check(plan);
    expect(report.findings.filter(({ severity }) => severity === "error")).toMatchObject([
      { code: "special-token", line: 14, path: "messages[1].content" },
      { code: "split-overlap", line: 4 },
    ]);
  });

  it("knows the rules for images", async () => {
    const plan = await writeSamplePlan(folder);
    const image = (url: string) => ({ type: "image_url", image_url: { url } });
    const asked = (parts: readonly object[]): string =>
      `${JSON.stringify({
        messages: [
          { role: "user", content: parts },
          { role: "assistant", content: "A tank." },
        ],
      })}\n`;
    await appendFile(plan.trainFile, asked([image("ftp://host/x.png")]));
    await appendFile(plan.trainFile, asked([image(`data:image/gif;base64,${"A".repeat(40)}`)]));
    await appendFile(plan.trainFile, asked(Array.from({ length: 11 }, () => image("https://acme.io/x.png"))));
    await appendFile(plan.trainFile, asked([image(`data:image/png;base64,${"A".repeat(14_500_000)}`)]));
    const report = await check(plan);
    expect(codes(report)).toEqual(["image-url", "image-type", "too-many-images", "image-too-large"]);
  });

  it("warns 90 days before a model ends, and refuses past its end", async () => {
    const plan = await writeSamplePlan(folder);
    const facts = (trainableUntil: string): LaunchTools => ({
      modelFacts: () => ({ trainable: true, shutdownDate: "2028-01-14", trainableUntil, source: "a table" }),
    });
    expect(codes(await check(plan, facts("2027-01-06")), "warning")).toContain("model-retires-soon");
    expect(codes(await check(plan, facts("2027-03-01")), "warning")).not.toContain("model-retires-soon");
    expect(codes(await check(plan, facts("2026-11-24")))).toEqual(["model-retired"]);
  });

  it("only warns past a day that was promised as the earliest, and takes the service's word for the rest", async () => {
    const plan = await writeSamplePlan(folder);
    const facts = (day: string): LaunchTools => ({
      modelFacts: () => ({
        trainable: true,
        shutdownDate: day,
        trainableUntil: day,
        earliest: true,
        source: "a table",
      }),
    });
    const messages = async (day: string): Promise<string[]> => {
      const { findings } = await check(plan, facts(day));
      return findings.filter(({ code }) => code.startsWith("model-retire")).map(({ message }) => message);
    };
    const name = "gpt-4o-mini-2024-07-18 at openai";
    expect(await messages("2027-04-01")).toEqual([]);
    expect(await messages("2026-12-24")).toEqual([
      `${name} takes no new training jobs from 2026-12-24 at the earliest, in 30 days.`,
      `${name}, with everything trained on it, stops on 2026-12-24 at the earliest, in 30 days.`,
    ]);
    expect(codes(await check(plan, facts("2026-11-01")))).toEqual([]);
    expect((await messages("2026-11-01"))[0]).toBe(
      `${name} may have ended: it was promised until 2026-11-01 only; ask the provider.`,
    );
  });

  it("believes the service's own date before the table's", async () => {
    await using ending = await startFakeOpenAI({ shutdownDate: "2026-10-23" });
    const plan = await writeSamplePlan(folder);
    const old = service;
    service = ending;
    const report = await check(plan, {
      modelFacts: () => ({ trainable: true, shutdownDate: "2030-01-01", source: "a table" }),
    });
    service = old;
    expect(report.shutdown_date).toBe("2026-10-23");
    expect(codes(report)).toEqual(["model-retired"]);
  });

  it.each([
    { code: "model-unknown", change: { model: "a-missing-model" } },
    { code: "suffix-too-long", change: { suffix: "x".repeat(65) } },
    { code: "suffix-characters", change: { suffix: "l4d2 v8" } },
    { code: "epochs-range", change: { hyperparameters: { epochs: 51 } } },
    { code: "batch-size-range", change: { hyperparameters: { epochs: 1, batchSize: 257 } } },
    { code: "beta-range", change: { hyperparameters: { epochs: 1, beta: 2.1 } } },
    { code: "seed-range", change: { seed: 2 ** 31 } },
    { code: "grader-missing", change: { method: "reinforcement" } },
  ] as const)("refuses with $code", async ({ code, change }) => {
    expect(codes(await check(await writeSamplePlan(folder, change)))).toContain(code);
  });

  it("refuses records that are cut off, and too few of them", async () => {
    const plan = await writeSamplePlan(folder);
    const tools: LaunchTools = {
      countTokens: async () => ({ total: 1, limit: 65_536, overLong: [{ line: 2, tokens: 70_000 }] }),
    };
    await writeFile(plan.trainFile, record("One.") + record("Two."));
    const report = await check({ ...plan, validationFile: undefined }, tools);
    expect(codes(report)).toEqual(["too-few-examples", "record-over-long"]);
    expect(report.findings.find(({ code }) => code === "record-over-long")).toMatchObject({ line: 2 });
  });
});

describe("checkPersonalData()", () => {
  it.each([
    ["user@example.com and admin@server.test", []],
    ["Bind to 127.0.0.1, 192.168.0.10 or 10.0.0.1", []],
    ["SourceMod 1.12.0.7194 and version 1.2.3.4", []],
    ["@here, pragma a@b and m_flSpeed", []],
    ["Write to bob@gaming-clan.net", ["personal-email"]],
    ["The server is 88.99.12.34:27015", ["personal-ip"]],
    ["Ring +1 (415) 555-2671 today", ["personal-phone"]],
    ["float x = +12.5 + 300 - 45", []],
    ["Pay with 4111 1111 1111 1111 or 378282246310005", ["personal-card"]],
    ["Not 4111 1111 1111 1112, nor the Steam id 76561197960287930", []],
    ["IBAN DE89 3704 0044 0532 0130 00", ["personal-iban"]],
    ["IBAN GB82WEST12345698765432", ["personal-iban"]],
    ["Not DE88 3704 0044 0532 0130 00", []],
    ["SSN 078-05-1120", ["personal-ssn"]],
    ["Part 000-12-3456 and 666-12-3456 of 2026-11-27", []],
    ["Call (415) 867-5309 or 415-867-5309", ["personal-phone"]],
    ["Call (415) 555-0123", []],
  ])("finds in %j: %j", (text, expected) => {
    expect(checkPersonalData({ path: "", text }).map(({ code }) => code)).toEqual(expected);
  });
});
