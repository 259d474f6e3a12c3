import type { Survey } from "./survey.ts";
import type { Selection } from "./test-process.ts";

/** How many tests are tried before all others. */
const MOST = 12;

/** Tests that noticed the mutants before: they are likely to notice the next one, which stands in the same code. */
export class RecentKillers {
  readonly #survey: Survey;
  #killers: readonly (readonly [file: number, test: number])[] = [];

  constructor(survey: Survey) {
    this.#survey = survey;
  }

  /** @param by The test that noticed, by the number of its file and its own; nothing where the process ended. */
  note(by: readonly [file: number, test: number] | undefined): void {
    if (by === undefined) return;
    const others = this.#killers.filter(([file, test]) => file !== by[0] || test !== by[1]);
    this.#killers = [by, ...others].slice(0, MOST);
  }

  /** Those that reach a mutant, the last first, each by itself. */
  reaching(mutant: number): Selection {
    return this.#killers
      .filter(([file, test]) => this.#survey.files[file]?.[test]?.reached[mutant] === 1)
      .map(([file, test]) => [file, [test]]);
  }
}
