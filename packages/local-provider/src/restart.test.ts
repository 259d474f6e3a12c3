import { type ChildProcess, spawn } from "node:child_process";
import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import OpenAI from "openai";
import { type LocalProvider, type LocalProviderOptions, startLocalProvider } from "./start-local-provider.ts";
import { jsonlFile, sampleLines } from "./testing/sample-lines.ts";

let folder: string;
/** What a job leaves behind that nothing disturbed. */
let undisturbed: Story;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tunewright-restart-"));
  await using provider = await start("undisturbed");
  const client = clientOf(provider.baseUrl);
  const id = await createJob(client);
  await provider.whenEnded(id);
  undisturbed = await storyOf(client, id);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const clientOf = (baseUrl: string): OpenAI => new OpenAI({ apiKey: "any", baseURL: baseUrl, maxRetries: 0 });
const start = (name: string, options: Partial<LocalProviderOptions> = {}): Promise<LocalProvider> =>
  startLocalProvider({ stateDirectory: join(folder, name), ...options });

async function createJob(client: OpenAI): Promise<string> {
  const upload = async (lines: readonly string[]): Promise<string> =>
    (await client.files.create({ file: jsonlFile(lines), purpose: "fine-tune" })).id;
  const job = await client.fineTuning.jobs.create({
    model: "local-ngram-4",
    training_file: await upload(sampleLines(30)),
    validation_file: await upload(sampleLines(6, { from: 30 })),
    seed: 11,
    hyperparameters: { n_epochs: 3 },
  });
  return job.id;
}

/** Asks until the job has shown a step. */
async function untilStep(client: OpenAI, job: string, step: number): Promise<void> {
  for (;;) {
    const { data } = await client.fineTuning.jobs.listEvents(job, { limit: 1 });
    const shown = data[0]?.data as { step?: number } | undefined;
    if ((shown?.step ?? 0) >= step) return;
  }
}

interface Story {
  readonly status: string;
  readonly messages: readonly string[];
  readonly metrics: readonly unknown[];
  readonly csv: string;
}

/** What a job left behind, without the ids, times and the messages of a pause. */
async function storyOf(client: OpenAI, id: string): Promise<Story> {
  const events = [];
  for await (const event of client.fineTuning.jobs.listEvents(id, { limit: 100 })) events.unshift(event);
  const job = await client.fineTuning.jobs.retrieve(id);
  const hide = (text: string): string => text.replaceAll(/(?:file-|ftjob-|ft:)\S+/g, "<id>");
  return {
    status: job.status,
    messages: events.filter(({ type }) => type !== "metrics").map(({ message }) => hide(message)),
    metrics: events.flatMap(({ type, data }) => (type === "metrics" ? [data] : [])),
    csv: await (await client.files.content(job.result_files[0] ?? "")).text(),
  };
}

/** A service in a process of its own, so that it can be killed. */
async function startProcess(name: string, speed: number): Promise<{ child: ChildProcess; baseUrl: string }> {
  const script = `
    import { startLocalProvider } from ${JSON.stringify(new URL("start-local-provider.ts", import.meta.url).href)};
    const provider = await startLocalProvider({ stateDirectory: ${JSON.stringify(join(folder, name))}, speed: ${speed} });
    process.stdout.write(provider.baseUrl + "\\n");`;
  const child = spawn(
    process.execPath,
    [
      "--conditions=@tunewright/source",
      "--disable-warning=ExperimentalWarning",
      "--input-type=module",
      "--eval",
      script,
    ],
    { stdio: ["ignore", "pipe", "inherit"], cwd: fileURLToPath(new URL(".", import.meta.url)) },
  );
  const baseUrl = await new Promise<string>((resolve, reject) => {
    child.stdout?.once("data", (text: Buffer) => resolve(text.toString().trim()));
    child.once("exit", (code) => reject(new Error(`the service ended with ${code}`)));
  });
  return { child, baseUrl };
}

const exitOf = (child: ChildProcess): Promise<void> => new Promise((resolve) => child.once("exit", () => resolve()));

describe("a service that was stopped", () => {
  it("goes on after kill -9: the job ends as if nothing had happened, and tells nothing twice", async () => {
    const { child, baseUrl } = await startProcess("killed", 200);
    const id = await createJob(clientOf(baseUrl));
    await untilStep(clientOf(baseUrl), id, 20);
    child.kill("SIGKILL");
    await exitOf(child);
    // What the kill may have left: half a line of events, half a document, half an upload.
    await appendFile(join(folder, "killed", "events", `${id}.jsonl`), '{"id":"ftevent-half');
    await writeFile(join(folder, "killed", "jobs", `.${id}.json.1.partial`), '{"version":1,');
    await writeFile(join(folder, "killed", "incoming", "file-half"), "x");

    await using provider = await start("killed");
    const client = clientOf(provider.baseUrl);
    expect((await provider.whenEnded(id)).status).toBe("succeeded");
    expect(await storyOf(client, id)).toEqual(undisturbed);
    expect(await readdir(join(folder, "killed", "incoming"))).toEqual([]);
  });

  it("goes on after a close in the middle of a job", async () => {
    const first = await start("closed", { speed: 200 });
    const id = await createJob(clientOf(first.baseUrl));
    await untilStep(clientOf(first.baseUrl), id, 10);
    const waiting = expect(first.whenEnded(id)).rejects.toThrow();
    await first.close();
    await waiting;
    await using provider = await start("closed");
    await provider.whenEnded(id);
    expect(await storyOf(clientOf(provider.baseUrl), id)).toEqual(undisturbed);
  });

  it("knows files, jobs, models and permissions again, and answers as before", async () => {
    const first = await start("again");
    const before = clientOf(first.baseUrl);
    const id = await createJob(before);
    const model = (await first.whenEnded(id)).fine_tuned_model ?? "";
    const ask = { model, messages: [{ role: "user" as const, content: "Write plugin 7 about the spitter" }] };
    const answer = (await before.chat.completions.create(ask)).choices[0]?.message.content;
    const files = (await before.files.list()).data;
    await first.close();
    await using provider = await start("again");
    const client = clientOf(provider.baseUrl);
    expect((await client.files.list()).data).toEqual(files);
    expect((await client.fineTuning.jobs.list()).data.map((job) => job.id)).toEqual([id]);
    expect((await client.chat.completions.create(ask)).choices[0]?.message.content).toBe(answer);
  });

  it("leaves a paused job paused", async () => {
    const first = await start("paused", { speed: 200 });
    const before = clientOf(first.baseUrl);
    const id = await createJob(before);
    await untilStep(before, id, 5);
    expect((await before.fineTuning.jobs.pause(id)).status).toBe("paused");
    await first.close();
    await using provider = await start("paused");
    const client = clientOf(provider.baseUrl);
    expect((await client.fineTuning.jobs.retrieve(id)).status).toBe("paused");
    await client.fineTuning.jobs.resume(id);
    await provider.whenEnded(id);
    const { messages, ...story } = await storyOf(client, id);
    expect(messages).toEqual(expect.arrayContaining(["Fine-tuning job paused", "Fine-tuning job resumed"]));
    const { messages: _messages, ...rest } = undisturbed;
    expect(story).toEqual(rest);
  });
});

describe("cancel, pause and resume", () => {
  it("stop a job at once, in any state that can be stopped, and refuse where there is nothing to stop", async () => {
    await using provider = await start("stopping", { speed: 100 });
    const client = clientOf(provider.baseUrl);
    const jobs = client.fineTuning.jobs;
    const [running, waiting] = [await createJob(client), await createJob(client)];
    await untilStep(client, running, 3);
    expect((await jobs.retrieve(running)).estimated_finish).toBeGreaterThan(0);

    expect((await jobs.pause(running)).status).toBe("paused");
    const shown = (await jobs.listEvents(running, { limit: 100 })).data.filter(({ type }) => type === "metrics").length;
    await expect(jobs.pause(running)).rejects.toMatchObject({ status: 400, code: "invalid_job_state" });
    await untilStep(client, waiting, 3);
    expect((await jobs.listEvents(running, { limit: 100 })).data.filter(({ type }) => type === "metrics")).toHaveLength(
      shown,
    );

    expect((await jobs.resume(running)).status).toBe("queued");
    await expect(jobs.resume(running)).rejects.toMatchObject({ code: "invalid_job_state" });
    const cancelled = await jobs.cancel(waiting);
    expect(cancelled).toMatchObject({ status: "cancelled", fine_tuned_model: null, error: null });
    expect(cancelled.finished_at).not.toBeNull();
    await expect(jobs.cancel(waiting)).rejects.toMatchObject({ code: "invalid_job_state" });
    await untilStep(client, running, shown + 3);
    expect((await jobs.cancel(running)).status).toBe("cancelled");
    expect(await client.models.list().then(({ data }) => data.filter(({ id }) => id.startsWith("ft:")))).toEqual([]);
  });
});

describe("a state folder", () => {
  it("serves one process at a time", async () => {
    await using provider = await start("held");
    await expect(start("held")).rejects.toMatchObject({ code: "SERVER_REFUSED" });
    await provider.close();
    const next = await start("held");
    await next.close();
  });

  it("is given free by a process that was killed", async () => {
    const { child } = await startProcess("freed", 1);
    await expect(start("freed")).rejects.toMatchObject({ code: "SERVER_REFUSED", details: { processId: child.pid } });
    child.kill("SIGKILL");
    await exitOf(child);
    const next = await start("freed");
    await next.close();
  });

  it("that holds something else is named, and not written over", async () => {
    const path = join(folder, "foreign", "files", "mine.json");
    await (await start("foreign")).close();
    await writeFile(path, "my notes");
    await expect(start("foreign")).rejects.toMatchObject({ code: "INPUT_UNREADABLE", details: { path } });
    expect(await readFile(path, "utf8")).toBe("my notes");
    await rm(path);
    await (await start("foreign")).close();
  });
});
