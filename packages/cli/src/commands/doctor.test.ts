import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startFakeService } from "@tunewright/job-launcher/testing";
import { runCli } from "../testing/run-cli.ts";

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "tunewright-doctor-"));
  await writeFile(join(cwd, "tunewright.yaml"), "version: 1\nraw: [raw/*.jsonl]\ntrain: { model: old-model }\n");
  const model = "{ model: old-model, provider: openai, encoding: null, trainingContext: 1, methods: [supervised], ";
  const rest = "retirement: { training: 2020-01-01, shutdown: 2020-02-01 }, date: 2020-01-01, source: test }";
  await writeFile(join(cwd, "models.yaml"), `version: 1\nmodels: [${model}${rest}]\n`);
});
afterAll(() => rm(cwd, { recursive: true }));

describe("tunewright doctor", () => {
  it("names the end of the model, and never shows a key", async () => {
    const run = await runCli(["doctor", "--offline"], { cwd, env: { OPENAI_API_KEY: "sk-planted" } });
    expect(run.code).toBe(0);
    expect(run.stdout).toContain("error   model: openai takes no new job for old-model since 2020-01-01");
    expect(run.stdout).toContain("keys: OPENAI_API_KEY is set");
    expect(run.stdout + run.stderr).not.toContain("sk-planted");
  });

  it("asks each provider that has a key whether it answers, and says what is missing beside a key", async () => {
    await using service = await startFakeService(({ path }) => ({
      status: path.startsWith("/refusing") ? 401 : 200,
      json: { data: [] },
    }));
    const env = {
      OPENAI_API_KEY: "planted-1",
      OPENAI_BASE_URL: `${service.url}/v1/`,
      TOGETHER_API_KEY: "planted-2",
      TOGETHER_BASE_URL: `${service.url}/refusing`,
      FIREWORKS_API_KEY: "planted-3",
    };
    const run = await runCli(["doctor", "--json"], { cwd, env });
    expect(run.code).toBe(0);
    const { findings } = JSON.parse(run.stdout) as { findings: { name: string; state: string; detail: string }[] };
    expect(findings.filter(({ name }) => name === "provider" || name === "keys")).toEqual([
      { name: "keys", state: "ok", detail: "OPENAI_API_KEY is set" },
      { name: "keys", state: "ok", detail: "TOGETHER_API_KEY is set" },
      { name: "keys", state: "warning", detail: "FIREWORKS_API_KEY is set, but not FIREWORKS_ACCOUNT_ID" },
      { name: "provider", state: "ok", detail: "openai answers and takes the key" },
      { name: "provider", state: "warning", detail: "together refuses the key (status 401)" },
    ]);
    expect(service.requests.map(({ path }) => path).toSorted()).toEqual(["/refusing/models", "/v1/models"]);
    expect(run.stdout + run.stderr).not.toMatch(/planted|127\.0\.0\.1/);
    expect((await runCli(["doctor", "--online"], { cwd, env })).code).toBe(1);
  });

  it("says each fault of a config with its line and column", async () => {
    const path = join(cwd, "bad.yaml");
    await writeFile(path, "version: 1\nraw: [a]\ntrain:\n  model: m\n  epoch: 3\nsplit:\n  validationRatio: 2\n");
    const run = await runCli(["doctor", "--config", "bad.yaml"], { cwd });
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toContain("bad.yaml:5:3: train.epoch: there is no such setting");
    expect(run.stderr).toContain("bad.yaml:7:3: split.validationRatio:");
  });
});
