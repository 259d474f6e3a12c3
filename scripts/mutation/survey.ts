import type { Answer, Selection, SurveyedTest } from "./test-process.ts";

/** Which tests reach which mutants, and what the tests cost. */
export type Survey = Extract<Answer, { readonly kind: "survey" }>;

/** Tests, and the most that one of them may take. */
export interface Choice {
  readonly tests: Selection;
  readonly mostSteps: number;
  readonly mostMs: number;
}

/**
 * Chooses tests for mutants: the files with the cheapest tests first, but a file's own test before all.
 *
 * @param survey What is known of the tests.
 * @param isWanted Whether a test that passes with no mutant on shall run; it is told the number of its file, too.
 * @param isOwn Whether a test file, by its number, is named after the mutant's file.
 */
export function chooseTests(
  survey: Survey,
  isWanted: (test: SurveyedTest, file: number) => boolean,
  isOwn: (file: number) => boolean = () => false,
): Choice {
  const chosen = survey.files
    .map((tests, file) => {
      const numbers = tests.flatMap((test, number) => (test.passes && isWanted(test, file) ? [number] : []));
      const all = numbers.flatMap((number) => tests[number] ?? []);
      return { file, numbers, all, ms: isOwn(file) ? -1 : all.reduce((sum, { ms }) => sum + ms, 0) };
    })
    .filter(({ numbers }) => numbers.length > 0)
    .toSorted((left, right) => left.ms - right.ms);
  const all = chosen.flatMap((file) => file.all);
  return {
    tests: chosen.map(({ file, numbers }) => [file, numbers]),
    // An endless loop is noticed by its work; what is said here only has to be far more than any right change would cost.
    mostSteps: 10_000_000 + 50 * Math.max(0, ...all.map(({ steps }) => steps)),
    mostMs: 10_000 + 30 * Math.max(0, ...all.map(({ ms }) => ms)),
  };
}
