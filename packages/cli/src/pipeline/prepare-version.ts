import { drawReading } from "../terminal/draw-reading.ts";
import { dedupeStep } from "./dedupe-step.ts";
import type { Project } from "./project.ts";
import { sanitizeStep } from "./sanitize-step.ts";
import { splitStep } from "./split-step.ts";
import { type Step, type StepOutcome, StepStore } from "./step-store.ts";
import { tokensStep } from "./tokens-step.ts";
import { validateStep } from "./validate-step.ts";

/** The steps of a dataset version, in their order. Each is made when the one before has written its files. */
const steps: readonly ((project: Project) => Promise<Step>)[] = [
  validateStep,
  sanitizeStep,
  dedupeStep,
  splitStep,
  tokensStep,
];

/**
 * Makes the dataset of a version from its raw files: validate, sanitize, dedupe, split, count.
 *
 * A step whose inputs have not changed is skipped.
 *
 * @throws {PipelineError} What the steps throw; the steps before stay done.
 */
export async function* prepareVersion(project: Project): AsyncGenerator<StepOutcome> {
  const store = new StepStore(project.folder.path);
  for (const makeStep of steps) {
    project.context.signal.throwIfAborted();
    yield await runStep(project, store, await makeStep(project));
  }
}

async function runStep({ context }: Project, store: StepStore, step: Step): Promise<StepOutcome> {
  using _line = await drawReading(context, { label: step.name, paths: step.reads ?? [] });
  return await store.run(step);
}
