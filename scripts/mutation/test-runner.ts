import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Answer, Question } from "./test-process.ts";

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const root = here("../..");

/** How long a process may take to load all tests, on a busy machine. */
const LOAD_MS = 300_000;

/** What the test processes of one measurement have in common. */
export interface RunnerOptions {
  /** Path of the plan; see preload.ts. */
  readonly plan: string;
  /** Absolute paths of the test files; what is asked names them by their place. */
  readonly tests: readonly string[];
}

/** A process that has loaded the tests, and is started anew when a mutant has spoiled it. */
export class TestRunner {
  readonly #options: RunnerOptions;
  #child: ChildProcess | undefined;
  /** How many questions this process has answered. */
  age = 0;

  constructor(options: RunnerOptions) {
    this.#options = options;
  }

  /**
   * Starts a process in which these mutants are on from the start.
   *
   * @returns Whether the tests could be loaded.
   */
  async start(on: readonly number[] = []): Promise<boolean> {
    this.stop();
    this.#child = fork(here("test-process.ts"), [here("../jest/fail-on-console.ts"), ...this.#options.tests], {
      cwd: root,
      execArgv: [
        "--conditions=@tunewright/source",
        "--disable-warning=ExperimentalWarning",
        "--import",
        here("preload.ts"),
      ],
      env: { ...process.env, MUTATION_PLAN: this.#options.plan, MUTATION_ON: on.join(",") },
      serialization: "advanced",
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    this.age = 0;
    return (await this.#hear(LOAD_MS)) !== undefined;
  }

  /**
   * Asks, and waits for the answer.
   *
   * @param silentMs How long nothing may be heard.
   * @returns `undefined` when the process ended or hung; it is gone then, and the next question starts another.
   */
  async ask(question: Question, silentMs: number): Promise<Answer | undefined> {
    if (this.#child === undefined && !(await this.start())) throw new Error("The tests cannot be loaded.");
    this.age += 1;
    this.#child?.send(question);
    return this.#hear(silentMs);
  }

  stop(): void {
    this.#child?.kill("SIGKILL");
    this.#child = undefined;
    this.age = 0;
  }

  async #hear(silentMs: number): Promise<Answer | undefined> {
    const child = this.#child;
    if (child === undefined) return undefined;
    const answer = await new Promise<Answer | undefined>((resolve) => {
      let timer = setTimeout(resolve, silentMs, undefined);
      child.removeAllListeners("message").removeAllListeners("exit");
      child.on("exit", () => resolve(undefined));
      child.on("message", (heard: Answer) => {
        clearTimeout(timer);
        if (heard.kind === "alive") timer = setTimeout(resolve, silentMs, undefined);
        else resolve(heard);
      });
    });
    if (answer === undefined) this.stop();
    return answer;
  }
}
