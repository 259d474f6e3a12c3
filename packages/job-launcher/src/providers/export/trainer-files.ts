import { formatCount } from "@tunewright/schema/format-count";
import { stringify } from "yaml";
import type { CreateJobRequest } from "../../training-provider.ts";

/** What the files of an export are made of. */
export interface ExportSubject {
  readonly request: CreateJobRequest;
  /** Repository of the open model, as `Qwen/Qwen2.5-Coder-7B-Instruct`. */
  readonly model: string;
  /** LLaMA-Factory's name of the chat template. */
  readonly template: string;
  readonly hasValidation: boolean;
  readonly loraRank: number;
  readonly learningRate: number;
  readonly maxLength: number;
  readonly accelerator: string;
}

/** Epochs where the provider was to choose. */
const defaultEpochs = 3;

/** `dataset_info.json` of LLaMA-Factory: the two files registered under names of their own. */
export function datasetInfo(subject: ExportSubject): string {
  const dpo = subject.request.method === "dpo";
  const entry = (file: string): Record<string, unknown> => ({
    file_name: file,
    formatting: "sharegpt",
    ...(dpo ? { ranking: true } : {}),
    columns: { messages: "messages", tools: "tools", ...(dpo ? { chosen: "chosen", rejected: "rejected" } : {}) },
    tags: {
      role_tag: "role",
      content_tag: "content",
      user_tag: "user",
      assistant_tag: "assistant",
      observation_tag: "observation",
      function_tag: "function",
      system_tag: "system",
    },
  });
  const info = {
    tunewright_train: entry("train.jsonl"),
    ...(subject.hasValidation ? { tunewright_validation: entry("validation.jsonl") } : {}),
  };
  return `${JSON.stringify(info, undefined, 2)}\n`;
}

/** Training config of LLaMA-Factory: `llamafactory-cli train llamafactory/train.yaml`. */
export function llamaFactoryConfig(subject: ExportSubject): string {
  const { request } = subject;
  const beta = request.hyperparameters.beta;
  return stringify({
    model_name_or_path: subject.model,
    stage: request.method === "dpo" ? "dpo" : "sft",
    ...(request.method === "dpo" ? { pref_beta: typeof beta === "number" ? beta : 0.1, pref_loss: "sigmoid" } : {}),
    do_train: true,
    finetuning_type: "lora",
    lora_rank: subject.loraRank,
    lora_target: "all",
    dataset_dir: "llamafactory",
    dataset: "tunewright_train",
    template: subject.template,
    cutoff_len: subject.maxLength,
    output_dir: `outputs/${request.version}`,
    logging_steps: 1,
    save_strategy: "epoch",
    plot_loss: true,
    per_device_train_batch_size: 1,
    gradient_accumulation_steps: batchSizeOf(request),
    learning_rate: subject.learningRate,
    num_train_epochs: epochsOf(request),
    lr_scheduler_type: "cosine",
    warmup_ratio: 0.1,
    bf16: true,
    seed: request.seed,
    ...(subject.hasValidation
      ? { eval_dataset: "tunewright_validation", per_device_eval_batch_size: 1, eval_strategy: "epoch" }
      : {}),
  });
}

/** Config of axolotl: `axolotl train axolotl/config.yaml`. */
export function axolotlConfig(subject: ExportSubject): string {
  const { request } = subject;
  const dpo = request.method === "dpo";
  const dataset = (path: string): Record<string, unknown> => ({
    path,
    ds_type: "json",
    split: "train",
    ...(dpo
      ? {
          type: "chat_template.default",
          field_messages: "messages",
          field_chosen: "chosen",
          field_rejected: "rejected",
        }
      : {
          type: "chat_template",
          // A dataset that names none gets the tokenizer's alone, and a base model has none.
          chat_template: "tokenizer_default_fallback_chatml",
          field_messages: "messages",
          roles_to_train: ["assistant"],
          train_on_eos: "turn",
          message_field_training: "train",
        }),
  });
  return stringify({
    base_model: subject.model,
    ...(dpo ? { rl: "dpo" } : {}),
    chat_template: "tokenizer_default_fallback_chatml",
    datasets: [dataset("data/train.jsonl")],
    ...(subject.hasValidation
      ? { test_datasets: [dataset("data/validation.jsonl")], evals_per_epoch: 1 }
      : { val_set_size: 0 }),
    dataset_prepared_path: "prepared",
    output_dir: `outputs/${request.version}`,
    sequence_len: subject.maxLength,
    sample_packing: false,
    adapter: "lora",
    lora_r: subject.loraRank,
    lora_alpha: subject.loraRank * 2,
    lora_dropout: 0.05,
    lora_target_linear: true,
    micro_batch_size: 1,
    gradient_accumulation_steps: batchSizeOf(request),
    num_epochs: epochsOf(request),
    learning_rate: subject.learningRate,
    lr_scheduler: "cosine",
    optimizer: "adamw_torch",
    warmup_ratio: 0.1,
    bf16: "auto",
    gradient_checkpointing: true,
    logging_steps: 1,
    saves_per_epoch: 1,
    seed: request.seed,
  });
}

/** Task of SkyPilot: `sky launch -c tunewright-v8 skypilot.yaml`. It trains with LLaMA-Factory. */
export function skyPilotTask(subject: ExportSubject): string {
  return stringify({
    name: `tunewright-${subject.request.version}`,
    workdir: ".",
    resources: { accelerators: subject.accelerator, disk_size: 256, autostop: { idle_minutes: 10 } },
    setup: 'pip install "llamafactory[torch,metrics]"\n',
    run: "llamafactory-cli train llamafactory/train.yaml\n",
  });
}

/** Training script for Unsloth: `python unsloth/train.py`. */
export function unslothScript(subject: ExportSubject): string {
  const { request } = subject;
  const dpo = request.method === "dpo";
  const beta = request.hyperparameters.beta;
  const python = (value: unknown): string => JSON.stringify(value);
  const validation = subject.hasValidation;
  const prepare = dpo
    ? `def prepare(row):
    prompt = tokenizer.apply_chat_template(row["messages"], tokenize=False, add_generation_prompt=True)
    return {"prompt": prompt, "chosen": row["chosen"]["content"], "rejected": row["rejected"]["content"]}`
    : `def prepare(row):
    return {"text": tokenizer.apply_chat_template(row["messages"], tools=row.get("tools"), tokenize=False)}`;
  const trainer = dpo
    ? `from trl import DPOConfig, DPOTrainer

trainer = DPOTrainer(
    model=model,
    processing_class=tokenizer,
    train_dataset=train,
    eval_dataset=validation,
    args=DPOConfig(beta=${python(typeof beta === "number" ? beta : 0.1)}, max_length=MAX_LENGTH, **SETTINGS),
)`
    : `from trl import SFTConfig, SFTTrainer

trainer = SFTTrainer(
    model=model,
    processing_class=tokenizer,
    train_dataset=train,
    eval_dataset=validation,
    args=SFTConfig(dataset_text_field="text", max_length=MAX_LENGTH, **SETTINGS),
)`;
  return `"""Trains ${request.version} with Unsloth. Run it from the folder above: python unsloth/train.py"""
from unsloth import FastLanguageModel
from datasets import load_dataset

MAX_LENGTH = ${subject.maxLength}
SETTINGS = dict(
    output_dir=${python(`outputs/${request.version}`)},
    per_device_train_batch_size=1,
    gradient_accumulation_steps=${batchSizeOf(request)},
    num_train_epochs=${epochsOf(request)},
    learning_rate=${subject.learningRate},
    lr_scheduler_type="cosine",
    warmup_ratio=0.1,
    logging_steps=1,
    save_strategy="epoch",
    eval_strategy=${python(validation ? "epoch" : "no")},
    seed=${request.seed},
    report_to="none",
)

model, tokenizer = FastLanguageModel.from_pretrained(${python(subject.model)}, max_seq_length=MAX_LENGTH, load_in_4bit=True)
model = FastLanguageModel.get_peft_model(
    model,
    r=${subject.loraRank},
    lora_alpha=${subject.loraRank * 2},
    lora_dropout=0,
    target_modules=["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"],
    use_gradient_checkpointing="unsloth",
    random_state=${request.seed},
)


${prepare}


train = load_dataset("json", data_files="data/train.jsonl", split="train").map(prepare)
validation = ${validation ? 'load_dataset("json", data_files="data/validation.jsonl", split="train").map(prepare)' : "None"}

${trainer}
trainer.train()
model.save_pretrained(${python(`outputs/${request.version}/adapter`)})
tokenizer.save_pretrained(${python(`outputs/${request.version}/adapter`)})
`;
}

/** What stands in the folder and how to start each trainer. */
export function exportReadme(
  subject: ExportSubject,
  counts: { readonly left: number; readonly weighted: number },
): string {
  const { request, model } = subject;
  const notes = [
    request.method === "dpo"
      ? undefined
      : "- LLaMA-Factory and axolotl learn the answers only; the Unsloth script learns whole conversations, questions included.",
    counts.left === 0
      ? undefined
      : `- ${formatCount(counts.left, "record does", "records do")} not fit LLaMA-Factory's turns (user and assistant must alternate), left out of \`llamafactory/\`; the other trainers have them.`,
    counts.weighted === 0
      ? undefined
      : `- ${formatCount(counts.weighted, "record marks", "records mark")} messages that are not to be learnt (\`weight: 0\`). axolotl keeps to that; LLaMA-Factory and the Unsloth script learn them too.`,
  ].filter((line) => line !== undefined);
  return `# ${request.version}, ready to train elsewhere

Base model \`${model}\`, ${request.method}, LoRA rank ${subject.loraRank}, ${formatCount(epochsOf(request), "epoch")}, seed ${request.seed}.
Run one of these in this folder, on a machine with a GPU:

| trainer | install | start |
| --- | --- | --- |
| LLaMA-Factory | \`pip install "llamafactory[torch,metrics]"\` | \`llamafactory-cli train llamafactory/train.yaml\` |
| axolotl | \`pip install axolotl\` | \`axolotl train axolotl/config.yaml\` |
| Unsloth | \`pip install unsloth\` | \`python unsloth/train.py\` |
| a cloud, through SkyPilot | \`pip install skypilot\` | \`sky launch -c tunewright-${request.version} skypilot.yaml\` |

The adapter lands in \`outputs/${request.version}\`. The shapes of the data were compared with the sources of LLaMA-Factory and axolotl, and the task with SkyPilot's; the files were not run against the trainers.
${notes.length === 0 ? "" : `\n${notes.join("\n")}\n`}`;
}

function epochsOf(request: CreateJobRequest): number {
  const { epochs } = request.hyperparameters;
  return epochs === "auto" ? defaultEpochs : epochs;
}

/** One record at a time, gathered to the batch that was asked for, needs the least memory. */
function batchSizeOf(request: CreateJobRequest): number {
  const { batchSize } = request.hyperparameters;
  return typeof batchSize === "number" ? batchSize : 8;
}
