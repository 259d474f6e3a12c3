import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { chatDataset, type FakeOpenAI, startFakeOpenAI } from "@tunewright/job-launcher/testing";
import { type CliRun, runCli, type RunCliOptions } from "../testing/run-cli.ts";

const data = fileURLToPath(new URL("../../../../data", import.meta.url));
let cwd: string;
let service: FakeOpenAI;

beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), "tunewright-launch-"));
  await mkdir(join(cwd, "data", "versions", "v8"), { recursive: true });
  for (const name of [
    "pricing.yaml",
    "models.yaml",
    "production.json",
    "finetune_job_v5.json",
    "finetune_job_v6.json",
    "finetune_job_v7.json",
  ]) {
    await cp(join(data, name), join(cwd, "data", name));
  }
  await writeFile(
    join(cwd, "data", "tunewright.yaml"),
    "version: 1\nraw: [raw]\ntrain:\n  model: gpt-4o-mini-2024-07-18\n  suffix: sourcemod\n  epochs: 3\n  pollIntervalSeconds: 0.01\n",
  );
  await writeFile(join(cwd, "data", "versions", "v8", "train.jsonl"), chatDataset(20));
  await writeFile(join(cwd, "data", "versions", "v8", "validation.jsonl"), chatDataset(4, "validation"));
  service = await startFakeOpenAI();
});
afterEach(async () => {
  await service.close();
  await rm(cwd, { recursive: true });
});

const run = (line: string, options: Partial<RunCliOptions> = {}): Promise<CliRun> =>
  runCli(line.split(" "), { cwd, ...options });
const record = async (): Promise<Record<string, unknown>> =>
  JSON.parse(await readFile(join(cwd, "data", "finetune_job_v8.json"), "utf8")) as Record<string, unknown>;

describe("tunewright launch", () => {
  it("rehearses on the local provider without a key, asks nobody to pay, and does nothing the second time", async () => {
    const first = await run("launch --version v8");
    expect(first.stderr).toContain("no key is set");
    expect(first).toMatchObject({ code: 0 });
    expect(await record()).toMatchObject({
      provider: "local",
      status: "succeeded",
      suffix: "sourcemod-v8",
      train_examples: 20,
      cost: { final: 0 },
    });
    const second = await run("launch --version v8 --json");
    expect(second.stderr).toContain("nothing was done");
    expect(JSON.parse(second.stdout)).toMatchObject({ version: 1, outcome: "up-to-date" });
    expect((await run("status --version v8 --json")).code).toBe(0);
    const events = await run("events --version v8");
    expect(events.stdout.split("\n")[0]).toMatch(/Created fine-tuning job/);
  });

  it("shows the price and what is wrong, and asks no service without a key", async () => {
    const checked = await run("launch --version v8 --provider openai --dry-run --json");
    expect(checked.code).toBe(0);
    expect(JSON.parse(checked.stdout)).toMatchObject({
      provider: "openai",
      train: { path: "data/versions/v8/train.jsonl", examples: 20 },
      epochs: 3,
      cost: { price_per_million_tokens: 3, source: expect.stringContaining("OpenAI") },
      shutdown_date: "2027-01-14",
    });
    expect(checked.stdout).not.toContain(cwd);
    await writeFile(join(cwd, "data", "versions", "v8", "train.jsonl"), chatDataset(4));
    const named = await run("launch --version v8 --provider openai --dry-run --json");
    const { findings } = JSON.parse(named.stdout) as { findings: { code: string; file: string | null }[] };
    expect(findings.find(({ code }) => code === "too-few-examples")?.file).toBe("data/versions/v8/train.jsonl");
    expect(named.stdout).not.toContain(cwd);
    const short = await run("launch --version v8 --provider openai --dry-run");
    expect(short).toMatchObject({ code: 1, stdout: expect.stringContaining("error too-few-examples") });
  });

  it("does not pay without a yes, nor above the limit, and pays once", async () => {
    const url = `--base-url ${service.baseUrl}`;
    const unasked = await run(`launch --version v8 ${url}`);
    expect(unasked).toMatchObject({ code: 2, stderr: expect.stringContaining("--yes") });
    const dear = await run(`launch --version v8 ${url} --yes --max-cost 0.0001`);
    expect(dear).toMatchObject({ code: 1, stderr: expect.stringContaining("the limit is $0.00") });
    expect(service.jobs.size).toBe(0);
    const paid = await run(`launch --version v8 ${url} --yes --max-cost 5`);
    expect(paid).toMatchObject({ code: 0, stdout: expect.stringMatching(/cost +\$2\.11/) });
    expect(await record()).toMatchObject({ provider: "openai", status: "succeeded", cost: { final: 2.1118 } });
    await run(`launch --version v8 ${url} --yes`);
    expect(service.jobs.size).toBe(1);
    await run(`launch --version v8 ${url} --yes --again --detach`);
    expect(service.jobs.size).toBe(2);
    expect(await record()).toMatchObject({ status: "validating_files", run: 2 });
  });

  it("holds a dry run to the limit as well, and shows little as little", async () => {
    const url = `--base-url ${service.baseUrl}`;
    const tooDear = await run(`launch --version v8 ${url} --dry-run --max-cost 0.0001 --json`);
    expect(tooDear.code).toBe(1);
    expect(JSON.parse(tooDear.stdout)).toMatchObject({
      findings: expect.arrayContaining([expect.objectContaining({ code: "cost-limit", severity: "error" })]),
    });
    const cheap = await run(`launch --version v8 ${url} --dry-run --max-cost 5`);
    expect(cheap).toMatchObject({ code: 0, stdout: expect.stringMatching(/Price: about \$0\.00\d+ for/) });
  });

  it("names every line that stands in the way, not only the first", async () => {
    const lines = ["{broken", JSON.stringify({ messages: [{ role: "user", content: "a" }] })];
    await writeFile(join(cwd, "data", "versions", "v8", "train.jsonl"), `${chatDataset(20)}${lines.join("\n")}\n`);
    const refused = await run("launch --version v8");
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain("train.jsonl:21: error invalid-json");
    expect(refused.stderr).toContain("train.jsonl:22: error no-assistant-message");
  });

  it.each(["not-a-url", "ftp://host/v1", "http://user:word@127.0.0.1/v1"])("refuses %s as a base URL", async (url) => {
    const refused = await run(`launch --version v8 --base-url ${url}`);
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining("base URL") });
    expect(refused.stderr).not.toContain("word@");
  });

  it("ends with 3 and the provider's words when the job fails", async () => {
    await using failing = await startFakeOpenAI({ statuses: ["running", "failed"] });
    const failed = await run(`launch --version v8 --base-url ${failing.baseUrl} --yes`);
    expect(failed).toMatchObject({ code: 3, stderr: expect.stringContaining("ended as failed") });
    expect(await record()).toMatchObject({ status: "failed" });
    // A program reads the record of the failure as it would read that of a success.
    const again = await run(`launch --version v8 --base-url ${failing.baseUrl} --yes --again --json`);
    expect(again).toMatchObject({ code: 3, stderr: expect.stringContaining("ended as failed") });
    expect(JSON.parse(again.stdout)).toMatchObject({ version: 1, outcome: "created", record: { status: "failed" } });
    const watched = await run("watch --version v8 --json");
    expect(watched).toMatchObject({ code: 3, stderr: expect.stringContaining("ended as failed") });
    expect(JSON.parse(watched.stdout)).toMatchObject({ version: 1, record: { status: "failed" } });
  });

  it("leaves the job running on Ctrl-C, says how to come back, and ends with 130", async () => {
    await using slow = await startFakeOpenAI({ statuses: ["running"] });
    const stop = new AbortController();
    slow.onEffect = ({ method, path }) => {
      if (method === "GET" && /jobs\/[^/]+$/.test(path)) stop.abort();
    };
    const stopped = await run(`launch --version v8 --base-url ${slow.baseUrl} --yes`, { signal: stop.signal });
    expect(stopped).toMatchObject({
      code: 130,
      stderr: expect.stringContaining('Come back with "tunewright watch --version v8"'),
    });
    expect(slow.requests.some(({ path }) => path.endsWith("/cancel"))).toBe(false);
  });

  it("says what is missing", async () => {
    expect(await run("launch --version v9")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("tunewright prepare"),
    });
    expect(await run("launch --version v8 --provider together")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("TOGETHER_API_KEY is not set"),
    });
    expect(await run("launch --version 8x")).toMatchObject({ code: 2 });
    expect(await run("status --version v9")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("finetune_job_v9.json"),
    });
  });

  it("prints no key, whatever happens", async () => {
    const key = "sk-proj-Pl4ntedKeyThatMustNeverBeSeenAnywhere00";
    service.faults.push({
      method: "POST",
      path: /jobs$/,
      fault: { kind: "status", status: 401, message: `Incorrect API key provided: ${key}` },
    });
    const refused = await run(`launch --version v8 --base-url ${service.baseUrl} --yes`, {
      env: { OPENAI_API_KEY: key },
    });
    expect(refused.code).toBe(3);
    expect(refused.stdout + refused.stderr).not.toContain("Pl4nted");
    await run(`launch --version v8 --base-url ${service.baseUrl} --yes`, { env: { OPENAI_API_KEY: key } });
    expect(JSON.stringify(await record())).not.toContain("Pl4nted");
    expect(JSON.stringify(await record())).not.toContain("127.0.0.1");
  });
});

describe("a job on the command line", () => {
  it("is watched, paused, resumed and cancelled", async () => {
    await using slow = await startFakeOpenAI({ statuses: ["running", "running", "running", "succeeded"] });
    const url = `--base-url ${slow.baseUrl}`;
    await run(`launch --version v8 ${url} --yes --detach`);
    expect((await run(`pause --version v8 ${url} --json`)).stdout).toContain('"status": "paused"');
    expect((await run(`resume --version v8 ${url}`)).code).toBe(0);
    expect(await run(`watch --version v8 ${url}`)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("succeeded"),
    });
    expect((await run(`cancel --version v8 ${url} --json`)).stdout).toContain('"status": "cancelled"');
  });

  it("asks the service that the launch was given, without being told again, unless a flag names another", async () => {
    await run(`launch --version v8 --base-url ${service.baseUrl} --yes --detach`);
    expect(await run("watch --version v8")).toMatchObject({ code: 0, stdout: expect.stringContaining("succeeded") });
    expect((await run("events --version v8 --json")).stdout).toContain("Job created");
    await using other = await startFakeOpenAI();
    // Another service does not know the job.
    expect((await run(`events --version v8 --base-url ${other.baseUrl}`)).code).toBe(3);
    expect(other.requests.length).toBeGreaterThan(0);
    expect(JSON.stringify(await record())).not.toContain("127.0.0.1");
  });

  it("is watched and cancelled while another process runs the embedded service, which a launch then joins", async () => {
    const { startLocalProvider } = await import("@tunewright/local-provider");
    await using embedded = await startLocalProvider({
      stateDirectory: join(cwd, "data", ".tunewright", "local-provider"),
      speed: 1,
    });
    expect(await run("launch --version v8 --detach")).toMatchObject({ code: 0 });
    const job = (await record())["job_id"];
    const answer = await fetch(`${embedded.baseUrl}/fine_tuning/jobs/${String(job)}`, {
      headers: { authorization: "Bearer any" },
    });
    expect(answer.status).toBe(200);
    expect((await run("events --version v8")).stdout).toContain("Created fine-tuning job");
    expect(await run("cancel --version v8")).toMatchObject({ code: 0, stdout: expect.stringContaining("cancelled") });
  });

  it("tells of a status that it does not know and of an outage, also beside JSON", async () => {
    await using odd = await startFakeOpenAI({ statuses: ["running", "snoozing", "succeeded"] });
    odd.onEffect = ({ method, path }) => {
      if (method !== "POST" || !path.endsWith("/jobs")) return;
      odd.faults.push({ method: "GET", path: /\/jobs\/[^/]+$/, fault: { kind: "status", status: 503 } });
    };
    const { code, stdout, stderr } = await run(`launch --version v8 --base-url ${odd.baseUrl} --yes --json`);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ record: { status: "succeeded" } });
    expect(stderr).toContain('The provider says "snoozing", which is not known here; waiting on.');
    expect(stderr).toMatch(/The provider does not answer \(.*\); trying again in/);
  });

  it("says that a model has no name yet, and learns the name later", async () => {
    await using late = await startFakeOpenAI({ statuses: ["succeeded"], namelessLooks: 6 });
    const { code, stderr } = await run(`launch --version v8 --base-url ${late.baseUrl} --yes`);
    expect(code).toBe(0);
    expect(stderr).toContain('has not named its model yet; ask again with "tunewright status --version v8".');
    expect(await record()).toMatchObject({ status: "succeeded", fine_tuned_model: null });
    expect((await run("status --version v8")).stdout).toMatch(/^model +ft:gpt-4o-mini/m);
    expect(await record()).toMatchObject({ fine_tuned_model: expect.stringMatching(/^ft:/) });
  });

  it("prints what a service says without letting the terminal obey it", async () => {
    service.events.push({
      id: "ev-0",
      created_at: 5,
      level: "warn",
      message: "\u001b[2Jgone\nmodel ft:forged",
      type: "message",
      data: {},
    });
    const { stderr } = await run(`launch --version v8 --base-url ${service.baseUrl} --yes`);
    const { stdout } = await run("events --version v8");
    for (const text of [stderr, stdout]) {
      expect(text).toContain(String.raw`\u001b[2Jgone\u000amodel ft:forged`);
      expect(text).not.toContain("\u001b");
    }
  });

  it("shows its record when nobody answers", async () => {
    await run(`launch --version v8 --base-url ${service.baseUrl} --yes --detach`);
    const shown = await run("status --version v8 --offline");
    expect(shown).toMatchObject({ code: 0, stdout: expect.stringContaining("validating_files") });
  });
});

describe("tunewright versions and promote", () => {
  it("lists the history, newest first, with what is in production", async () => {
    const { stdout } = await run("versions");
    const [, v7, v6, v5] = stdout.split("\n");
    expect(v7).toMatch(
      /v7 \(production\) +2026-01-07 +succeeded +627\+70 +703,947 +~\$2\.80 \(as stated\) +80% pass, 100% API +ftjob-fDzd/,
    );
    expect(v6).toMatch(/v6 +2026-01-07 .* 697 .* 50% pass, 86\.7% API/);
    expect(v5).toMatch(/v5 +2026-01-06 .* 662 .* Initial cleaned dataset/);
    expect(JSON.parse((await run("versions --json")).stdout)).toMatchObject({
      production: { version: "v7" },
      versions: [{ version: "v7", production: true }, { version: "v6" }, { version: "v5" }],
    });
  });

  it("moves a version into production only past the gate, unless forced", async () => {
    await run("launch --version v8");
    expect(await run("promote v8")).toMatchObject({ code: 1, stderr: expect.stringContaining("was not evaluated") });
    expect(await run("promote v8 --force")).toMatchObject({ code: 0, stderr: expect.stringContaining("by force") });
    expect((await run("versions")).stdout).toContain("v8 (production)");
  });
});
