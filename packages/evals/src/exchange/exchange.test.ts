import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type EvalSuite, evalSuiteSchema } from "@tunewright/schema";
import { parse } from "yaml";
import { checkGate } from "../compare/check-gate.ts";
import { readResults } from "../compare/analyze-results.ts";
import { junitReport } from "./junit-report.ts";
import { exportPromptfoo } from "./promptfoo-export.ts";
import { importPromptfoo } from "./promptfoo-import.ts";
import { stepSummary } from "./step-summary.ts";

const v7 = await readResults(path.join(import.meta.dirname, "../../../../data/test_results_openai_v7.json"));
const suite: EvalSuite = evalSuiteSchema.parse({
  version: 1,
  id: "s",
  title: "S",
  systemPrompt: 'You write "plugins".',
  categories: { c: "C" },
  cases: [{ id: "one", category: "c", prompt: "Do {{ this }} #1: 'now'", note: "A note." }],
});

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "promptfoo-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe("junitReport()", () => {
  it("has a test per case and a failure with the reason per failed case", () => {
    const xml = junitReport(v7);
    expect(xml).toContain('<testsuites tests="10" failures="2" errors="0" time="0.000">');
    expect(xml.match(/<testcase /g)).toHaveLength(10);
    expect(xml).toContain('<failure message="Missing patterns"/>');
  });

  it("stays XML whatever a note holds", () => {
    const [first, ...rest] = v7.cases;
    if (first === undefined) throw new Error("no case");
    const notes = 'a "<b>" & \u0000\uD800\n';
    const xml = junitReport({ ...v7, cases: [{ ...first, passed: false, notes }, ...rest] });
    expect(xml).toContain('message="a &quot;&lt;b&gt;&quot; &amp; \uFFFD\uFFFD&#10;"');
  });
});

describe("stepSummary()", () => {
  it("has the figures, the cases, and what the gate said", () => {
    const shut = stepSummary(v7, { gate: checkGate(v7, { minPassRate: 0.9 }) });
    expect(shut).toContain("| Pass rate | 80.0 % (8 of 10; 95 % interval 49.0 % to 94.3 %) |");
    expect(shut).toContain("| no_ff_panic | ❌ no | 10.0 | Forbidden patterns used |");
    expect(shut).toContain("❌ The gate is shut: pass rate is 0.8, limit 0.9.");
    expect(stepSummary(v7, { gate: checkGate(v7, { minPassRate: 0.8 }) })).toContain("✅ The gate is open");
  });
});

describe("exportPromptfoo()", () => {
  const judgeFile = `
    const answer = require("fs").readFileSync(0, "utf8");
    const id = process.argv.at(-1);
    if (answer === "crash") { process.stderr.write("no rules"); process.exit(2); }
    process.stdout.write(JSON.stringify({ passed: answer === "right", score: 5, security: 9, notes: id }));
    process.exit(answer === "right" ? 0 : 1);
  `;

  it("writes a config with the tasks as variables, and asks the endpoint that it is told", () => {
    const files = exportPromptfoo({
      suite,
      model: "m",
      baseUrl: "http://127.0.0.1:1/v1",
      judge: ["node", "judge.cjs"],
    });
    expect(parse(files["promptfooconfig.yaml"] ?? "")).toEqual({
      description: "S",
      prompts: [{ id: "file://prompt.cjs", label: "s" }],
      providers: [
        {
          id: "openai:chat:m",
          label: "m",
          config: { temperature: 0, max_tokens: 2048, apiBaseUrl: "http://127.0.0.1:1/v1" },
        },
      ],
      defaultTest: { assert: [{ type: "javascript", value: "file://assert.cjs" }] },
      tests: [
        {
          description: "one: A note.",
          vars: { caseId: "one", task: "Do {{ this }} #1: 'now'" },
          metadata: { caseId: "one", category: "c" },
        },
      ],
    });
  });

  it("writes files that run: the messages of a task, and the marks of the judge", async () => {
    await writeFile(path.join(folder, "judge.cjs"), judgeFile);
    const files = exportPromptfoo({ suite, model: "m", judge: [process.execPath, "judge.cjs"] });
    for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
    const load = createRequire(path.join(folder, "x.cjs"));
    const prompt = load("./prompt.cjs") as (context: unknown) => unknown;
    expect(prompt({ vars: { task: "Do it." } })).toEqual([
      { role: "system", content: 'You write "plugins".' },
      { role: "user", content: "Do it." },
    ]);
    // Nunjucks, which promptfoo renders messages with, writes {{ "{" }} as one brace; a brace alone is text to it.
    expect(prompt({ vars: { task: "int a[][] = {{1}, {%2}}; {{{# #}" } })).toContainEqual({
      role: "user",
      content: 'int a[][] = {{ "{" }}{1}, {{ "{" }}%2}}; {{ "{" }}{{ "{" }}{{ "{" }}# {{ "#" }}}',
    });
    const judge = load("./assert.cjs") as (output: unknown, context: unknown) => Promise<unknown>;
    const context = { vars: { caseId: "one" } };
    const marks = { score: 0.5, reason: "one", namedScores: { score: 5, security: 9 } };
    expect(await judge("right", context)).toEqual({ pass: true, ...marks });
    expect(await judge("wrong", context)).toEqual({ pass: false, ...marks });
    await expect(judge("crash", context)).rejects.toThrow("no rules");
    await promisify(execFile)(process.execPath, ["--check", path.join(folder, "assert.cjs")]);
  });
});

describe("importPromptfoo()", () => {
  const result = (caseId: string, output: unknown, provider = "openai:chat:m") => ({
    vars: { caseId, task: "x" },
    provider: { id: provider, label: "m" },
    response: { output, tokenUsage: { total: 3, prompt: 1, completion: 2 } },
    latencyMs: 12,
    success: true,
    score: 1,
  });
  const file = (...results: unknown[]): string => JSON.stringify({ evalId: "e", results: { version: 3, results } });
  const signal = new AbortController().signal;

  it("takes the answers to one case as its trials", async () => {
    const { source, cases, runs } = importPromptfoo(
      file(result("one", "a"), result("two", "b"), result("one", { c: 1 })),
    );
    expect({ cases, runs, model: source.model }).toEqual({ cases: ["one", "two"], runs: 1, model: "m" });
    const answer = await source.answer({ caseId: "one", trial: 1, messages: [], signal });
    expect(answer).toEqual({
      text: '{"c":1}',
      finishReason: null,
      promptTokens: 1,
      completionTokens: 2,
      latencyMs: 12,
    });
    await expect(source.answer({ caseId: "two", trial: 1, messages: [], signal })).rejects.toThrow(
      "no answer to case two",
    );
  });

  it("reads what promptfoo 0.123.1 wrote for an exported suite, run with --repeat 2", async () => {
    const text = await readFile(path.join(import.meta.dirname, "../testing/promptfoo-results.json"), "utf8");
    const { source, cases, runs } = importPromptfoo(text);
    expect({ cases, runs, model: source.model }).toEqual({
      cases: ["hunter_pounce", "random_timer"],
      runs: 2,
      model: "m",
    });
    const { latencyMs, ...answer } = await source.answer({ caseId: "random_timer", trial: 1, messages: [], signal });
    expect(answer).toEqual({
      text: "```sourcepawn\nCreateTimer(RandomFloat(1.0, 2.0), T);\n```",
      finishReason: "stop",
      promptTokens: 10,
      completionTokens: 20,
    });
    expect(latencyMs).toBeGreaterThanOrEqual(0);
  });

  it.each([{ response: { error: "429" } }, { response: null }, { response: undefined }])(
    "does not take a failed request for an empty answer: %j",
    (failure) => {
      const whole = [result("one", "a"), { ...result("two", "a"), ...failure }];
      expect(() => importPromptfoo(file(...whole), { name: "results.json" })).toThrow(
        "results.json lacks answers: 1 of 2 requests failed when promptfoo ran, the first for case two.",
      );
    },
  );

  it("wants a choice where there are several providers, and refuses other files", () => {
    const both = file(result("one", "a"), result("one", "b", "openai:chat:n"));
    expect(() => importPromptfoo(both)).toThrow("answers of 2 providers");
    expect(importPromptfoo(both, { model: "openai:chat:n" }).source.model).toBe("n");
    expect(() => importPromptfoo("{}")).toThrow("holds no promptfoo results");
    expect(() => importPromptfoo("[")).toThrow("not JSON");
  });
});
