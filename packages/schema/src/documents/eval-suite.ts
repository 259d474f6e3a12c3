import * as z from "zod";

/** What a name of a suite is, where the name alone does not say it. A `forward` is used by defining it. */
export const suiteNameKindSchema = z.enum([
  "function",
  "forward",
  "method",
  "event",
  "netprop",
  "constant",
  "property",
]);
/** What a name of a suite is, where the name alone does not say it. */
export type SuiteNameKind = z.infer<typeof suiteNameKindSchema>;

/**
 * One API name of a suite.
 *
 * `because` is required where a forbidden name exists in the API: it is real, but wrong for the task.
 */
export const suiteNameSchema = z.union([
  z
    .string()
    .min(1)
    .transform((name): { name: string; kind?: SuiteNameKind | undefined; because?: string | undefined } => ({ name })),
  z.strictObject({
    name: z.string().min(1),
    kind: suiteNameKindSchema.optional(),
    because: z.string().min(1).optional(),
  }),
]);
/** One API name of a suite. */
export type SuiteName = z.output<typeof suiteNameSchema>;

/** Checks of an answer's structure that a case may ask for; see `packages/evals` for what each one looks at. */
export const structureCheckSchema = z.enum(["code", "balanced", "entry-point", "plugin-info", "newdecls", "known-api"]);
/** Name of a structure check. */
export type StructureCheck = z.infer<typeof structureCheckSchema>;

/** One task of a suite, and what a right answer holds. */
export const evalCaseSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9]+(?:[_-][a-z0-9]+)*$/, "Use lower-case words joined by `_` or `-`"),
    category: z.string().min(1),
    prompt: z.string().min(1),
    /** Every one of these must be used in the code. */
    expected: z.array(suiteNameSchema).default([]),
    /** Of each group, at least one must be used. */
    expectedAny: z.array(z.array(suiteNameSchema).min(2)).default([]),
    /** None of these may be used. */
    forbidden: z.array(suiteNameSchema).default([]),
    checks: z.array(structureCheckSchema).default(["code"]),
    /** Weight in the average score; the pass rate counts every case once. */
    weight: z.number().positive().default(1),
    note: z.string().optional(),
  })
  .refine((value) => value.expected.length + value.expectedAny.length + value.checks.length > 0, {
    message: "A case needs at least one requirement: `expected`, `expectedAny` or `checks`",
  });
/** One task of a suite, and what a right answer holds. */
export type EvalCase = z.infer<typeof evalCaseSchema>;

/** A correction that the whole suite watches: the right name and the wrong one that models like to write. */
export const suiteCorrectionSchema = z.strictObject({ correct: z.string().min(1), wrong: z.string().min(1) });
/** A correction that the whole suite watches. */
export type SuiteCorrection = z.infer<typeof suiteCorrectionSchema>;

/** A suite of tasks, as its YAML file holds it once `extends` is resolved. */
export const evalSuiteSchema = z.strictObject({
  version: z.literal(1),
  id: z.string().min(1),
  title: z.string().min(1),
  /** Path of a suite whose categories, corrections and cases come first, relative to this file. */
  extends: z.string().optional(),
  /** Titles of the categories, in the order of a report. */
  categories: z.record(z.string(), z.string()).default({}),
  /** Ids of the cases of a quick run. */
  quick: z.array(z.string()).default([]),
  systemPrompt: z.string().optional(),
  corrections: z.array(suiteCorrectionSchema).default([]),
  cases: z.array(evalCaseSchema).default([]),
});
/** A suite of tasks. */
export type EvalSuite = z.infer<typeof evalSuiteSchema>;
