import { getEnvironmentData, setEnvironmentData } from "node:worker_threads";
import { SWITCH } from "./plant-mutants.ts";

const KEY = "tunewright-mutants";
const HEAD = 3;
const [STEPS, MOST_STEPS, ENDLESS] = [0, 1, 2];

/** More than any test asks. */
const NO_LIMIT = 2 ** 31 - 2;

/**
 * The switch of all planted mutants, in memory that the threads of a process share.
 *
 * It also remembers which mutants were asked for, and stops the process at a mutant that makes code ask on and on: an endless loop is
 * noticed by its work, not by the clock.
 */
export class MutantSwitch {
  readonly #head: Int32Array;
  readonly #on: Uint8Array;
  readonly #reached: Uint8Array;

  /** @param memory From {@link switchMemory}. */
  constructor(memory: SharedArrayBuffer) {
    const each = (memory.byteLength - HEAD * 4) / 2;
    this.#head = new Int32Array(memory, 0, HEAD);
    this.#on = new Uint8Array(memory, HEAD * 4, each);
    this.#reached = new Uint8Array(memory, HEAD * 4 + each, each);
  }

  /** Turns these mutants on, and all others off. */
  turnOn(ids: readonly number[]): void {
    this.#on.fill(0);
    for (const id of ids) this.#on[id] = 1;
  }

  /** Before a test or a hook: nothing is reached, no step is taken. */
  forget(mostSteps = NO_LIMIT): void {
    this.#reached.fill(0);
    this.#head[STEPS] = 0;
    this.#head[ENDLESS] = 0;
    this.#head[MOST_STEPS] = Math.min(mostSteps, NO_LIMIT);
  }

  /** One byte for each mutant, 1 where its place was reached. */
  reached(): Uint8Array {
    return this.#reached.slice();
  }

  hasReached(id: number): boolean {
    return this.#reached[id] === 1;
  }

  /** How often any switch was asked. */
  steps(): number {
    return this.#head[STEPS] ?? 0;
  }

  /** True when the most steps were passed, whether or not the code under test caught the error. */
  isEndless(): boolean {
    return this.#head[ENDLESS] === 1;
  }

  /** What planted code calls, many million times. */
  ask(): (id: number) => boolean {
    const head = this.#head;
    const on = this.#on;
    const reached = this.#reached;
    return (id) => {
      reached[id] = 1;
      const steps = (head[STEPS] as number) + 1;
      head[STEPS] = steps;
      if (steps > (head[MOST_STEPS] as number)) {
        head[STEPS] = steps - 1;
        head[ENDLESS] = 1;
        throw new Error("This mutant does not come to an end.");
      }
      return on[id] === 1;
    };
  }
}

/** Memory for a switch of so many mutants, numbered from 1. */
export function switchMemory(mutants: number): SharedArrayBuffer {
  return new SharedArrayBuffer(HEAD * 4 + 2 * (mutants + 1));
}

/**
 * Gives planted code its switch, in this thread.
 *
 * @param mutants How many there are, for the first thread; the others get its memory.
 * @param on Those that are on from the start.
 */
export function installSwitch(mutants: number, on: readonly number[]): MutantSwitch {
  const given = getEnvironmentData(KEY);
  const memory = given instanceof SharedArrayBuffer ? given : switchMemory(mutants);
  const mutantSwitch = new MutantSwitch(memory);
  if (memory !== given) {
    setEnvironmentData(KEY, memory);
    mutantSwitch.forget();
    mutantSwitch.turnOn(on);
  }
  Object.assign(globalThis, { [SWITCH]: mutantSwitch.ask() });
  return mutantSwitch;
}
