// Over 300 lines: the subcommands share a project, its answers and a service.
import { type ChildProcess, spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type EvalResults, evalResultsSchema } from "@tunewright/schema";
import { type CliRun, runCli } from "../testing/run-cli.ts";

const data = path.join(import.meta.dirname, "../../../../data");
const fence = (...lines: readonly string[]): string => `Here it is:\n\n\`\`\`sourcepawn\n${lines.join("\n")}\n\`\`\`\n`;
const head = ["#include <sourcemod>", "#include <sdktools>", "#pragma semicolon 1", "#pragma newdecls required", ""];
const random = fence(
  ...head,
  "public void OnMapStart()",
  "{",
  "    CreateTimer(GetRandomFloat(60.0, 120.0), Timer_Mob, _, TIMER_FLAG_NO_MAPCHANGE);",
  "}",
);
const randomWrong = random.replace("GetRandomFloat", "RandomFloat");
const hunter = fence(
  ...head,
  "public void OnPluginStart()",
  "{",
  '    HookEvent("lunge_pounce", Event_Pounce);',
  "}",
  "",
  "public void Event_Pounce(Event event, const char[] name, bool dontBroadcast)",
  "{",
  '    int victim = GetClientOfUserId(event.GetInt("victim"));',
  "    // Not the event pounce: there is none.",
  "}",
);

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "eval-"));
  for (const name of [
    "api",
    "suites",
    "rules",
    "tunewright.yaml",
    "pricing.yaml",
    "models.yaml",
    "test_results_openai_v7.json",
  ]) {
    await cp(path.join(data, name), path.join(folder, name), { recursive: true });
  }
  for (const version of ["v5", "v6", "v7"]) {
    await cp(path.join(data, `finetune_job_${version}.json`), path.join(folder, `finetune_job_${version}.json`));
  }
  await cp(path.join(data, "production.json"), path.join(folder, "production.json"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const tunewright = (...argv: readonly string[]): Promise<CliRun> => runCli(argv, { cwd: folder });
const results = ({ stdout }: CliRun): EvalResults => evalResultsSchema.parse(JSON.parse(stdout));

async function answers(value: unknown): Promise<string> {
  await writeFile(path.join(folder, "answers.json"), JSON.stringify(value));
  return "answers.json";
}

describe("tunewright eval quick", () => {
  it("leaves the version's own results as they are, and the history too", async () => {
    const own = path.join(folder, "test_results_openai_v7.json");
    const whole = await readFile(own, "utf8");
    const file = await answers({ speed_boost: random, random_timer: random, hunter_pounce: hunter });
    const quick = await tunewright("eval", "quick", "--model", "v7", "--answers", file, "--json");
    expect(results(quick)).toMatchObject({ label: "v7-quick", summary: { total: 3 } });
    expect(quick.stderr).toContain("test_results_openai_v7-quick.json");
    expect(await readFile(own, "utf8")).toBe(whole);
    const table = await readFile(path.join(folder, "openai_evaluation_results.csv"), "utf8");
    expect(table).not.toContain("quick");
    // Without a file's name, the newest whole evaluation is meant.
    expect(results(await tunewright("eval", "analyze", "--json"))).toMatchObject({ label: "v7" });
  });
});

describe("tunewright versions", () => {
  it("shows the figures of a version that was evaluated here, while its model is the one that was", async () => {
    const record = JSON.parse(await readFile(path.join(folder, "finetune_job_v7.json"), "utf8")) as object;
    const kept = { ...record, version: "v7", evaluation: null };
    const write = (value: object) => writeFile(path.join(folder, "finetune_job_v7.json"), JSON.stringify(value));
    await write(kept);
    expect((await tunewright("versions")).stdout).toMatch(/v7 \(production\).*80% pass, 100% API/);
    await write({ ...kept, fine_tuned_model: "ft:another" });
    expect((await tunewright("versions")).stdout).not.toContain("80% pass");
  });
});

describe("tunewright eval list", () => {
  it("names the cases with their categories", async () => {
    const { stdout, code } = await tunewright("eval", "list", "--suite", "l4d2-full", "--json");
    const { cases } = JSON.parse(stdout) as { cases: { id: string; category: string }[] };
    expect(code).toBe(0);
    expect(cases).toHaveLength(21);
    expect(cases).toContainEqual({ id: "tank_rock", category: "special-infected-events" });
  });

  it("says which suite it cannot read", async () => {
    const { code, stderr } = await tunewright("eval", "list", "--suite", "none");
    expect(code).toBe(2);
    expect(stderr).toContain("none.yaml");
  });
});

describe("tunewright eval run", () => {
  it("judges recorded answers with the sanitizer's own eyes", async () => {
    const file = await answers({ hunter_pounce: hunter, random_timer: [randomWrong, random, random] });
    const cases = ["--case", "hunter_pounce", "random_timer"];
    const once = await tunewright("eval", "run", "--answers", file, "--label", "v8", "--json", ...cases);
    expect(once.code).toBe(0);
    const { summary, label } = results(once);
    expect(label).toBe("v8");
    expect(summary).toMatchObject({
      total: 2,
      passed: 1,
      wrongApiAvoidance: 0.5,
      corrections: expect.arrayContaining([
        { correct: "GetRandomFloat", wrong: "RandomFloat", avoided: false, correctUses: 0, wrongUses: 1 },
        { correct: "lunge_pounce", wrong: "pounce", avoided: true, correctUses: 1, wrongUses: 0 },
      ]),
    });
    expect(results(once).cases[1]?.notes).toContain("Forbidden patterns used: RandomFloat");

    const saved = await readFile(path.join(folder, "test_results_openai_v8.json"), "utf8");
    expect(JSON.parse(saved)).toEqual(results(once));
    const csv = await readFile(path.join(folder, "openai_evaluation_results.csv"), "utf8");
    expect(csv.split("\n").map((line) => line.split(",")[0])).toEqual(["version", "v7", "v8", ""]);
  });

  it("asks any OpenAI-compatible service, once for each trial", async () => {
    let asked = 0;
    const server: Server = createServer((request, response) => {
      asked++;
      request.resume().on("end", () => {
        response.setHeader("content-type", "application/json");
        const message = { role: "assistant", content: random };
        response.end(
          JSON.stringify({
            choices: [{ message, finish_reason: "stop" }],
            usage: { prompt_tokens: 5, completion_tokens: 9 },
          }),
        );
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
    const argv = [
      "eval",
      "run",
      "--base-url",
      url,
      "--model",
      "some/model",
      "--runs",
      "2",
      "--case",
      "random_timer",
      "--json",
    ];
    try {
      const first = await tunewright(...argv);
      expect(first.stderr).toContain("test_results_openai_some-model.json");
      expect(results(first)).toMatchObject({ model: "some/model", runs: 2, summary: { passed: 1, total: 1 } });
      expect(first.stderr).not.toContain("earlier runs");
      expect(asked).toBe(2);
      const again = await tunewright(...argv);
      expect(again.stderr).toContain("2 of 2 answers came from earlier runs, without asking the model again");
      expect(asked).toBe(2);
      await tunewright(...argv, "--fresh", "--no-save");
      expect(asked).toBe(4);
      // A fresh run that is killed has kept what it paid for, too.
      const log = await readFile(path.join(folder, ".tunewright/eval-trials.jsonl"), "utf8");
      expect(log.trimEnd().split("\n")).toHaveLength(4);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  it("asks nothing twice when it is killed and started again", async () => {
    const asked: string[] = [];
    let killed = false;
    let child: ChildProcess | undefined;
    const server: Server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on("data", (part: Buffer) => parts.push(part));
      request.on("end", () => {
        const { messages } = JSON.parse(Buffer.concat(parts).toString("utf8")) as { messages: { content: string }[] };
        asked.push(messages.at(-1)?.content ?? "");
        if (asked.length === 4 && !killed) {
          killed = true;
          child?.kill("SIGKILL");
          return;
        }
        response.setHeader("content-type", "application/json");
        response.end(JSON.stringify({ choices: [{ message: { role: "assistant", content: random } }] }));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
    const argv = ["eval", "run", "--base-url", url, "--model", "m", "--concurrency", "1", "--json"];
    try {
      const code = `import { main } from ${JSON.stringify(path.join(import.meta.dirname, "../main.ts"))}; await main(process.argv.slice(1));`;
      const started = spawn(
        process.execPath,
        ["--conditions=@tunewright/source", "--input-type=module", "--eval", code, "--", ...argv],
        { cwd: folder, stdio: "ignore" },
      );
      child = started;
      await new Promise<void>((resolve) => started.once("close", () => resolve()));
      expect(asked).toHaveLength(4);
      expect(results(await tunewright(...argv)).summary.total).toBe(10);
      // Ten cases, and the one whose answer never came.
      expect(asked).toHaveLength(11);
      expect(asked.filter((prompt, index) => asked.indexOf(prompt) !== index)).toEqual([asked[3]]);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  it.each(["--out", "--junit"])("refuses a folder for %s before it asks anybody", async (option) => {
    // Nobody listens there: whoever asks ends with 3.
    const argv = ["--base-url", "http://127.0.0.1:1/v1", "--model", "m", option, "."];
    const { code, stderr } = await tunewright("eval", "run", ...argv);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining("it is a folder") });
  });

  it("asks a grader as well, and says where it disagrees", async () => {
    const server: Server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on("data", (part: Buffer) => parts.push(part));
      request.on("end", () => {
        const { response_format: format } = JSON.parse(Buffer.concat(parts).toString("utf8")) as {
          response_format?: { type: string };
        };
        const marks = JSON.stringify({ syntax: 3, api: 3, task: 3, quality: 3, reason: "Not what was asked." });
        const content = format?.type === "json_schema" ? marks : random;
        response.setHeader("content-type", "application/json");
        response.end(JSON.stringify({ choices: [{ message: { role: "assistant", content } }] }));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
    try {
      const argv = [
        "--base-url",
        url,
        "--model",
        "m",
        "--grader",
        "judge",
        "--case",
        "random_timer",
        "--no-save",
        "--json",
      ];
      const { summary, cases } = results(await tunewright("eval", "run", ...argv));
      expect(summary).toMatchObject({ passed: 1, graderDisagreements: 1 });
      expect(cases[0]?.trials[0]?.grader).toMatchObject({ model: "judge", total: 12, passed: false, agrees: false });
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  it("pays for marks on recorded answers once", async () => {
    let asked = 0;
    const server: Server = createServer((request, response) => {
      request.resume().on("end", () => {
        asked++;
        const content = JSON.stringify({ syntax: 9, api: 9, task: 9, quality: 9, reason: "Good." });
        response.setHeader("content-type", "application/json");
        response.end(JSON.stringify({ choices: [{ message: { role: "assistant", content } }] }));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
    try {
      const file = await answers({ random_timer: random });
      const argv = [
        "--answers",
        file,
        "--case",
        "random_timer",
        "--grader",
        "judge",
        "--grader-base-url",
        url,
        "--json",
      ];
      for (let run = 0; run < 2; run++) {
        const { summary } = results(await tunewright("eval", "run", ...argv, "--no-save"));
        expect(summary).toMatchObject({ passed: 1, graderDisagreements: 0 });
      }
      expect(asked).toBe(1);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  it("asks a program", async () => {
    await writeFile(path.join(folder, "answer.cjs"), `process.stdout.write(${JSON.stringify(random)})`);
    const command = `"${process.execPath}" answer.cjs`;
    const run = await tunewright(
      "eval",
      "run",
      "--command",
      command,
      "--case",
      "random_timer",
      "--label",
      "p",
      "--json",
    );
    expect(results(run).summary.passed).toBe(1);
  });

  it("asks a program again only for what it did not answer before it failed, and anew once a run was whole", async () => {
    const program = `
      const fs = require("fs");
      fs.appendFileSync("asked", process.env.TUNEWRIGHT_CASE + "\\n");
      if (process.env.TUNEWRIGHT_CASE === "tank_announce" && !fs.existsSync("mended")) process.exit(3);
      process.stdout.write(${JSON.stringify(random)});
    `;
    await writeFile(path.join(folder, "answer.cjs"), program);
    const asked = async () => (await readFile(path.join(folder, "asked"), "utf8")).trimEnd().split("\n");
    const argv = ["eval", "run", "--command", `"${process.execPath}" answer.cjs`, "--concurrency", "1", "--no-save"];
    const failed = await tunewright(...argv);
    expect(failed.code).toBe(3);
    expect(failed.stderr).toContain("ended with exit code 3. Mend the program and run again; answers so far are kept.");
    const before = await asked();
    expect(before.at(-1)).toBe("tank_announce");
    await writeFile(path.join(folder, "mended"), "");
    expect((await tunewright(...argv)).code).toBe(0);
    expect(await asked()).toHaveLength(10 + 1);
    expect((await asked()).filter((id) => id === "speed_boost")).toHaveLength(1);
    expect((await tunewright(...argv)).code).toBe(0);
    expect(await asked()).toHaveLength(10 + 1 + 10);
  });

  it("keeps its results though another evaluation's file is broken, and says what was not written", async () => {
    await writeFile(path.join(folder, "test_results_openai_v6.json"), "{");
    const file = await answers({ random_timer: random });
    const run = await tunewright("eval", "run", "--answers", file, "--case", "random_timer", "--label", "kept");
    expect(run.code).toBe(0);
    expect(run.stderr).toContain("test_results_openai_v6.json is not JSON");
    expect(await readFile(path.join(folder, "test_results_openai_kept.json"), "utf8")).toContain('"kept"');
  });

  it("refuses to hold results of another suite, or of fewer trials, against limits", async () => {
    const other = await tunewright("eval", "gate", "--model", "v7", "--suite", "l4d2-full", "--min-pass-rate", "0.5");
    expect(other).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("are of the suite l4d2-table, not of l4d2-full"),
    });
    const fewer = await tunewright("eval", "gate", "--model", "v7", "--runs", "3", "--min-pass-rate", "0.5");
    expect(fewer).toMatchObject({ code: 2, stderr: expect.stringContaining("have 1 trial of a case, not 3") });
    const right = await tunewright("eval", "gate", "--model", "v7", "--suite", "l4d2-table", "--min-pass-rate", "0.5");
    expect(right.code).toBe(0);
  });

  it("compiles what it judges where there is a compiler, and says so where there is none", async () => {
    const refusal = `console.log("snippet.sp(3) : error 017: undefined symbol"); process.exit(1);`;
    const compiler = [
      `#!${process.execPath}`,
      `const code = require("fs").readFileSync(process.argv[2], "utf8");`,
      `if (code.includes("#pragma semicolon 2")) { ${refusal} }`,
    ].join("\n");
    await writeFile(path.join(folder, "spcomp"), compiler, { mode: 0o755 });
    const file = await answers({ random_timer: [random, random.replace("semicolon 1", "semicolon 2")] });
    const argv = ["eval", "run", "--answers", file, "--runs", "2", "--case", "random_timer", "--no-save", "--json"];
    expect(results(await tunewright(...argv)).summary.compiled).toEqual({ passed: 0, failed: 0, notChecked: 2 });
    const run = await runCli(argv, { cwd: folder, env: { PATH: folder } });
    expect(results(run)).toMatchObject({ summary: { compiled: { passed: 1, failed: 1, notChecked: 0 }, passed: 0 } });
    expect(results(run).cases[0]?.notes).toBe("Does not compile");
  });

  it.each([
    ["--file", "mine.json"],
    ["--out", "mine.json"],
    ["--file", "mine.results"],
  ])("writes its results where %s %s says, and analyze reads them there", async (flag, file) => {
    const answers = path.join(folder, "answers.json");
    await writeFile(answers, JSON.stringify({ random_timer: random }));
    const argv = ["eval", "run", "--answers", answers, "--case", "random_timer", flag, file];
    expect((await tunewright(...argv)).stderr).toContain(`Results are in ${file}.`);
    const read = await tunewright("eval", "analyze", "--file", file, "--json");
    expect(results(read).summary).toMatchObject({ total: 1, passed: 1 });
  });

  it("writes what CI shows", async () => {
    const file = await answers({ random_timer: randomWrong });
    const argv = ["eval", "run", "--answers", file, "--case", "random_timer", "--junit", "junit.xml", "--no-save"];
    const summary = path.join(folder, "summary.md");
    await runCli(argv, { cwd: folder, env: { GITHUB_STEP_SUMMARY: summary } });
    expect(await readFile(path.join(folder, "junit.xml"), "utf8")).toContain('failures="1"');
    expect(await readFile(summary, "utf8")).toContain("| random_timer | ❌ no |");
  });

  it("refuses a suite that asks for what the API does not have, before anything is asked", async () => {
    const table = await readFile(path.join(folder, "suites/l4d2-table.yaml"), "utf8");
    await writeFile(path.join(folder, "wrong.yaml"), table.replace("name: tank_spawn", "name: tank_rock"));
    const file = await answers({});
    const { code, stderr } = await tunewright("eval", "run", "--suite", "wrong.yaml", "--answers", file);
    expect(code).toBe(2);
    expect(stderr).toContain("Case tank_announce expects the event tank_rock, which the API does not have.");
  });

  it.each([
    { fault: "a version without a record", argv: ["--model", "v99"], code: 2, says: "v99" },
    { fault: "a version without a model", argv: ["--model", "v6"], code: 3, says: "v6" },
    { fault: "an unknown case", argv: ["--answers", "answers.json", "--case", "nope"], code: 2, says: "nope" },
    { fault: "two sources", argv: ["--answers", "a", "--command", "b"], code: 2, says: "Use one of the two" },
    { fault: "no trials", argv: ["--runs", "0"], code: 2, says: "whole number" },
    { fault: "a model of OpenAI's and no key", argv: ["--model", "v7"], code: 2, says: "OPENAI_API_KEY" },
  ])("refuses $fault in one clear line", async ({ argv, code, says }) => {
    await answers({});
    const run = await tunewright("eval", "run", ...argv);
    expect(run.stderr).toContain(says);
    expect(run.code).toBe(code);
  });
});

describe("tunewright eval analyze, compare and gate", () => {
  it("gives the figures of V7 back", async () => {
    const run = await tunewright("eval", "analyze", "--file", "test_results_openai_v7.json", "--json");
    expect(JSON.parse(run.stdout)).toMatchObject({
      version: 1,
      model: "ft:gpt-4o-mini-2024-07-18:highencodelearning:l4d2-sourcemod-v7:CvTBCVPi",
      summary: {
        total: 10,
        passed: 8,
        passRate: 0.8,
        averageScore: 9.4,
        securityScore: 9.9,
        wrongApiAvoidance: 1,
        forbiddenPatternAvoidance: 13 / 15,
        criticalIssues: 0,
      },
    });
    const text = await tunewright("eval", "analyze");
    expect(text.stdout).toContain("80.0 % (8 of 10; 95 % interval 49.0 % to 94.3 %)");
  });

  it("judges kept answers anew by the rules as they are now", async () => {
    const file = await answers({ random_timer: random });
    await tunewright("eval", "run", "--answers", file, "--case", "random_timer", "--label", "v8");
    const saved = path.join(folder, "test_results_openai_v8.json");
    const edited = JSON.parse(await readFile(saved, "utf8")) as EvalResults;
    const [trial] = edited.cases[0]?.trials ?? [];
    if (trial) trial.output = randomWrong;
    await writeFile(saved, JSON.stringify(edited));
    expect(results(await tunewright("eval", "analyze", "--model", "v8", "--json")).summary.passed).toBe(1);
    expect(results(await tunewright("eval", "analyze", "--model", "v8", "--rejudge", "--json")).summary.passed).toBe(0);
  });

  it("compares versions and shuts the gate on a regression, with exit code 1", async () => {
    const file = await answers({ random_timer: randomWrong });
    await tunewright("eval", "run", "--answers", file, "--case", "random_timer", "--label", "v8");
    const compared = await tunewright("eval", "compare", "v7", "v8");
    expect(compared.stdout).toContain(
      "v8 passes 0 cases that v7 fails, and fails 1 that it passes: that may be chance (p = 1.000)",
    );
    expect(compared.stdout).toContain("- random_timer");
    // One case of 10 points became one of 6.7: it has CreateTimer and code, and lacks GetRandomFloat.
    expect(compared.stdout).toContain("Scores change by −3.3 a case (95 % interval −3.3 to −3.3).");
    expect(compared.stdout).toContain("category api-correctness: 0 won and 1 lost of 1 (p = 1.000, corrected for 1)");
    expect(compared.stdout).toContain("Left out, as only one of the two has them: speed_boost,");
    expect(await tunewright("eval", "compare", "v6", "v7")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("There are no results of v6 here. Run"),
    });
    const json = JSON.parse((await tunewright("eval", "compare", "v7", "v8", "--json")).stdout) as {
      comparison: { passes: unknown };
    };
    expect(json.comparison.passes).toMatchObject({ cases: 1, onlyFirst: 1, onlySecond: 0 });

    const shut = await tunewright("eval", "gate", "--model", "v8", "--no-regression-from", "v7");
    expect(shut.code).toBe(1);
    expect(shut.stdout).toContain("FAIL case random_timer against v7");
    const open = await tunewright(
      "eval",
      "gate",
      "--model",
      "v7",
      "--min-pass-rate",
      "80%",
      "--max-critical",
      "0",
      "--json",
    );
    expect(open.code).toBe(0);
    expect(JSON.parse(open.stdout)).toMatchObject({ summary: { passed: 8 }, gate: { ok: true } });
    expect((await tunewright("eval", "gate", "--model", "v7", "--min-pass-rate", "0.81")).code).toBe(1);
    expect((await tunewright("eval", "gate", "--min-pass-rate", "8")).code).toBe(2);
  });

  it("holds results against the limits of promote where no limit is named", async () => {
    const open = await tunewright("eval", "gate", "--model", "v7");
    // v7 is in production, so there is nothing else to be worse than.
    expect(open).toMatchObject({ code: 0, stdout: expect.stringContaining("critical issues: 0 (limit 0)") });
    expect(open.stderr).toContain("No limit is named");
    const file = await answers({ random_timer: randomWrong });
    await tunewright("eval", "run", "--answers", file, "--case", "random_timer", "--label", "v8");
    const shut = await tunewright("eval", "gate", "--model", "v8");
    expect(shut).toMatchObject({ code: 1, stdout: expect.stringContaining("FAIL case random_timer against v7") });
  });

  it("needs no project for results that are named by their files", async () => {
    const elsewhere = await mkdtemp(path.join(tmpdir(), "eval-elsewhere-"));
    await cp(path.join(data, "test_results_openai_v7.json"), path.join(elsewhere, "v7.json"));
    const at = (...argv: readonly string[]): Promise<CliRun> => runCli(["eval", ...argv], { cwd: elsewhere });
    expect(await at("analyze", "--file", "v7.json")).toMatchObject({ code: 0 });
    expect(await at("compare", "v7.json", "v7.json")).toMatchObject({ code: 0 });
    expect(await at("gate", "--file", "v7.json", "--min-pass-rate", "0.8")).toMatchObject({ code: 0 });
    expect(await at("gate", "--file", "v7.json", "--min-pass-rate", "0.81")).toMatchObject({ code: 1 });
    expect(await at("gate", "--file", "v7.json")).toMatchObject({ code: 0 });
    expect(await at("gate", "--file", "v7.json", "--no-regression-from", "v6")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("Cannot find a config"),
    });
    await rm(elsewhere, { recursive: true });
  });
});

describe("tunewright eval judge, export and import", () => {
  it("judges one answer from standard input", async () => {
    const right = await runCli(["eval", "judge", "random_timer"], { cwd: folder, stdin: random });
    expect(right.code).toBe(0);
    expect(JSON.parse(right.stdout)).toMatchObject({
      id: "random_timer",
      passed: true,
      notes: "Correct GetRandomFloat",
    });
    const wrong = await runCli(["eval", "judge", "random_timer"], { cwd: folder, stdin: randomWrong });
    expect(wrong.code).toBe(1);
    expect(JSON.parse(wrong.stdout)).toMatchObject({ passed: false, wrongApi: 1 });
    expect((await runCli(["eval", "judge", "nope"], { cwd: folder })).code).toBe(2);
  });

  it("exports a suite that the config names by its path, from wherever it is typed", async () => {
    const config = await readFile(path.join(folder, "tunewright.yaml"), "utf8");
    await writeFile(
      path.join(folder, "tunewright.yaml"),
      config.replace(/suite: [\w-]+/, "suite: suites/l4d2-table.yaml"),
    );
    const cwd = path.join(folder, "elsewhere");
    await mkdir(cwd);
    expect(await runCli(["eval", "export", "--promptfoo", "pf", "--model", "m"], { cwd })).toMatchObject({ code: 0 });
    const assertion = await readFile(path.join(cwd, "pf", "assert.cjs"), "utf8");
    expect(assertion).toContain('"--suite","../../suites/l4d2-table.yaml"');
  });

  it("writes a promptfoo project and judges what comes back", async () => {
    const { code } = await tunewright("eval", "export", "--promptfoo", "pf", "--model", "m");
    expect(code).toBe(0);
    const config = await readFile(path.join(folder, "pf", "promptfooconfig.yaml"), "utf8");
    expect(config).toContain("openai:chat:m");
    expect(await readFile(path.join(folder, "pf", "assert.cjs"), "utf8")).toContain('"--config","../tunewright.yaml"');
    const result = (caseId: string, output: string) => ({
      vars: { caseId },
      provider: { id: "openai:chat:m" },
      response: { output },
      latencyMs: 3,
    });
    const file = {
      results: { version: 3, results: [result("random_timer", random), result("hunter_pounce", random)] },
    };
    await writeFile(path.join(folder, "pf", "results.json"), JSON.stringify(file));
    const run = await tunewright("eval", "import", "pf/results.json", "--label", "v9", "--json");
    expect(results(run)).toMatchObject({ label: "v9", model: "m", summary: { total: 2, passed: 1 } });
  });
});
