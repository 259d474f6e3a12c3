/**
 * Loaded before anything else in every thread of a measurement: planted sources come instead of those on disk, jest's functions come
 * from the jest packages that need no jest process, and threads of the code under test start in the same way.
 *
 * The environment names the plan, a JSON file of {@link Plan}, and the mutants that are on from the start.
 */
import { readFileSync } from "node:fs";
import { registerHooks, syncBuiltinESMExports } from "node:module";
import workerThreads, { type WorkerOptions } from "node:worker_threads";
import { installSwitch } from "./mutant-switch.ts";

/** What every thread of a measurement has to know. */
export interface Plan {
  readonly mutants: number;
  /** Planted text by the URL of its source. */
  readonly sources: Readonly<Record<string, string>>;
}

const plan = JSON.parse(readFileSync(process.env["MUTATION_PLAN"] ?? "", "utf8")) as Plan;
export const mutantSwitch = installSwitch(plan.mutants, (process.env["MUTATION_ON"] ?? "").split(",").map(Number));

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === "@jest/globals"
      ? { url: new URL("jest-globals.ts", import.meta.url).href, shortCircuit: true }
      : next(specifier, context),
  load: (url, context, next) => {
    const source = plan.sources[url];
    return source === undefined ? next(url, context) : { format: "module-typescript", source, shortCircuit: true };
  },
});

const { Worker } = workerThreads;
// A thread that chooses its own arguments does not get those of the process.
workerThreads.Worker = class extends Worker {
  constructor(path: string | URL, options: WorkerOptions = {}) {
    super(path, { ...options, execArgv: [...(options.execArgv ?? process.execArgv), "--import", import.meta.url] });
  }
};
syncBuiltinESMExports();
