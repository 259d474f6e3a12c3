import * as z from "zod";
import { findingSeveritySchema } from "../issue.ts";

const rate = z.number().min(0).max(1);
const count = z.int().nonnegative();
const points = z.number().min(0).max(10);

/** A finding of an answer, without the text around the name. */
export const trialFindingSchema = z.strictObject({
  rule: z.string(),
  category: z.enum(["wrong-api", "deprecated", "security", "unknown-symbol", "style"]),
  severity: findingSeveritySchema,
  name: z.string(),
  message: z.string(),
  fix: z.string().optional(),
  /** False when the scope could not be decided, or when the name is only spoken of, in a comment or in prose. */
  certain: z.boolean(),
});
/** A finding of an answer, without the text around the name. */
export type TrialFinding = z.infer<typeof trialFindingSchema>;

/** What a model grader said: four marks from 0 to 10. */
export const graderVerdictSchema = z.strictObject({
  model: z.string(),
  syntax: points,
  api: points,
  task: points,
  quality: points,
  /** Sum of the four marks, from 0 to 40. */
  total: z.number().min(0).max(40),
  passed: z.boolean(),
  reason: z.string(),
  /** Whether the grader and the deterministic checks say the same about passing. */
  agrees: z.boolean(),
});
/** What a model grader said. */
export type GraderVerdict = z.infer<typeof graderVerdictSchema>;

/** One answer to one case, judged. */
export const evalTrialSchema = z.strictObject({
  /** 0-based number of the trial. */
  trial: count,
  /** The answer; `null` in a record whose answers were not kept. */
  output: z.string().nullable(),
  finishReason: z.string().nullable().default(null),
  passed: z.boolean(),
  /** 10 × requirements met ÷ requirements. */
  score: points,
  /** 10, minus 3 for each critical finding, minus 1 for each warning, not below 0. */
  security: points,
  /** Requirements of the case: `missing` names those that were not met, `found` the API names that were. */
  requirements: z.strictObject({
    met: count,
    total: count,
    missing: z.array(z.string()).default([]),
    found: z.array(z.string()).default([]),
  }),
  /** Forbidden names of the case; `names` lists those used, where they are known. */
  forbidden: z.strictObject({ used: count, named: count, names: z.array(z.string()).default([]) }),
  /** Certain findings of wrong-API rules. */
  wrongApi: count,
  criticalIssues: count,
  securityWarnings: count,
  findings: z.array(trialFindingSchema).default([]),
  /** Names of the API that the code uses, sorted. */
  symbols: z.array(z.string()).default([]),
  /** Names that neither the API index nor the answer itself knows. */
  unknown: z.array(z.string()).default([]),
  compiles: z.enum(["passed", "failed", "not-checked"]).default("not-checked"),
  latencyMs: z.number().nonnegative().nullable().default(null),
  promptTokens: count.nullable().default(null),
  completionTokens: count.nullable().default(null),
  /** USD; `null` where no price is known. */
  cost: z.number().nonnegative().nullable().default(null),
  grader: graderVerdictSchema.optional(),
});
/** One answer to one case, judged. */
export type EvalTrial = z.infer<typeof evalTrialSchema>;

/** One case with all its trials. */
export const evalCaseResultSchema = z.strictObject({
  id: z.string(),
  category: z.string(),
  weight: z.number().positive().default(1),
  prompt: z.string().nullable().default(null),
  /** More than half of the trials passed. */
  passed: z.boolean(),
  passedTrials: count,
  /** Some trials passed and some did not. */
  flickers: z.boolean().default(false),
  /** Mean over the trials. */
  score: points,
  security: points,
  /** Why it passed or failed, in a few words. */
  notes: z.string(),
  trials: z.array(evalTrialSchema).min(1),
});
/** One case with all its trials. */
export type EvalCaseResult = z.infer<typeof evalCaseResultSchema>;

/** An interval at 95 % confidence. */
export const intervalSchema = z.strictObject({ low: z.number(), high: z.number() });
/** An interval at 95 % confidence. */
export type Interval = z.infer<typeof intervalSchema>;

/** Aggregates of one category. */
export const categorySummarySchema = z.strictObject({
  total: count,
  passed: count,
  passRate: rate,
  averageScore: points,
});
/** Aggregates of one category. */
export type CategorySummary = z.infer<typeof categorySummarySchema>;

/** How answers used one API name of the suite. */
export const symbolSummarySchema = z.strictObject({
  /** Answers that had to use it, alone or as one of a group. */
  required: count,
  /** Of those, answers that did, or that used another of the group. */
  found: count,
  /** Answers that used it although it was forbidden. */
  forbiddenUses: count,
});
/** How answers used one API name of the suite. */
export type SymbolSummary = z.infer<typeof symbolSummarySchema>;

/** A category that falls short, and what the dataset could do about it. */
export const datasetGapSchema = z.strictObject({
  category: z.string(),
  passRate: rate,
  failedCases: z.array(z.string()),
  /** Names that failed answers lacked, most frequent first. */
  missing: z.array(z.string()),
  /** Training examples of the category; `null` where the dataset was not given or has no category of this name. */
  trainingExamples: count.nullable(),
  /** How many examples to add; `null` where the present number is not known. */
  add: count.nullable(),
  advice: z.string(),
});
/** A category that falls short, and what the dataset could do about it. */
export type DatasetGap = z.infer<typeof datasetGapSchema>;

/** A watched correction, and whether the wrong name was avoided in every answer. */
export const correctionSummarySchema = z.strictObject({
  correct: z.string(),
  wrong: z.string(),
  avoided: z.boolean(),
  /** Trials that use the right name; `null` in a record whose answers were not kept. */
  correctUses: count.nullable(),
  wrongUses: count.nullable(),
});
/** A watched correction, and whether the wrong name was avoided in every answer. */
export type CorrectionSummary = z.infer<typeof correctionSummarySchema>;

/** Aggregates of one evaluation. Every rate is from 0 to 1; formulae are in the README of `packages/evals`. */
export const evalSummarySchema = z.strictObject({
  total: count,
  passed: count,
  passRate: rate,
  averageScore: points,
  securityScore: points,
  wrongApiAvoidance: rate,
  forbiddenPatternAvoidance: rate,
  criticalIssues: count,
  byCategory: z.record(z.string(), categorySummarySchema),
  /** By API name, or by a group of them joined with `or`; empty for a record whose answers were not kept. */
  bySymbol: z.record(z.string(), symbolSummarySchema).default({}),
  gaps: z.array(datasetGapSchema),
  corrections: z.array(correctionSummarySchema),
  statistics: z.strictObject({
    trials: count,
    /** Wilson interval of `passRate`. */
    passRateInterval: intervalSchema,
    /** Share of all trials that passed, and its standard error clustered by case. */
    trialPassRate: rate,
    trialPassRateError: z.number().nonnegative().nullable(),
    /** Chance that at least one of k trials passes, by k. */
    passAtK: z.record(z.string(), rate),
    /** Chance that all of k trials pass, by k. */
    passHatK: z.record(z.string(), rate),
    flickering: z.array(z.string()),
  }),
  unknownSymbols: count,
  compiled: z.strictObject({ passed: count, failed: count, notChecked: count }),
  /** Trials on which a model grader disagreed with the deterministic checks; `null` without a grader. */
  graderDisagreements: count.nullable(),
  latencyMs: z.strictObject({ median: z.number(), p95: z.number() }).nullable(),
  tokens: z.strictObject({ prompt: count, completion: count }).nullable(),
  cost: z.number().nonnegative().nullable(),
});
/** Aggregates of one evaluation. */
export type EvalSummary = z.infer<typeof evalSummarySchema>;

/** `data/test_results_openai_<label>.json`: one evaluation, case by case and trial by trial. */
export const evalResultsSchema = z.strictObject({
  version: z.literal(1),
  /** Name of the model version, as `v7`. */
  label: z.string().min(1),
  model: z.string().min(1),
  suite: z.strictObject({ id: z.string(), title: z.string().optional(), sha256: z.string().nullable() }),
  /** Where the answers came from: `chat`, `answers`, `command` or `record`. */
  source: z.enum(["chat", "answers", "command", "record"]),
  /** Titles of the categories, in order. */
  categories: z.record(z.string(), z.string()).default({}),
  runs: z.int().positive(),
  startedAt: z.iso.datetime({ offset: true }).nullable(),
  finishedAt: z.iso.datetime({ offset: true }).nullable(),
  settings: z
    .strictObject({
      temperature: z.number(),
      maxTokens: count,
      seed: z.int().nullable(),
      systemPromptSha256: z.string().nullable(),
    })
    .nullable(),
  note: z.string().optional(),
  summary: evalSummarySchema,
  cases: z.array(evalCaseResultSchema),
});
/** One evaluation, case by case and trial by trial. */
export type EvalResults = z.infer<typeof evalResultsSchema>;
