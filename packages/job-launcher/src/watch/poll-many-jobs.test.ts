import { expect, it } from "@jest/globals";
import { createOpenAIProvider } from "../providers/openai/openai-provider.ts";
import { startFakeOpenAI } from "../testing/index.ts";
import { type PollEvent, pollJob } from "./poll-job.ts";

/** How a job ended, followed to its end. */
async function endOf(events: AsyncIterable<PollEvent>): Promise<PollEvent["type"] | undefined> {
  let last: PollEvent["type"] | undefined;
  for await (const { type } of events) last = type;
  return last;
}

it("follows 1,000 jobs at once over real HTTP", async () => {
  await using service = await startFakeOpenAI({ statuses: ["running", "succeeded"] });
  const made = await fetch(`${service.baseUrl}/files`, { method: "POST", body: form() });
  const { id: training_file } = (await made.json()) as { id: string };
  const provider = createOpenAIProvider({ apiKey: "sk-test-key-of-nobody", baseUrl: service.baseUrl });
  const ids: string[] = [];
  // In turns of a hundred: only the watching is to be done by all at once.
  while (ids.length < 1000) {
    const turn = Array.from({ length: 100 }, async () => {
      const body = JSON.stringify({ model: "m", training_file });
      const created = await fetch(`${service.baseUrl}/fine_tuning/jobs`, { method: "POST", body });
      return ((await created.json()) as { id: string }).id;
    });
    ids.push(...(await Promise.all(turn)));
  }
  const ends = await Promise.all(ids.map((jobId) => endOf(pollJob({ provider, jobId, intervalMs: 1 }))));
  expect(ends.every((end) => end === "job-finished")).toBe(true);
}, 180_000);

function form(): FormData {
  const body = new FormData();
  body.set("purpose", "fine-tune");
  body.set("file", new File(["{}"], "a.jsonl"));
  return body;
}
