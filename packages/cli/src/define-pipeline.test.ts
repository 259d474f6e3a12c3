import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { createLocalProvider } from "@tunewright/job-launcher";
import { startLocalProvider } from "@tunewright/local-provider";
import type { AnswerSource } from "@tunewright/evals";
import type { ConfigInput } from "@tunewright/schema";
import { definePipeline, type PipelineSurroundings, runPipeline } from "./define-pipeline.ts";
import type { PipelineEvent } from "./pipeline/run-pipeline.ts";

const fixtures = join(import.meta.dirname, "../../../scripts/readme-fixtures");
const tables = join(import.meta.dirname, "../../../data");
const config: ConfigInput = {
  version: 1,
  raw: ["raw/*.jsonl"],
  rules: ["random-rules.yaml"],
  split: { validationCount: 4 },
  train: { model: "gpt-4o-mini-2024-07-18", provider: "local", suffix: "mine", pollIntervalSeconds: 0.1 },
  eval: { suites: ".", suite: "suite" },
};
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tunewright-facade-"));
  await mkdir(join(folder, "raw"));
  await cp(join(fixtures, "train.jsonl"), join(folder, "raw", "mine.jsonl"));
  for (const name of ["random-rules.yaml", "suite.yaml"]) await cp(join(fixtures, name), join(folder, name));
  for (const name of ["models.yaml", "pricing.yaml"]) await cp(join(tables, name), join(folder, name));
});
afterEach(() => rm(folder, { recursive: true }));

async function run(surroundings: PipelineSurroundings = {}, content = config): Promise<PipelineEvent[]> {
  const events: PipelineEvent[] = [];
  const pipeline = definePipeline({ config: content, folder, version: "v3" });
  for await (const event of runPipeline(pipeline, { env: {}, ...surroundings })) events.push(event);
  return events;
}
/** One answer to everything. */
const byHand: AnswerSource = {
  kind: "answers",
  model: "by hand",
  identity: ["by hand"],
  maxTokens: null,
  answer: async () => ({
    text: "```sourcepawn\npublic void OnPluginStart()\n{\n    int x = GetRandomInt(1, 6);\n}\n```",
    finishReason: "stop",
    promptTokens: null,
    completionTokens: null,
  }),
};
const steps = (events: readonly PipelineEvent[]): string[] =>
  events.flatMap((event) => (event.type === "step" ? [`${event.outcome.name} ${event.outcome.skipped}`] : []));

describe("definePipeline()", () => {
  it("refuses content that is no config, by the path of the fault, and a version that is none", () => {
    const wrong = { ...config, split: { validationRatio: 2 } };
    expect(() => definePipeline({ config: wrong, version: "v3" })).toThrow(/split\.validationRatio/);
    expect(() => definePipeline({ config, version: "three" })).toThrow(/v and a number/);
  });
});

describe("runPipeline()", () => {
  it("says that a suite cannot be used before anything is trained, and finds one beside the config", async () => {
    await writeFile(join(folder, "odd.yaml"), "version: 1\nid: odd\ntitle: Odd\ncases: []\n");
    const events: PipelineEvent[] = [];
    const pipeline = definePipeline({ config: { ...config, eval: { suite: "odd.yaml" } }, folder, version: "v3" });
    const running = (async () => {
      for await (const event of runPipeline(pipeline, { env: {} })) events.push(event);
    })();
    await expect(running).rejects.toMatchObject({ code: "SUITE_INVALID" });
    expect(steps(events).at(-1)).toBe("tokens false");
  });

  it("prepares a version from content alone, and skips what is up to date", async () => {
    expect(steps(await run({ until: "prepare" }))).toEqual(
      ["validate", "sanitize", "dedupe", "split", "tokens"].map((name) => `${name} false`),
    );
    expect(await readdir(join(folder, "versions", "v3"))).toEqual(
      expect.arrayContaining(["train.jsonl", "validation.jsonl", "manifest.json"]),
    );
    expect(steps(await run({ until: "prepare" }))).toEqual(
      ["validate", "sanitize", "dedupe", "split", "tokens"].map((name) => `${name} true`),
    );
  });

  it("goes the whole way with a provider and answers that are handed in", async () => {
    await using service = await startLocalProvider({ stateDirectory: join(folder, "state") });
    const events = await run({ training: createLocalProvider({ baseUrl: service.baseUrl }), answers: byHand });
    const last = events.at(-1);
    expect(last).toMatchObject({ type: "finished", version: { record: { version: "v3", status: "succeeded" } } });
    const passed = last?.type === "finished" ? last.version.results.cases.map((one) => [one.id, one.passed]) : [];
    expect(passed).toEqual([
      ["roll", true],
      ["delay", false],
    ]);
  });

  it("judges anew where the suite that the config's suite extends has changed", async () => {
    await using service = await startLocalProvider({ stateDirectory: join(folder, "state") });
    const own = "version: 1\nid: more\ntitle: More\nextends: suite.yaml\ncategories: {}\ncases: []\n";
    await writeFile(join(folder, "more.yaml"), own);
    const surroundings = { training: createLocalProvider({ baseUrl: service.baseUrl }), answers: byHand };
    const extended = { ...config, eval: { suites: ".", suite: "more" } };
    const evaluated = async (): Promise<string | undefined> => {
      const events = await run(surroundings, extended);
      return steps(events).find((step) => step.startsWith("evaluate"));
    };
    await expect(evaluated()).resolves.toBe("evaluate false");
    await expect(evaluated()).resolves.toBe("evaluate true");
    const base = await readFile(join(folder, "suite.yaml"), "utf8");
    await writeFile(join(folder, "suite.yaml"), base.replace("prompt: ", "prompt: Please. "));
    await expect(evaluated()).resolves.toBe("evaluate false");
  });

  it("sanitizes anew where the API index has changed", async () => {
    const index = { version: 1, name: "mine", game: "none", sourcemod: "1.12", sources: [], includes: {} };
    const empty = { functions: [], forwards: [], types: [], members: [], constants: [], events: [], netprops: [] };
    const indexed = { ...config, rules: [], api: "api.json" };
    const sanitized = async (game: string): Promise<string | undefined> => {
      await writeFile(join(folder, "api.json"), JSON.stringify({ ...index, ...empty, game }));
      return steps(await run({ until: "prepare" }, indexed)).find((step) => step.startsWith("sanitize"));
    };
    await expect(sanitized("one")).resolves.toBe("sanitize false");
    await expect(sanitized("one")).resolves.toBe("sanitize true");
    await expect(sanitized("two")).resolves.toBe("sanitize false");
  });

  it("stops when it is told to, between two steps", async () => {
    const stop = new AbortController();
    const pipeline = definePipeline({ config, folder, version: "v3" });
    const seen: string[] = [];
    const running = (async () => {
      for await (const event of runPipeline(pipeline, { env: {}, signal: stop.signal })) {
        seen.push(...steps([event]));
        stop.abort();
      }
    })();
    await expect(running).rejects.toThrow();
    expect(seen).toEqual(["validate false"]);
  });
});
