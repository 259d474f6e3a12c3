import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import OpenAI from "openai";
import { type OpenService, openService } from "../testing/open-service.ts";
import { jsonlFile, sampleLines } from "../testing/sample-lines.ts";
import type { WireJob } from "../wire/wire-job.ts";

let open: OpenService;
let client: OpenAI;
beforeAll(async () => {
  open = await openService();
  client = new OpenAI({ apiKey: "any", baseURL: open.provider.baseUrl, maxRetries: 0 });
});
afterAll(async () => {
  await open[Symbol.asyncDispose]();
});

/** Runs a job on these lines; the other split, where there is one, is good. */
async function runJob(lines: readonly string[], role: "training" | "validation" = "training"): Promise<WireJob> {
  const bad = await client.files.create({ file: jsonlFile(lines), purpose: "fine-tune" });
  const good = await client.files.create({ file: jsonlFile(sampleLines(10)), purpose: "fine-tune" });
  const job = await client.fineTuning.jobs.create({
    model: "local-ngram-3",
    ...(role === "training" ? { training_file: bad.id } : { training_file: good.id, validation_file: bad.id }),
  });
  return open.provider.whenEnded(job.id);
}

const good = sampleLines(11);
const withLine = (line: unknown): string[] => [...good, typeof line === "string" ? line : JSON.stringify(line)];
const answer = { role: "assistant", content: "yes" };

describe("a job on a bad file", () => {
  it.each<{ name: string; lines: string[]; code: string; message: string }>([
    {
      name: "too few examples",
      lines: sampleLines(7),
      code: "invalid_n_examples",
      message: "Training file has 7 example(s), but must have at least 10 examples",
    },
    {
      name: "a line that is no JSON",
      lines: withLine('{"messages": [secret'),
      code: "invalid_file_format",
      message: "Example 12 cannot be parsed. Error: line contains invalid json",
    },
    {
      name: "a message without a role",
      lines: withLine({ messages: [{ role: "user", content: "secret" }, { content: "secret" }] }),
      code: "invalid_training_file",
      message: "Invalid file format. Example 12, message 2 Discriminator 'role' is missing in value",
    },
    {
      name: "a special token",
      lines: withLine({ messages: [{ role: "user", content: "secret <|fim_suffix|>" }, answer] }),
      code: "invalid_file_format",
      message: "Example 12 message contains an invalid token: <|fim_suffix|>",
    },
    {
      name: "a weight on the user's message",
      lines: withLine({ messages: [{ role: "user", content: "secret", weight: 1 }, answer] }),
      code: "invalid_file_format",
      message: 'Example 12 contains an extra "weight"',
    },
    {
      name: "no assistant message",
      lines: withLine({ messages: [{ role: "user", content: "secret" }] }),
      code: "invalid_training_file",
      message: "Example 12",
    },
    {
      name: "an unknown role",
      lines: withLine({ messages: [{ role: "robot", content: "secret" }, answer] }),
      code: "invalid_training_file",
      message: "Example 12, message 1 Discriminator 'role'",
    },
  ])("fails with the provider's code on $name", async ({ lines, code, message }) => {
    const job = await runJob(lines);
    expect(job).toMatchObject({
      status: "failed",
      error: { code, message: expect.stringContaining(message), param: "training_file" },
      fine_tuned_model: null,
      result_files: [],
      trained_tokens: null,
      hyperparameters: { n_epochs: "auto" },
    });
    expect(JSON.stringify(job)).not.toContain("secret");
    const { data } = await client.fineTuning.jobs.listEvents(job.id);
    expect(data[0]).toMatchObject({ level: "error", message: job.error?.message });
  });

  it("names the validation file where that is the bad one", async () => {
    const job = await runJob(withLine({ messages: [{ content: "x" }] }), "validation");
    expect(job.error).toMatchObject({ code: "invalid_validation_file", param: "validation_file" });
  });

  it("takes blank lines, a byte order mark and Windows line ends", async () => {
    const lines = sampleLines(10);
    const job = await runJob([`\uFEFF${lines[0]}\r`, "", ...lines.slice(1).map((line) => `${line}\r`), ""]);
    expect(job.status).toBe("succeeded");
  });

  it("fails, and does not hang, where a file is deleted while the job waits", async () => {
    await using slow = await openService({ speed: 20 });
    const other = new OpenAI({ apiKey: "any", baseURL: slow.provider.baseUrl, maxRetries: 0 });
    const upload = async (): Promise<string> =>
      (await other.files.create({ file: jsonlFile(sampleLines(10)), purpose: "fine-tune" })).id;
    const [first, second] = [await upload(), await upload()];
    const running = await other.fineTuning.jobs.create({ model: "local-ngram-3", training_file: first });
    const waiting = await other.fineTuning.jobs.create({ model: "local-ngram-3", training_file: second });
    await other.files.delete(second);
    await other.fineTuning.jobs.cancel(running.id);
    expect(await slow.provider.whenEnded(waiting.id)).toMatchObject({
      status: "failed",
      error: { code: "invalid_training_file", message: `The file ${second} was deleted.` },
    });
  });
});
