import { PipelineError } from "@tunewright/schema/errors";
import * as z from "zod";
import { readInput } from "../read-input.ts";
import type { AnswerSource } from "./answer-source.ts";
import { missingAnswer } from "./missing-answer.ts";

const lineSchema = z
  .looseObject({
    id: z.string().optional(),
    case: z.string().optional(),
    trial: z.int().nonnegative().optional(),
    output: z.string().optional(),
    answer: z.string().optional(),
  })
  .transform(({ id, case: name, trial, output, answer }) => ({ id: id ?? name, trial, output: output ?? answer }))
  .refine(({ id, output }) => id !== undefined && output !== undefined);
const mapSchema = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
const resultsSchema = z.looseObject({
  model: z.string(),
  cases: z.array(z.looseObject({ id: z.string(), trials: z.array(z.looseObject({ output: z.string().nullable() })) })),
});

/**
 * Takes answers from a file instead of a model, so that outputs of any origin can be judged.
 *
 * Four forms are read: JSONL with `{"id", "trial"?, "output"}` a line (`case` and `answer` will do as well); a JSON list of the
 * same objects; a JSON object from case id to an answer or a list of answers; and the results file of an earlier evaluation.
 *
 * @param file Path of the file.
 * @param options `model`: name for the results, by default the one that the file gives, else `recorded`.
 * @throws {PipelineError} `INPUT_NOT_FOUND` or `INPUT_UNREADABLE`.
 */
export async function recordedAnswers(file: string, options: { readonly model?: string } = {}): Promise<AnswerSource> {
  const text = await readInput(file, { what: "the answers in", hint: "Name a JSONL or JSON file of answers." });
  const { answers, model } = parseAnswers(text, file);
  return {
    kind: "answers",
    model: options.model ?? model ?? "recorded",
    identity: [file],
    maxTokens: null,
    answer: ({ caseId, trial }) => {
      const output = answers.get(caseId)?.get(trial);
      if (output === undefined) {
        return Promise.reject(missingAnswer(file, { caseId, trial }));
      }
      return Promise.resolve({ text: output, finishReason: null, promptTokens: null, completionTokens: null });
    },
  };
}

type AnswersByCase = Map<string, Map<number, string>>;

function parseAnswers(text: string, file: string): { answers: AnswersByCase; model: string | undefined } {
  const answers: AnswersByCase = new Map();
  const refuse = (place: string, what: string, details: Readonly<Record<string, number>> = {}): never => {
    throw new PipelineError("INPUT_UNREADABLE", `${place} of ${file} ${what}.`, {
      details: { path: file, ...details },
      hint: 'Write one object for each answer: {"id": "<case>", "trial": 0, "output": "<answer>"}.',
    });
  };
  const add = (id: string, output: string, trial?: number): boolean => {
    const trials = answers.get(id) ?? new Map<number, string>();
    if (trial !== undefined && trials.has(trial)) return false;
    let place = trial ?? trials.size;
    // Where some have a number, those that have none fill the gaps.
    if (trials.has(place)) for (place = 0; trials.has(place); ) place++;
    trials.set(place, output);
    answers.set(id, trials);
    return true;
  };
  const addLine = (value: unknown, kind: "line" | "entry", number: number): void => {
    const place = `${kind === "line" ? "Line" : "Entry"} ${number}`;
    const { data } = lineSchema.safeParse(value);
    if (data === undefined) return refuse(place, "is no recorded answer", { [kind]: number });
    const { id = "", output = "", trial } = data;
    if (!add(id, output, trial)) refuse(place, `answers trial ${trial} of ${id} a second time`, { [kind]: number });
  };
  const whole = tryJson(text);
  const results = resultsSchema.safeParse(whole);
  if (results.success) {
    for (const item of results.data.cases) {
      for (const [trial, { output }] of item.trials.entries()) if (output !== null) add(item.id, output, trial);
    }
    return { answers, model: results.data.model };
  }
  const map = mapSchema.safeParse(whole);
  if (map.success && !lineSchema.safeParse(whole).success) {
    for (const [id, output] of Object.entries(map.data)) for (const one of [output].flat()) add(id, one);
    return { answers, model: undefined };
  }
  if (Array.isArray(whole)) {
    for (const [index, value] of whole.entries()) addLine(value, "entry", index + 1);
  } else {
    for (const [index, line] of text.split("\n").entries()) {
      if (line.trim() !== "") addLine(tryJson(line), "line", index + 1);
    }
  }
  if (answers.size === 0) refuse("The text", "holds no recorded answer");
  return { answers, model: undefined };
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
