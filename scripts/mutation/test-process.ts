/**
 * One process of a measurement: loads all tests once, says what each of them reaches, and tries one mutant after another.
 *
 * It is asked and answers by messages, {@link Question} and {@link Answer}. Given paths of test files, the setup first.
 */
import { mutantSwitch } from "./preload.ts";
import { loadTests, type Test, type TestFile } from "./load-tests.ts";
import { type Failure, type RunOptions, runTests } from "./run-tests.ts";

/** Tests by the number of their file and their own number in it. */
export type Selection = readonly (readonly [file: number, tests: readonly number[]])[];

/** What the process is asked. */
export type Question =
  /** What does each test reach and cost? Those that take longer than `mostMs` are not asked again. */
  | { readonly kind: "survey"; readonly mostMs: number }
  /** Does one of the tests fail with these mutants on? */
  | {
      readonly kind: "try";
      readonly mutants: readonly number[];
      /** Tried in this order, up to the first that fails. */
      readonly tests: Selection;
      /** For one test. */
      readonly mostSteps: number;
      readonly mostMs: number;
    };

/** One test of a survey: one byte for each mutant, 1 where it is reached. */
export interface SurveyedTest {
  /** With no change made. */
  passes: boolean;
  /** Whether it passes a second time in the same process. */
  isRepeatable: boolean;
  /** Milliseconds of processor time that it takes with caches filled: the same on a busy machine. */
  ms: number;
  /** How often it asks any switch, at the most. */
  steps: number;
  readonly reached: Uint8Array;
}

/** What it answers. */
export type Answer =
  | { readonly kind: "loaded" }
  /** Sent while tests run, at most once in a second. */
  | { readonly kind: "alive" }
  | {
      readonly kind: "survey";
      /** One byte for each mutant, 1 where loading the files reaches it. */
      readonly atLoad: Uint8Array;
      readonly files: readonly (readonly SurveyedTest[])[];
    }
  | {
      readonly kind: "tried";
      readonly noticedBy?: readonly [file: number, test: number];
      /** What a test left behind makes the next answers doubtful. */
      readonly isDamaged: boolean;
      /** Some test did not come to the mutant any more: what it would change was made before. */
      readonly isHidden: boolean;
    };

/** A test that waits for what the first run of it has closed waits for ever. */
const AGAIN_MS = 10_000;

const [setup = "", ...paths] = process.argv.slice(2);
const files: TestFile[] = [];
for (const path of paths) files.push(await loadTests(path, setup));
const atLoad = mutantSwitch.reached();
// Between tests nobody listens; what is late belongs to a test that has been counted.
process.on("uncaughtException", () => {}).on("unhandledRejection", () => {});

process.on("message", (question: Question) => {
  void answer(question).then((given) => process.send?.(given));
});
process.send?.({ kind: "loaded" } satisfies Answer);

async function answer(question: Question): Promise<Answer> {
  return question.kind === "try" ? tryMutants(question) : survey(question.mostMs);
}

let lastBeat = 0;
function beat(): void {
  if (performance.now() < lastBeat + 1000) return;
  lastBeat = performance.now();
  process.send?.({ kind: "alive" } satisfies Answer);
}

/** Twice: what a test costs is known once caches are filled, and not every test can run again. */
async function survey(mostMs: number): Promise<Answer> {
  const surveyed: SurveyedTest[][] = [];
  for (const file of files) surveyed.push(await surveyFile(file, {}));
  for (const [index, file] of files.entries()) {
    const before = surveyed[index] ?? [];
    const only = new Set(file.tests.filter((_, number) => (before[number]?.ms ?? 0) <= mostMs));
    const again = await surveyFile(file, { only, bail: true, mostMs: AGAIN_MS });
    for (const [number, test] of before.entries()) {
      const second = again[number];
      if (second?.passes !== true) continue;
      Object.assign(test, { isRepeatable: test.passes, ms: second.ms });
    }
  }
  return { kind: "survey", atLoad, files: surveyed };
}

/** Runs tests of a file, and notes what each of them costs and reaches. */
async function surveyFile(file: TestFile, options: RunOptions): Promise<SurveyedTest[]> {
  const surveyed = file.tests.map(
    (): SurveyedTest => ({
      passes: false,
      isRepeatable: false,
      ms: 0,
      steps: 0,
      reached: new Uint8Array(atLoad.length),
    }),
  );
  let started = process.cpuUsage();
  const failures = await runTests(file, {
    ...options,
    before: () => {
      beat();
      mutantSwitch.forget();
      started = process.cpuUsage();
    },
    after: (tests) => {
      const reached = mutantSwitch.reached();
      const { user, system } = process.cpuUsage(started);
      for (const test of tests) {
        const entry = surveyed[file.tests.indexOf(test)];
        if (entry === undefined) continue;
        entry.passes = true;
        entry.ms += (user + system) / 1000 / tests.length;
        entry.steps = Math.max(entry.steps, mutantSwitch.steps());
        for (const [id, one] of reached.entries()) if (one === 1) entry.reached[id] = 1;
      }
    },
  });
  for (const { test } of failures) {
    const entry = surveyed[file.tests.indexOf(test)];
    if (entry !== undefined) entry.passes = false;
  }
  return surveyed;
}

async function tryMutants(question: Extract<Question, { kind: "try" }>): Promise<Answer> {
  const { mutants, tests, mostSteps, mostMs } = question;
  let isHidden = false;
  for (const [index, numbers] of tests) {
    const file = files[index];
    if (file === undefined) continue;
    const only = new Set(numbers.flatMap((number) => file.tests[number] ?? []));
    const reaching = new Set<Test>();
    let isEndless = false;
    mutantSwitch.turnOn(mutants);
    const [failure] = await runTests(file, {
      only,
      bail: true,
      mostMs,
      before: () => {
        beat();
        mutantSwitch.forget(mostSteps);
      },
      after: (ran) => {
        isEndless ||= mutantSwitch.isEndless();
        if (mutants.every((id) => mutantSwitch.hasReached(id))) for (const test of ran) reaching.add(test);
      },
    });
    mutantSwitch.turnOn([]);
    const noticed: Failure | undefined = failure;
    if (noticed !== undefined) {
      return {
        kind: "tried",
        noticedBy: [index, file.tests.indexOf(noticed.test)],
        isDamaged: noticed.isOpen || (await stillFails(file, noticed.test)),
        isHidden,
      };
    }
    if (isEndless) return { kind: "tried", noticedBy: [index, numbers[0] ?? 0], isDamaged: true, isHidden };
    isHidden ||= reaching.size < only.size;
  }
  return { kind: "tried", isDamaged: false, isHidden };
}

/** A test that fails with no mutant on has been spoiled by an earlier one: a cache, a file, a setting. */
async function stillFails(file: TestFile, test: Test): Promise<boolean> {
  mutantSwitch.forget();
  return (await runTests(file, { only: new Set([test]), bail: true })).length > 0;
}
