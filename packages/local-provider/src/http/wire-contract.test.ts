// Over 300 lines: the endpoints of the wire in their order, on one service that is started once.
import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import OpenAI from "openai";
import type { z } from "zod";
import { nothingNearAnswer, untrainedAnswer } from "../answers/answer-chat.ts";
import { type OpenService, openService } from "../testing/open-service.ts";
import { jsonlFile, sampleLines } from "../testing/sample-lines.ts";
import { wireChunkSchema, wireCompletionSchema } from "../wire/wire-chat.ts";
import { wireErrorSchema } from "../wire/wire-error.ts";
import { wireFileDeletedSchema, wireFileSchema, wireUploadPartSchema, wireUploadSchema } from "../wire/wire-file.ts";
import {
  wireCheckpointSchema,
  wireJobEventSchema,
  wireLocalJobSchema,
  wirePermissionDeletedSchema,
  wirePermissionSchema,
} from "../wire/wire-job.ts";
import { wireListSchema } from "../wire/wire-list.ts";
import { wireModelDeletedSchema, wireModelSchema } from "../wire/wire-model.ts";

let open: OpenService;
let client: OpenAI;
/** Bodies as they came over the wire, by method and path. */
let bodies: Map<string, unknown>;
beforeAll(async () => {
  open = await openService();
  bodies = new Map();
  client = new OpenAI({
    apiKey: "any",
    // Permissions of checkpoints are asked for with an admin key.
    adminAPIKey: "any",
    baseURL: open.provider.baseUrl,
    maxRetries: 0,
    fetch: async (input, init) => {
      const response = await fetch(input, init);
      if (response.headers.get("content-type")?.includes("json") === true) {
        const path = decodeURIComponent(new URL(input instanceof Request ? input.url : input).pathname);
        bodies.set(`${init?.method ?? "GET"} ${path}`.toUpperCase(), await response.clone().json());
      }
      return response;
    },
  });
});
afterAll(async () => {
  await open[Symbol.asyncDispose]();
});

/** Checks a body that came over the wire: of its contract, and with no field that the contract does not know. */
function expectWire(schema: z.ZodType, method: string, path: string): void {
  const body = bodies.get(`${method} /v1${path}`.toUpperCase());
  expect(schema.parse(body)).toEqual(body);
}

async function train(
  options: Partial<OpenAI.FineTuning.JobCreateParams> = {},
): Promise<OpenAI.FineTuning.FineTuningJob> {
  const training = await client.files.create({ file: jsonlFile(sampleLines(20)), purpose: "fine-tune" });
  const validation = await client.files.create({
    file: jsonlFile(sampleLines(5, { from: 20 }), "validation.jsonl"),
    purpose: "fine-tune",
  });
  return client.fineTuning.jobs.create({
    model: "local-ngram-4",
    training_file: training.id,
    validation_file: validation.id,
    ...options,
  });
}

describe("files", () => {
  it("are created, listed, retrieved, read back byte for byte and deleted", async () => {
    const lines = sampleLines(10);
    const created = await client.files.create({ file: jsonlFile(lines, "dätä.jsonl"), purpose: "fine-tune" });
    expectWire(wireFileSchema, "POST", "/files");
    expect(created).toMatchObject({
      bytes: Buffer.byteLength(`${lines.join("\n")}\n`),
      filename: "dätä.jsonl",
      purpose: "fine-tune",
      status: "processed",
    });
    expect(await client.files.retrieve(created.id)).toEqual(created);
    expectWire(wireFileSchema, "GET", `/files/${created.id}`);
    expect(await (await client.files.content(created.id)).text()).toBe(`${lines.join("\n")}\n`);
    const other = await client.files.create({ file: jsonlFile(["note"], "note.txt"), purpose: "user_data" });
    const listed = [];
    for await (const file of client.files.list({ purpose: "fine-tune", limit: 1 })) listed.push(file.id);
    expect(listed[0]).toBe(created.id);
    expect(listed).not.toContain(other.id);
    expectWire(wireListSchema(wireFileSchema), "GET", "/files");
    expect(await client.files.delete(created.id)).toEqual({ id: created.id, object: "file", deleted: true });
    expectWire(wireFileDeletedSchema, "DELETE", `/files/${created.id}`);
    await expect(client.files.retrieve(created.id)).rejects.toMatchObject({
      status: 404,
      type: "invalid_request_error",
    });
    expectWire(wireErrorSchema, "GET", `/files/${created.id}`);
  });

  it("are waited for by the SDK's own helper", async () => {
    const { id } = await client.files.create({ file: jsonlFile(sampleLines(1)), purpose: "fine-tune" });
    expect((await client.files.waitForProcessing(id)).status).toBe("processed");
  });

  it.each([
    ["not JSONL by its name", new File(["{}"], "a.csv"), "Must be .jsonl"],
    ["an array in the first line", new File(["[1]\n"], "a.jsonl"), "Line 1 is not a dictionary"],
    ["no JSON in the first line", new File(["secret-text\n"], "a.jsonl"), "Line 1 is not a dictionary"],
    ["empty", new File([""], "a.jsonl"), "empty"],
  ])("are refused at upload: %s", async (_name, file, message) => {
    const refused: unknown = await client.files.create({ file, purpose: "fine-tune" }).catch((error: unknown) => error);
    expect(refused).toMatchObject({ status: 400, code: "invalid_file_format", param: "file" });
    expect(String(refused)).toContain(message);
    expect(String(refused)).not.toContain("secret-text");
  });

  it("have status error where a later line is no JSON, as the provider tells it in status_details", async () => {
    const file = jsonlFile([...sampleLines(11), '{"messages": [', ...sampleLines(2)]);
    const created = await client.files.create({ file, purpose: "fine-tune" });
    expect(created).toMatchObject({
      status: "error",
      status_details: "Example 12 cannot be parsed. Error: line contains invalid json",
    });
  });
});

describe("uploads", () => {
  it("put parts together in the order of completion, and check bytes and md5", async () => {
    const content = Buffer.from(`${sampleLines(12).join("\n")}\n`);
    const upload = await client.uploads.create({
      bytes: content.length,
      filename: "big.jsonl",
      mime_type: "application/jsonl",
      purpose: "fine-tune",
    });
    expectWire(wireUploadSchema, "POST", "/uploads");
    const middle = Math.floor(content.length / 2);
    const [second, first] = await Promise.all(
      [content.subarray(middle), content.subarray(0, middle)].map((part) =>
        client.uploads.parts.create(upload.id, { data: new File([part], "part") }),
      ),
    );
    expectWire(wireUploadPartSchema, "POST", `/uploads/${upload.id}/parts`);
    const part_ids = [first?.id ?? "", second?.id ?? ""];
    await expect(client.uploads.complete(upload.id, { part_ids: part_ids.slice(1) })).rejects.toMatchObject({
      status: 400,
    });
    await expect(client.uploads.complete(upload.id, { part_ids, md5: "0" })).rejects.toMatchObject({ param: "md5" });
    const md5 = createHash("md5").update(content).digest("hex");
    const done = await client.uploads.complete(upload.id, { part_ids, md5 });
    expectWire(wireUploadSchema, "POST", `/uploads/${upload.id}/complete`);
    expect(done).toMatchObject({ status: "completed", file: { filename: "big.jsonl", bytes: content.length } });
    expect(await (await client.files.content(done.file?.id ?? "")).text()).toBe(content.toString());
    await expect(client.uploads.complete(upload.id, { part_ids })).rejects.toMatchObject({
      code: "invalid_upload_state",
    });
  });

  it("are cancelled", async () => {
    const { id } = await client.uploads.create({
      bytes: 1,
      filename: "a.jsonl",
      mime_type: "text/plain",
      purpose: "fine-tune",
    });
    expect((await client.uploads.cancel(id)).status).toBe("cancelled");
    expectWire(wireUploadSchema, "POST", `/uploads/${id}/cancel`);
    const part = client.uploads.parts.create(id, { data: new File(["x"], "part") });
    await expect(part).rejects.toMatchObject({ code: "invalid_upload_state" });
  });
});

describe("fine-tuning jobs", () => {
  it("go from created to succeeded with events, checkpoints, a result file and a model that answers", async () => {
    const created = await train({
      suffix: "v8",
      seed: 7,
      metadata: { run: "contract" },
      hyperparameters: { n_epochs: 4 },
    });
    expectWire(wireLocalJobSchema, "POST", "/fine_tuning/jobs");
    expect(created).toMatchObject({
      status: "validating_files",
      fine_tuned_model: null,
      hyperparameters: { n_epochs: 4, batch_size: "auto", learning_rate_multiplier: "auto" },
    });
    await open.provider.whenEnded(created.id);
    const job = await client.fineTuning.jobs.retrieve(created.id);
    expectWire(wireLocalJobSchema, "GET", `/fine_tuning/jobs/${job.id}`);
    const model = `ft:local-ngram-4:tunewright-local:v8:${job.id.slice(-8)}`;
    expect(job).toMatchObject({
      status: "succeeded",
      fine_tuned_model: model,
      error: null,
      seed: 7,
      metadata: { run: "contract" },
      hyperparameters: { n_epochs: 4, batch_size: 1, learning_rate_multiplier: 1 },
      method: {
        type: "supervised",
        supervised: { hyperparameters: { n_epochs: 4, batch_size: 1, learning_rate_multiplier: 1 } },
      },
    });
    expect(job.finished_at).toBeGreaterThanOrEqual(job.created_at);

    const events = [];
    for await (const event of client.fineTuning.jobs.listEvents(job.id, { limit: 7 })) events.push(event);
    expectWire(wireListSchema(wireJobEventSchema), "GET", `/fine_tuning/jobs/${job.id}/events`);
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    expect(events.at(-1)?.message).toBe(`Created fine-tuning job: ${job.id}`);
    expect(events[0]?.message).toBe("The job has successfully completed");
    const metrics = events.filter(({ type }) => type === "metrics").toReversed();
    expect(metrics.map(({ data }) => (data as { step: number }).step)).toEqual(
      Array.from({ length: 80 }, (_, at) => at + 1),
    );
    expect(metrics[79]?.data).toMatchObject({ step: 80, total_steps: 80, epoch: 4 });

    const checkpoints = await client.fineTuning.jobs.checkpoints.list(job.id);
    expectWire(wireListSchema(wireCheckpointSchema), "GET", `/fine_tuning/jobs/${job.id}/checkpoints`);
    expect(checkpoints.data.map(({ step_number }) => step_number)).toEqual([80, 60, 40]);
    expect(checkpoints.data[0]?.fine_tuned_model_checkpoint).toBe(`${model}:ckpt-step-80`);

    const rows = (await (await client.files.content(job.result_files[0] ?? "")).text()).trimEnd().split("\n");
    expect(rows[0]).toBe("step,train_loss,train_accuracy,valid_loss,valid_mean_token_accuracy");
    expect(rows).toHaveLength(81);
    expect(rows[80]?.split(",")[3]).toBe(String(checkpoints.data[0]?.metrics.full_valid_loss));
    expect((await client.files.retrieve(job.result_files[0] ?? "")).purpose).toBe("fine-tune-results");

    for (const name of [model, `${model}:ckpt-step-60`]) {
      const answer = await client.chat.completions.create({
        model: name,
        messages: [{ role: "user", content: "please, plugin 13 about the smoker" }],
      });
      expect(answer.choices[0]?.message.content).toBe(
        'public void OnPluginStart()\n{\n    HookEvent("smoker_spawn", Event_13);\n}\n',
      );
    }
  });

  it("are listed newest first, page by page, and by metadata", async () => {
    const first = await train({ metadata: { batch: "list", key: "a b&=[]" } });
    const second = await train({ metadata: { batch: "list" } });
    await Promise.all([first, second].map(({ id }) => open.provider.whenEnded(id)));
    const idsOf = async (query: OpenAI.FineTuning.JobListParams): Promise<string[]> => {
      const ids = [];
      for await (const job of client.fineTuning.jobs.list(query)) ids.push(job.id);
      return ids;
    };
    expect(await idsOf({ limit: 1, metadata: { batch: "list" } })).toEqual([second.id, first.id]);
    expectWire(wireListSchema(wireLocalJobSchema), "GET", "/fine_tuning/jobs");
    expect(await idsOf({ metadata: { batch: "list", key: "a b&=[]" } })).toEqual([first.id]);
    expect(await idsOf({ metadata: { batch: "other" } })).toEqual([]);
    expect((await idsOf({ limit: 2 })).slice(0, 2)).toEqual([second.id, first.id]);
    await expect(idsOf({ after: "ftjob-none" })).rejects.toMatchObject({ status: 400, param: "after" });
  });

  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ["an unknown model", { model: "gpt-9" }, { param: "model", code: "model_not_found" }],
    ["an unknown file", { training_file: "file-none" }, { param: "training_file", code: "file_not_found" }],
    ["a suffix of 65 letters", { suffix: "x".repeat(65) }, { param: "suffix" }],
    ["an empty suffix", { suffix: "" }, { param: "suffix" }],
    ["a seed too big", { seed: 2 ** 31 }, { param: "seed" }],
    ["51 epochs", { hyperparameters: { n_epochs: 51 } }, { param: "hyperparameters.n_epochs" }],
    [
      "a batch of 257",
      { method: { type: "supervised", supervised: { hyperparameters: { batch_size: 257 } } } },
      { param: "method.supervised.hyperparameters.batch_size" },
    ],
    [
      "a beta above 2",
      { method: { type: "dpo", dpo: { hyperparameters: { beta: 2.1 } } } },
      { param: "method.dpo.hyperparameters.beta" },
    ],
    ["a learning rate of 0", { hyperparameters: { learning_rate_multiplier: 0 } }, {}],
    [
      "17 pairs of metadata",
      { metadata: Object.fromEntries(Array.from({ length: 17 }, (_, at) => [`k${at}`, ""])) },
      { param: "metadata" },
    ],
    ["a value of 513 letters", { metadata: { key: "x".repeat(513) } }, { param: "metadata.key" }],
    ["a grader", { method: { type: "reinforcement" } }, { param: "method.type", code: "unsupported_method" }],
  ])("are refused for %s", async (_name, change, error) => {
    const { data } = await client.fineTuning.jobs.list({ limit: 1 });
    await expect(train(change)).rejects.toMatchObject({ status: 400, type: "invalid_request_error", ...error });
    expectWire(wireErrorSchema, "POST", "/fine_tuning/jobs");
    expect((await client.fineTuning.jobs.list({ limit: 1 })).data).toEqual(data);
  });

  it("stand in for OpenAI's names, the short ones too, and are owned by the local provider", async () => {
    const job = await train({ model: "gpt-4o-mini" });
    expect(job.model).toBe("gpt-4o-mini-2024-07-18");
    expect(job.organization_id).toBe("tunewright-local");
    expect((await open.provider.whenEnded(job.id)).fine_tuned_model).toBe(
      `ft:gpt-4o-mini-2024-07-18:tunewright-local::${job.id.slice(-8)}`,
    );
  });

  it("learn the preferred answers of a preference dataset", async () => {
    const lines = Array.from({ length: 10 }, (_, at) =>
      JSON.stringify({
        input: { messages: [{ role: "user", content: `question ${at}` }] },
        preferred_output: [{ role: "assistant", content: `good ${at}` }],
        non_preferred_output: [{ role: "assistant", content: `bad ${at}` }],
      }),
    );
    const file = await client.files.create({ file: jsonlFile(lines), purpose: "fine-tune" });
    const job = await client.fineTuning.jobs.create({
      model: "local-ngram-3",
      training_file: file.id,
      method: { type: "dpo", dpo: { hyperparameters: { n_epochs: 1, beta: "auto" } } },
    });
    const ended = await open.provider.whenEnded(job.id);
    expect(ended).toMatchObject({
      status: "succeeded",
      method: { type: "dpo", dpo: { hyperparameters: { beta: 0.1 } } },
    });
    const answer = await client.chat.completions.create({
      model: ended.fine_tuned_model ?? "",
      messages: [{ role: "user", content: "question 3" }],
    });
    expect(answer.choices[0]?.message.content).toBe("good 3");
  });

  it("give checkpoints to projects", async () => {
    const { id } = await train();
    await open.provider.whenEnded(id);
    const { data } = await client.fineTuning.jobs.checkpoints.list(id);
    const checkpoint = data[0]?.fine_tuned_model_checkpoint ?? "";
    const { permissions } = client.fineTuning.checkpoints;
    const granted = [];
    for await (const item of permissions.create(checkpoint, { project_ids: ["proj_a", "proj_b"] })) granted.push(item);
    expect(granted.map(({ project_id }) => project_id)).toEqual(["proj_a", "proj_b"]);
    const path = `/fine_tuning/checkpoints/${checkpoint}/permissions`;
    expectWire(wireListSchema(wirePermissionSchema), "POST", path);
    const listed = [];
    for await (const item of permissions.list(checkpoint, { limit: 1, order: "ascending" })) listed.push(item);
    expect(listed).toEqual(granted);
    const [first] = granted;
    const gone = await permissions.delete(first?.id ?? "", { fine_tuned_model_checkpoint: checkpoint });
    expect(gone).toEqual({ id: first?.id, object: "checkpoint.permission", deleted: true });
    expectWire(wirePermissionDeletedSchema, "DELETE", `${path}/${first?.id}`);
    expect((await permissions.list(checkpoint)).data.map(({ project_id }) => project_id)).toEqual(["proj_b"]);
    await expect(permissions.list("ft:none")).rejects.toMatchObject({ status: 404 });
  });
});

describe("models", () => {
  it("are listed, retrieved and deleted; the base models stay", async () => {
    const { id } = await train();
    const { fine_tuned_model: model } = await open.provider.whenEnded(id);
    const ids = [];
    for await (const item of client.models.list()) ids.push(item.id);
    expect(ids).toEqual(expect.arrayContaining(["local-ngram-5", "gpt-4o-mini-2024-07-18", model]));
    expect(await client.models.retrieve(model ?? "")).toMatchObject({
      owned_by: "tunewright-local",
      shutdown_date: null,
    });
    expectWire(wireModelSchema, "GET", `/models/${model}`);
    expect(await client.models.delete(model ?? "")).toMatchObject({ deleted: true });
    expectWire(wireModelDeletedSchema, "DELETE", `/models/${model}`);
    await expect(client.models.retrieve(model ?? "")).rejects.toMatchObject({ status: 404, code: "model_not_found" });
    await expect(client.models.delete("gpt-4o-mini-2024-07-18")).rejects.toMatchObject({ status: 403 });
    expect((await client.models.retrieve("gpt-4o-mini-2024-07-18")).owned_by).toBe("tunewright-local");
  });
});

describe("chat", () => {
  let model: string;
  beforeAll(async () => {
    const { id } = await train();
    model = (await open.provider.whenEnded(id)).fine_tuned_model ?? "";
  });
  const messages = [{ role: "user" as const, content: "Write plugin 3 about the smoker" }];
  const answer = 'public void OnPluginStart()\n{\n    HookEvent("smoker_spawn", Event_3);\n}\n';

  it("answers with the nearest training example, labelled, with tokens counted", async () => {
    const completion = await client.chat.completions.create({ model, messages });
    expectWire(wireCompletionSchema, "POST", "/chat/completions");
    expect(completion).toMatchObject({
      model,
      object: "chat.completion",
      system_fingerprint: "tunewright-local",
      choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content: answer } }],
      // Six words and numbers, white space before a number apart, and the border of the message.
      usage: { prompt_tokens: 8 },
    });
    const { prompt_tokens = 0, completion_tokens = 0, total_tokens } = completion.usage ?? {};
    expect(total_tokens).toBe(prompt_tokens + completion_tokens);
  });

  it("streams the same answer, with the tokens last where they are asked for", async () => {
    const stream = await client.chat.completions.create({
      model,
      messages,
      stream: true,
      stream_options: { include_usage: true },
    });
    const chunks = [];
    for await (const chunk of stream) chunks.push(chunk);
    for (const chunk of chunks) expect(wireChunkSchema.parse(chunk)).toEqual(chunk);
    expect(chunks.map(({ choices }) => choices[0]?.delta.content ?? "").join("")).toBe(answer);
    expect(chunks.length).toBeGreaterThan(4);
    expect(chunks[0]?.choices[0]?.delta.role).toBe("assistant");
    expect(chunks.at(-2)?.choices[0]).toMatchObject({ delta: {}, finish_reason: "stop" });
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { prompt_tokens: 8 } });
    expect(chunks.slice(0, -1).map(({ usage }) => usage)).toEqual(chunks.slice(0, -1).map(() => null));
  });

  it("is read by the SDK's own stream helper", async () => {
    const runner = client.chat.completions.stream({ model, messages });
    expect(await runner.finalContent()).toBe(answer);
  });

  it.each([
    ["a stop sequence", { stop: "HookEvent" }, "public void OnPluginStart()\n{\n    ", "stop"],
    ["the first of two stop sequences", { stop: ["Hook", "{"] }, "public void OnPluginStart()\n", "stop"],
    ["a limit of tokens", { max_tokens: 3 }, "public void OnPluginStart", "length"],
    ["the newer limit of tokens", { max_completion_tokens: 1 }, "public", "length"],
  ])("ends at %s", async (_name, settings, content, reason) => {
    const { choices } = await client.chat.completions.create({ model, messages, ...settings });
    expect(choices[0]).toMatchObject({ finish_reason: reason, message: { content } });
  });

  it("gives n answers: the same at temperature 0, the next nearest above", async () => {
    const contents = async (temperature: number): Promise<(string | null)[]> => {
      const { choices } = await client.chat.completions.create({ model, messages, n: 3, temperature });
      return choices.map(({ message }) => message.content);
    };
    expect(await contents(0)).toEqual([answer, answer, answer]);
    const [first, ...others] = await contents(1);
    expect(first).toBe(answer);
    expect(new Set(others).size).toBe(2);
    expect(others).not.toContain(answer);
  });

  it("calls a tool only where the request offers it", async () => {
    const call = { id: "call_1", type: "function", function: { name: "look_up", arguments: '{"name":"tank_spawn"}' } };
    const tools = [{ type: "function" as const, function: { name: "look_up", parameters: {} } }];
    const lines = sampleLines(9);
    lines.push(
      JSON.stringify({
        messages: [
          { role: "user", content: "does tank_spawn exist" },
          { role: "assistant", tool_calls: [call] },
        ],
        tools,
      }),
    );
    const file = await client.files.create({ file: jsonlFile(lines), purpose: "fine-tune" });
    const job = await client.fineTuning.jobs.create({ model: "local-ngram-3", training_file: file.id });
    const trained = (await open.provider.whenEnded(job.id)).fine_tuned_model ?? "";
    const request = { model: trained, messages: [{ role: "user" as const, content: "does tank_spawn exist?" }] };
    const { choices } = await client.chat.completions.create({ ...request, tools });
    expectWire(wireCompletionSchema, "POST", "/chat/completions");
    expect(choices[0]).toMatchObject({ finish_reason: "tool_calls", message: { content: null, tool_calls: [call] } });
    const streamed = await client.chat.completions.stream({ ...request, tools }).finalChatCompletion();
    expect(streamed.choices[0]?.message.tool_calls).toEqual([expect.objectContaining({ id: "call_1" })]);
    for (const without of [{}, { tools, tool_choice: "none" as const }]) {
      const plain = await client.chat.completions.create({ ...request, ...without });
      expect(plain.choices[0]?.finish_reason).toBe("stop");
    }
  });

  it("says that it has learnt nothing where the model is a base model, and that nothing is near where nothing is", async () => {
    const base = await client.chat.completions.create({ model: "gpt-4o-mini-2024-07-18", messages });
    expect(base.choices[0]?.message.content).toBe(untrainedAnswer);
    const far = await client.chat.completions.create({ model, messages: [{ role: "user", content: "Здравствуйте" }] });
    expect(far.choices[0]?.message.content).toBe(nothingNearAnswer);
    await expect(client.chat.completions.create({ model: "ft:none", messages })).rejects.toMatchObject({
      status: 404,
      code: "model_not_found",
    });
  });

  it.each([
    ["no messages", { messages: [] }, "messages"],
    ["a temperature of 3", { messages, temperature: 3 }, "temperature"],
    ["no model", { messages, model: undefined }, "model"],
  ])("refuses %s", async (_name, change, param) => {
    const body = { model, ...change } as OpenAI.Chat.ChatCompletionCreateParamsNonStreaming;
    await expect(client.chat.completions.create(body)).rejects.toMatchObject({ status: 400, param });
  });
});

describe("every answer", () => {
  it("carries a request id and the time that it took", async () => {
    const { response, request_id } = await client.models.list().withResponse();
    expect(request_id).toMatch(/^req_[0-9a-f]{32}$/);
    expect(Number(response.headers.get("openai-processing-ms"))).toBeGreaterThan(0);
    await expect(client.files.retrieve("file-none")).rejects.toMatchObject({
      requestID: expect.stringMatching(/^req_/),
    });
  });

  it("is an error of the envelope for a wrong path, and for a body that is no JSON, which is not quoted", async () => {
    const headers = { authorization: "Bearer any", "content-type": "application/json" };
    const wrong = await fetch(`${open.provider.baseUrl}/nowhere`, { headers });
    expect(wrong.status).toBe(404);
    expect(wireErrorSchema.parse(await wrong.json()).error.message).toBe("Invalid URL (GET /v1/nowhere)");
    const broken = await fetch(`${open.provider.baseUrl}/chat/completions`, {
      method: "POST",
      headers,
      body: "{secret",
    });
    expect(broken.status).toBe(400);
    const text = await broken.text();
    wireErrorSchema.parse(JSON.parse(text));
    expect(text).not.toContain("secret");
  });
});
