import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import { launchJob } from "../../launch/launch-job.ts";
import { createTestClock, writeSamplePlan } from "../../testing/index.ts";
import { createExportProvider } from "./export-provider.ts";
import { toTemplateRecord, toTurnRecord } from "./trainer-record.ts";

let data: string;
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), "tunewright-export-"));
});
afterEach(() => rm(data, { recursive: true }));

const weather = { type: "function", function: { name: "weather", parameters: { type: "object" } } };
const call = { id: "call_1", type: "function", function: { name: "weather", arguments: '{"city":"Bonn"}' } };

describe("createExportProvider()", () => {
  // The names in LLaMA-Factory's own table of supported models.
  it.each([
    ["Qwen/Qwen3-8B", "qwen3"],
    ["Qwen/Qwen2.5-Coder-7B-Instruct", "qwen"],
    ["meta-llama/Llama-3.1-8B-Instruct", "llama3"],
    ["meta-llama/Llama-4-Scout-17B-16E-Instruct", "llama4"],
    ["google/gemma-2-9b-it", "gemma"],
    ["google/gemma-3-4b-it", "gemma3"],
    ["google/gemma-3-1b-it", "gemma"],
    ["mistralai/Mistral-7B-Instruct-v0.3", "mistral"],
    ["some/other-model", "default"],
  ])("names the template of %s %s", async (model, template) => {
    const plan = await writeSamplePlan(data, { model });
    const provider = createExportProvider({ data });
    const { record } = await launchJob({ provider, data, plan, toolVersion: "0.1.0", clock: createTestClock() });
    const path = join(data, record.export_folder ?? "", "llamafactory", "train.yaml");
    expect(parse(await readFile(path, "utf8"))).toMatchObject({ model_name_or_path: model, template });
  });

  it("writes its folder again when it was removed, with its record or without", async () => {
    const plan = await writeSamplePlan(data);
    const provider = createExportProvider({ data });
    const options = { provider, data, plan, toolVersion: "0.1.0", clock: createTestClock() };
    await launchJob(options);
    expect((await launchJob(options)).outcome).toBe("up-to-date");
    await rm(join(data, "exports"), { recursive: true });
    const { outcome, record } = await launchJob(options);
    expect(outcome).toBe("created");
    expect(await readdir(join(data, record.export_folder ?? ""))).toContain("skypilot.yaml");
    await rm(join(data, "exports"), { recursive: true });
    await rm(join(data, "finetune_job_v8.json"));
    expect((await launchJob(options)).outcome).toBe("created");
  });

  it("writes a folder that each trainer starts from, once", async () => {
    const plan = await writeSamplePlan(data, { model: "Qwen/Qwen3-8B", options: { lora_rank: 8 } });
    const options = {
      provider: createExportProvider({ data }),
      data,
      plan,
      toolVersion: "0.1.0",
      clock: createTestClock(),
    };
    const { record } = await launchJob(options);
    expect(record).toMatchObject({
      status: "exported",
      base_model: "Qwen/Qwen3-8B",
      cost: { final: null, price_per_million_tokens: 0 },
    });
    const folder = join(data, record.export_folder ?? "");
    const files = await readdir(folder, { recursive: true, withFileTypes: true });
    expect(
      files
        .filter((file) => file.isFile())
        .map((file) => file.name)
        .toSorted(),
    ).toEqual([
      "README.md",
      "config.yaml",
      "dataset_info.json",
      "job.json",
      "skypilot.yaml",
      "train.jsonl",
      "train.jsonl",
      "train.py",
      "train.yaml",
      "validation.jsonl",
      "validation.jsonl",
    ]);
    const read = async (path: string): Promise<string> => readFile(join(folder, path), "utf8");
    expect(parse(await read("llamafactory/train.yaml"))).toMatchObject({
      model_name_or_path: "Qwen/Qwen3-8B",
      stage: "sft",
      template: "qwen3",
      lora_rank: 8,
      dataset: "tunewright_train",
      eval_dataset: "tunewright_validation",
      num_train_epochs: 3,
      seed: record.seed,
    });
    expect(JSON.parse(await read("llamafactory/dataset_info.json"))).toMatchObject({
      tunewright_train: { file_name: "train.jsonl", formatting: "sharegpt" },
    });
    expect(parse(await read("axolotl/config.yaml"))).toMatchObject({
      base_model: "Qwen/Qwen3-8B",
      datasets: [
        { path: "data/train.jsonl", type: "chat_template", chat_template: "tokenizer_default_fallback_chatml" },
      ],
      test_datasets: [{ path: "data/validation.jsonl" }],
      lora_r: 8,
    });
    expect(parse(await read("skypilot.yaml"))).toMatchObject({
      run: "llamafactory-cli train llamafactory/train.yaml\n",
    });
    expect((await read("data/train.jsonl")).trim().split("\n")).toHaveLength(12);
    for (const path of ["README.md", "job.json", "unsloth/train.py"]) expect(await read(path)).not.toContain(data);

    expect(await launchJob(options)).toMatchObject({ outcome: "up-to-date" });
    expect(await readdir(join(data, "exports"))).toHaveLength(1);
  });

  it("writes preference pairs for DPO", async () => {
    const plan = await writeSamplePlan(data, {
      method: "dpo",
      validationFile: undefined,
      hyperparameters: { epochs: 1, beta: 0.2 },
    });
    const pair = {
      input: { messages: [{ role: "user", content: "How?" }] },
      preferred_output: [{ role: "assistant", content: "So." }],
      non_preferred_output: [{ role: "assistant", content: "Not so." }],
    };
    await writeFile(plan.trainFile, `${JSON.stringify(pair)}\n`);
    const { record } = await launchJob({
      provider: createExportProvider({ data }),
      data,
      plan,
      toolVersion: "0.1.0",
      clock: createTestClock(),
    });
    const folder = join(data, record.export_folder ?? "");
    expect(parse(await readFile(join(folder, "llamafactory/train.yaml"), "utf8"))).toMatchObject({
      stage: "dpo",
      pref_beta: 0.2,
    });
    expect(parse(await readFile(join(folder, "axolotl/config.yaml"), "utf8"))).toMatchObject({ rl: "dpo" });
    expect(JSON.parse(await readFile(join(folder, "data/train.jsonl"), "utf8"))).toMatchObject({
      chosen: { role: "assistant", content: "So." },
      rejected: { role: "assistant", content: "Not so." },
    });
  });
});

describe("records for open trainers", () => {
  it("turn tool calls into what each trainer reads", () => {
    const record = {
      messages: [
        { role: "developer", content: "Be brief." },
        {
          role: "user",
          content: [
            { type: "text", text: "Weather " },
            { type: "text", text: "in Bonn?" },
          ],
        },
        { role: "assistant", tool_calls: [call] },
        { role: "tool", tool_call_id: "call_1", content: "rain" },
        { role: "assistant", content: "Rain.", weight: 0 },
      ],
      tools: [weather],
    };
    expect(toTemplateRecord(record)).toEqual({
      messages: [
        { role: "system", content: "Be brief." },
        { role: "user", content: "Weather in Bonn?" },
        {
          role: "assistant",
          content: "",
          tool_calls: [{ ...call, function: { name: "weather", arguments: { city: "Bonn" } } }],
        },
        { role: "tool", content: "rain", tool_call_id: "call_1" },
        { role: "assistant", content: "Rain.", train: false },
      ],
      tools: [weather],
    });
    expect(toTurnRecord(record)).toEqual({
      messages: [
        { role: "system", content: "Be brief." },
        { role: "user", content: "Weather in Bonn?" },
        { role: "function", content: '{"name":"weather","arguments":{"city":"Bonn"}}' },
        { role: "observation", content: "rain" },
        { role: "assistant", content: "Rain." },
      ],
      tools: JSON.stringify([weather.function]),
    });
  });

  it("join turns of one side, and leave out what cannot alternate", () => {
    const user = { role: "user", content: "a" };
    const assistant = { role: "assistant", content: "b" };
    expect(toTurnRecord({ messages: [user, user, assistant] })).toMatchObject({
      messages: [{ role: "user", content: "a\n\na" }, assistant],
    });
    expect(toTurnRecord({ messages: [assistant, user, assistant] })).toBeUndefined();
    expect(toTurnRecord({ messages: [user] })).toBeUndefined();
    expect(toTemplateRecord({ prompt: "?" })).toBeUndefined();
  });
});
