import { describe, expect, it } from "@jest/globals";
import { evalCaseSchema } from "@tunewright/schema";
import type { AnswerRequest, AnswerSource } from "../run/answer-source.ts";
import { memoryTrialLog, type TrialLog } from "../run/trial-log.ts";
import { graderJsonSchema, modelGrader } from "./model-grader.ts";

const evalCase = evalCaseSchema.parse({ id: "a", category: "x", prompt: "Write it." });
const signal = new AbortController().signal;

function grader(...answers: readonly string[]) {
  return graderWith(undefined, ...answers);
}

function graderWith(log: TrialLog | undefined, ...answers: readonly string[]) {
  const asked: AnswerRequest[] = [];
  const source: AnswerSource = {
    kind: "chat",
    model: "judge",
    identity: ["judge"],
    maxTokens: 500,
    answer: (request) => {
      asked.push(request);
      const text = answers[asked.length - 1] ?? "";
      return Promise.resolve({ text, finishReason: "stop", promptTokens: 1, completionTokens: 1 });
    },
  };
  return { grader: modelGrader({ source, ...(log ? { log } : {}) }), asked };
}

const marks = (...[syntax, api, task, quality]: number[]): string =>
  JSON.stringify({ syntax, api, task, quality, reason: "Because." });

describe("modelGrader()", () => {
  it.each([
    { name: "passes 28 of 40", answer: marks(7, 7, 7, 7), total: 28, passed: true, agrees: false },
    { name: "fails 27 of 40", answer: marks(7, 7, 7, 6), total: 27, passed: false, agrees: true },
  ])("$name, and says whether the checks agree", async ({ answer, total, passed, agrees }) => {
    const verdict = await grader(answer).grader.grade(evalCase, { output: "code", passed: false, trial: 0, signal });
    expect(verdict).toMatchObject({ model: "judge", total, passed, agrees });
  });

  it("asks once more when the answer does not fit, and gives up after that", async () => {
    const second = grader("Sure! 8/10", marks(8, 8, 8, 8));
    await expect(second.grader.grade(evalCase, { output: "", passed: true, trial: 0, signal })).resolves.toMatchObject({
      total: 32,
      agrees: true,
    });
    const never = grader(marks(11, 8, 8, 8), marks(8, 8, 8));
    await expect(never.grader.grade(evalCase, { output: "", passed: true, trial: 0, signal })).rejects.toMatchObject({
      code: "EVAL_FAILED",
    });
    expect(never.asked).toHaveLength(2);
  });

  it("asks anew in a later run where no answer of the runs before fitted", async () => {
    const log = memoryTrialLog();
    const request = { output: "", passed: true, trial: 0, signal };
    await expect(graderWith(log, "no", "no").grader.grade(evalCase, request)).rejects.toThrow("asked twice");
    const later = graderWith(log, "no", marks(8, 8, 8, 8));
    await expect(later.grader.grade(evalCase, request)).resolves.toMatchObject({ total: 32 });
    const last = graderWith(log);
    await expect(last.grader.grade(evalCase, request)).resolves.toMatchObject({ total: 32 });
    expect([later.asked.length, last.asked.length]).toEqual([2, 0]);
  });

  it("asks for structured output that allows nothing else", () => {
    expect(graderJsonSchema.schema).toMatchObject({
      type: "object",
      required: ["syntax", "api", "task", "quality", "reason"],
      additionalProperties: false,
    });
  });
});
