import { readFileSync } from "node:fs";
import {
  evalResultsSchema,
  type JobRecordInput,
  jobRecordSchema,
  type ReportData,
  type SanitizeReport,
} from "@tunewright/schema";

const v7 = evalResultsSchema.parse(
  JSON.parse(readFileSync(new URL("../../../../data/test_results_openai_v7.json", import.meta.url), "utf8")),
);

const unknown: Omit<JobRecordInput, "version" | "job_id"> = {
  record_version: 1,
  provider: "openai",
  base_model: null,
  suffix: null,
  status: null,
  fine_tuned_model: null,
  training_file_id: null,
  validation_file_id: null,
  train_examples: null,
  validation_examples: null,
  epochs: null,
  trained_tokens: null,
  hyperparameters: {},
  seed: null,
  created_at: null,
  finished_at: null,
  cost: {},
  dataset: { train_sha256: null, validation_sha256: null, manifest_sha256: null },
  rules: { sha256: null, replacements: null },
  tool: { version: null },
  result_metrics: [],
};

const jobs: readonly JobRecordInput[] = [
  {
    ...unknown,
    version: "v7",
    job_id: "ftjob-fDzdTbmDP0jC4ehQweIIlvjm",
    base_model: "gpt-4o-mini-2024-07-18",
    status: "succeeded",
    fine_tuned_model: "ft:gpt-4o-mini-2024-07-18:highencodelearning:l4d2-sourcemod-v7:CvTBCVPi",
    train_examples: 627,
    validation_examples: 70,
    epochs: 3,
    trained_tokens: 703_947,
    created_at: "2026-01-07",
    finished_at: "2026-01-07",
    cost: { stated: "~$2.80", stated_inference: "$0.15/1M input, $0.60/1M output", price_per_million_tokens: 3 },
    changes: "Sanitized security patterns - fixed 62 wrong API references",
  },
  {
    ...unknown,
    version: "v6",
    job_id: "ftjob-wL0SrpvsB1WVzhKWB5kbxXoP",
    train_examples: 697,
    finished_at: "2026-01-07",
    evaluation: { pass_rate: 0.5, wrong_api_avoidance: 0.867 },
  },
  {
    ...unknown,
    version: "v5",
    job_id: "ftjob-ZfZHfwBKeszByjfDrXgOFlKv",
    train_examples: 662,
    finished_at: "2026-01-06",
    changes: "Initial cleaned dataset",
  },
];

const categories = {
  "special-infected-events": "Special Infected Events",
  "survivor-mechanics": "Survivor Mechanics",
  "map-events": "Map Events",
  "error-handling": "Error Handling",
  "api-correctness": "API Correctness",
};
const cases: Readonly<Record<keyof typeof categories, string>> = {
  "special-infected-events":
    "tank_spawn hunter_pounce smoker_grab charger_carry bile_tracker jockey_ride spitter_spit tank_rock",
  "survivor-mechanics": "speed_boost friendly_fire",
  "map-events": "saferoom_heal witch_proximity finale_start rescue_vehicle gauntlet_run",
  "error-handling": "null_client_check entity_validation",
  "api-correctness": "random_timer",
};

/** The data of the evaluation summary that this project began with, as a report takes them. */
export function sampleReport(rest: Partial<ReportData> = {}): ReportData {
  return {
    version: 1,
    title: "OpenAI Fine-Tuned Models: Evaluation Summary",
    updatedOn: "2026-01-10",
    production: "v7",
    jobs: jobs.map((job) => jobRecordSchema.parse(job)),
    evaluations: [v7],
    comparisons: [],
    repairs: null,
    curve: null,
    suite: {
      id: "l4d2-full",
      categories,
      cases: Object.entries(cases).flatMap(([category, ids]) => ids.split(" ").map((id) => ({ id, category }))),
    },
    datasets: [],
    sanitize: null,
    prices: [
      {
        model: "gpt-4o-mini-2024-07-18",
        training: 3,
        input: 0.15,
        output: 0.6,
        tunedInput: 0.3,
        tunedOutput: 1.2,
        source: "price list",
        date: "2026-11-23",
      },
    ],
    files: [
      { path: "data/finetune_job_v7.json", purpose: "V7 job metadata" },
      { path: "data/test_results_openai_*.json", purpose: "Individual test results" },
    ],
    systemPrompt: "You are an expert SourcePawn developer for L4D2.",
    ...rest,
  };
}

/** A sanitizer's report with as many changes as a test wants; every seventh is of another rule. */
export function manyChanges(count: number): SanitizeReport {
  const rules = ["random-float", "lunge-pounce"];
  const changes = Array.from({ length: count }, (_, index) => ({
    file: `data/raw/part-${index % 6}.jsonl`,
    line: index + 1,
    message: 2,
    path: "messages[2].content",
    start: 40 + index,
    end: 51 + index,
    rule: rules[index % 7 === 0 ? 1 : 0] ?? "",
    before: index % 7 === 0 ? "pounce" : "RandomFloat",
    after: index % 7 === 0 ? "lunge_pounce" : "GetRandomFloat",
  }));
  return {
    version: 1,
    records: count * 2,
    changedRecords: count,
    replacements: count,
    rejected: 0,
    rules: rules.map((id) => ({ id, replacements: 0, records: 0 })),
    unused: [],
    changes,
    findings: [
      {
        file: "data/raw/part-0.jsonl",
        line: 3,
        message: 2,
        path: "messages[2].content",
        start: 1,
        end: 9,
        rule: "sql-format",
        severity: "critical",
        code: "reported",
      },
      {
        file: "data/raw/part-1.jsonl",
        line: 9,
        message: 2,
        path: "messages[2].content",
        start: 1,
        end: 9,
        rule: "m-fl-speed",
        severity: "warning",
        code: "doubtful",
        reason: "entity-unknown",
      },
    ],
    rejects: [],
    packs: [],
    inputs: [],
    output: null,
  };
}
