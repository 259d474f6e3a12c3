import { PipelineError } from "@tunewright/schema/errors";
import * as z from "zod";
import type { Answer, AnswerSource } from "../run/answer-source.ts";
import { missingAnswer } from "../run/missing-answer.ts";

const resultSchema = z.looseObject({
  vars: z.looseObject({ caseId: z.string() }),
  provider: z.looseObject({ id: z.string().optional(), label: z.string().optional() }).optional(),
  response: z
    .looseObject({
      output: z.unknown().optional(),
      error: z.string().nullish(),
      finishReason: z.string().nullish(),
      tokenUsage: z.looseObject({ prompt: z.int().optional(), completion: z.int().optional() }).nullish(),
    })
    .nullish(),
  latencyMs: z.number().nonnegative().optional(),
});
const fileSchema = z.looseObject({
  results: z.union([z.looseObject({ results: z.array(resultSchema) }), z.array(resultSchema)]),
});

/** Answers that promptfoo got, ready to be judged. */
export interface PromptfooAnswers {
  readonly source: AnswerSource;
  /** Cases that the file has answers to, in its order. */
  readonly cases: readonly string[];
  /** Least number of answers that every case has. */
  readonly runs: number;
}

/**
 * Reads what `promptfoo eval -o results.json` wrote for a suite that `exportPromptfoo` made.
 *
 * Only the answers are taken; they are judged here, by the suite as it is now. With `--repeat`, the answers to one case
 * are its trials, in the file's order.
 *
 * @param text The JSON of the file.
 * @param options `model`: the provider to take, where the file has several; `name`: for the messages of errors.
 * @throws {PipelineError} `INPUT_UNREADABLE` when it is no such file, or lacks answers as requests failed; `USAGE` when it has several providers and none is named.
 */
export function importPromptfoo(
  text: string,
  options: { readonly model?: string | undefined; readonly name?: string } = {},
): PromptfooAnswers {
  const { name = "The file" } = options;
  const results = parse(text, name);
  const providers = [...new Set(results.map(providerOf))];
  const model = options.model ?? providers[0] ?? "promptfoo";
  if (options.model === undefined && providers.length > 1) {
    throw new PipelineError("USAGE", `${name} has answers of ${providers.length} providers.`, {
      details: { providers },
      hint: "Choose one with --model.",
    });
  }
  const answers = new Map<string, Answer[]>();
  const asked = results.filter((item) => providerOf(item) === model);
  refuseFailures(asked, name);
  for (const result of asked) {
    const { caseId } = result.vars;
    answers.set(caseId, [...(answers.get(caseId) ?? []), toAnswer(result)]);
  }
  if (answers.size === 0) throw new PipelineError("INPUT_UNREADABLE", `${name} has no answer of ${model}.`);
  return {
    source: {
      kind: "answers",
      model: model.replace(/^openai:chat:/, ""),
      identity: [name],
      maxTokens: null,
      answer: ({ caseId, trial }) => {
        const answer = answers.get(caseId)?.[trial];
        if (answer) return Promise.resolve(answer);
        return Promise.reject(missingAnswer(name, { caseId, trial }));
      },
    },
    cases: [...answers.keys()],
    runs: Math.min(...[...answers.values()].map((list) => list.length)),
  };
}

type PromptfooResult = z.infer<typeof resultSchema>;

function parse(text: string, name: string): PromptfooResult[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new PipelineError("INPUT_UNREADABLE", `${name} is not JSON.`, { cause });
  }
  const parsed = fileSchema.safeParse(value);
  if (!parsed.success) {
    throw new PipelineError("INPUT_UNREADABLE", `${name} holds no promptfoo results of an exported suite.`, {
      details: { faults: parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`) },
      hint: "Write it with `promptfoo eval -o results.json` in a folder that `tunewright eval export` made.",
    });
  }
  const { results } = parsed.data;
  return Array.isArray(results) ? results : results.results;
}

/** A request that failed says nothing about the model; judged as an empty answer, it would count against it. */
function refuseFailures(results: readonly PromptfooResult[], name: string): void {
  const failed = results.filter(({ response }) => (response?.output ?? null) === null && isFailure(response));
  const [first] = failed;
  if (first === undefined) return;
  const { caseId } = first.vars;
  const what = `${failed.length} of ${results.length} requests failed when promptfoo ran, the first for case ${caseId}`;
  throw new PipelineError("INPUT_UNREADABLE", `${name} lacks answers: ${what}.`, {
    details: { caseId, failed: failed.length },
    hint: "Run promptfoo again until every request has its answer, and import that.",
  });
}

function isFailure(response: PromptfooResult["response"]): boolean {
  return response === null || response === undefined || Boolean(response.error);
}

function providerOf({ provider }: PromptfooResult): string {
  return provider?.id ?? provider?.label ?? "promptfoo";
}

function toAnswer({ response, latencyMs }: PromptfooResult): Answer {
  const output = response?.output;
  return {
    text: typeof output === "string" ? output : output === undefined || output === null ? "" : JSON.stringify(output),
    finishReason: response?.finishReason ?? null,
    promptTokens: response?.tokenUsage?.prompt ?? null,
    completionTokens: response?.tokenUsage?.completion ?? null,
    ...(latencyMs === undefined ? {} : { latencyMs }),
  };
}
