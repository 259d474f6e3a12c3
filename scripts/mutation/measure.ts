import { RecentKillers } from "./recent-killers.ts";
import { type Choice, chooseTests, type Survey } from "./survey.ts";
import type { SurveyedTest } from "./test-process.ts";
import type { TestRunner } from "./test-runner.ts";

/** A test above this runs for many mutants at once. */
const SLOW_MS = 40;

/** A test of the mutant's own file above this does: nothing is likelier to notice it. */
const SLOW_OWN_MS = 400;

/** How many mutants are on at once where most of them will survive. */
const TOGETHER = 32;

/** What is measured. */
export interface Measurement {
  readonly survey: Survey;
  /** Each with a process of its own; as many mutants are tried at a time. */
  readonly runners: readonly TestRunner[];
  /** Tests that take longer do not count. */
  readonly slowestMs: number;
  /** Whether a test file, by its number, is named after the file of a mutant. */
  readonly isOwn: (mutant: number, file: number) => boolean;
  /** Told as it goes. */
  readonly onProgress?: (text: string) => void;
  /** Told of each mutant that the quick tests do not notice. */
  readonly onLeftOver?: (mutant: number) => void;
}

/**
 * Finds the mutants that no test notices.
 *
 * First each by itself, with the quick tests that reach it. What is left over, and is read while files load or is hidden behind what
 * was kept from before, is tried in a process where it is on from the start; then everything left over with each slow test. There most
 * mutants survive, so many are on at once: where no test fails, none of them is noticed, and where one does, the two halves are tried
 * with it. A mutant that another of its group hides is counted as a survivor.
 *
 * @returns The survivors, in the order given.
 */
export async function findSurvivors(mutants: readonly number[], measurement: Measurement): Promise<readonly number[]> {
  const left = new Set<number>();
  const fromStart = await tryEach(mutants, measurement, left);
  measurement.onProgress?.(`${fromStart.length} of ${left.size} left over are tried from the start of a process`);
  await tryFromStart(fromStart, measurement, left);
  measurement.onProgress?.(`${left.size} left over are tried with the slow tests`);
  await trySlowTests(measurement, left);
  return mutants.filter((mutant) => left.has(mutant));
}

/** Adds what the quick tests do not notice to `left`; gives those of them that have to be tried from the start of a process. */
async function tryEach(
  mutants: readonly number[],
  { survey, runners, slowestMs, isOwn, onProgress, onLeftOver }: Measurement,
  left: Set<number>,
): Promise<readonly number[]> {
  const fromStart: number[] = [];
  const once = survey.files.flat().filter((test) => runsOnce(test, slowestMs));
  const killers = new RecentKillers(survey);
  let done = 0;
  await share(runners, mutants, async (runner, mutant) => {
    const choice = chooseTests(
      survey,
      ({ isRepeatable, ms, reached }, file) =>
        isRepeatable && reached[mutant] === 1 && ms <= (isOwn(mutant, file) ? SLOW_OWN_MS : SLOW_MS),
      (file) => isOwn(mutant, file),
    );
    const outcome = await attempt(runner, [mutant], {
      ...choice,
      tests: [...killers.reaching(mutant), ...choice.tests],
    });
    if (outcome.kind === "noticed") {
      killers.note(outcome.by);
    } else {
      left.add(mutant);
      onLeftOver?.(mutant);
      const isEarlier = survey.atLoad[mutant] === 1 || once.some(({ reached }) => reached[mutant] === 1);
      if (outcome.kind === "hidden" || isEarlier) fromStart.push(mutant);
    }
    done += 1;
    if (done % 100 === 0) onProgress?.(`${done} of ${mutants.length} tried, ${left.size} left over`);
  });
  return fromStart;
}

/** Each by itself: here most are noticed, so that groups would only be halved again and again. */
async function tryFromStart(
  mutants: readonly number[],
  { survey, runners, slowestMs, isOwn, onProgress }: Measurement,
  left: Set<number>,
): Promise<void> {
  let done = 0;
  await share(runners, mutants, async (runner, mutant) => {
    const choice = chooseTests(
      survey,
      // What loading has made, any test may ask for.
      (test) =>
        (runsOnce(test, slowestMs) || test.ms <= SLOW_MS) &&
        (test.reached[mutant] === 1 || survey.atLoad[mutant] === 1),
      (file) => isOwn(mutant, file),
    );
    const isNoticed = !(await runner.start([mutant])) || (await attempt(runner, [mutant], choice)).kind === "noticed";
    runner.stop();
    if (isNoticed) left.delete(mutant);
    done += 1;
    if (done % 20 === 0) onProgress?.(`${done} of ${mutants.length} tried from the start, ${left.size} left over`);
  });
}

/** A test that cannot run a second time in the same process. */
function runsOnce({ isRepeatable, ms, passes }: SurveyedTest, slowestMs: number): boolean {
  return passes && !isRepeatable && ms <= slowestMs;
}

async function trySlowTests({ survey, runners }: Measurement, left: Set<number>): Promise<void> {
  const slow = survey.files.flat().filter(({ isRepeatable, ms, passes }) => passes && isRepeatable && ms > SLOW_MS);
  await share(
    runners,
    slow.toSorted((one, other) => one.ms - other.ms),
    async (runner, test) => {
      const choice = chooseTests(survey, (one) => one === test);
      for (const group of groups([...left].filter((mutant) => test.reached[mutant] === 1))) {
        const rest = group.filter((mutant) => left.has(mutant));
        const noticed = await noticedOf(rest, async (some) => (await attempt(runner, some, choice)).kind === "noticed");
        for (const mutant of noticed) left.delete(mutant);
      }
    },
  );
}

/** Which of a group are noticed: none where no test fails with all of them on, else those of either half. */
export async function noticedOf(
  group: readonly number[],
  isNoticed: (some: readonly number[]) => Promise<boolean>,
): Promise<readonly number[]> {
  if (group.length === 0 || !(await isNoticed(group))) return [];
  if (group.length === 1) return group;
  const middle = group.length >> 1;
  const first = await noticedOf(group.slice(0, middle), isNoticed);
  return [...first, ...(await noticedOf(group.slice(middle), isNoticed))];
}

/** What came of mutants under tests, and where it is known the test that noticed them. */
type Outcome =
  | { readonly kind: "noticed"; readonly by?: readonly [file: number, test: number] }
  | { readonly kind: "survived" | "hidden" };

async function attempt(runner: TestRunner, mutants: readonly number[], choice: Choice): Promise<Outcome> {
  if (choice.tests.length === 0) return { kind: "survived" };
  const isYoung = runner.age === 0;
  const answer = await runner.ask({ kind: "try", mutants, ...choice }, choice.mostMs + 20_000);
  // It ended, or it hangs where not even a switch is asked.
  if (answer?.kind !== "tried") return { kind: "noticed" };
  if (answer.isDamaged) runner.stop();
  if (answer.noticedBy === undefined) return { kind: answer.isHidden ? "hidden" : "survived" };
  // The fault may be an earlier mutant's: once more, in a process that has seen no other.
  return answer.isDamaged && !isYoung ? attempt(runner, mutants, choice) : { kind: "noticed", by: answer.noticedBy };
}

/** Works through a list with all runners. */
async function share<T>(
  runners: readonly TestRunner[],
  items: readonly T[],
  work: (runner: TestRunner, item: T) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  await Promise.all(
    runners.map(async (runner) => {
      for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(runner, item);
    }),
  );
}

function groups(mutants: readonly number[]): readonly (readonly number[])[] {
  return Array.from({ length: Math.ceil(mutants.length / TOGETHER) }, (_, index) =>
    mutants.slice(index * TOGETHER, (index + 1) * TOGETHER),
  );
}
