import { parentPort } from "node:worker_threads";
import type { ChatExample } from "@tunewright/schema";
import { writeArtefact } from "./baseline-artefact.ts";
import { piecesOfExample } from "./encode-example.ts";
import { readTrainingFile } from "./read-training-file.ts";
import { resolveHyperparameters } from "./resolve-hyperparameters.ts";
import { trainBaseline, type TrainingStep } from "./train-baseline.ts";
import type { TrainingNews, TrainingTask } from "./training-task.ts";

/** News of steps are gathered for this long, so that the service is not woken for each. */
const gatherMs = 20;

parentPort?.on("message", (task: TrainingTask) => {
  run(task).catch((error: unknown) => tell({ kind: "broken", error }));
});

async function run(task: TrainingTask): Promise<void> {
  const train = await readExamples(task.trainingPath, "training", task);
  if (train === undefined) return;
  const validation = task.validationPath === null ? [] : await readExamples(task.validationPath, "validation", task);
  if (validation === undefined) return;

  const hyperparameters = resolveHyperparameters(task.requested, train.length);
  const toPieces = ({ messages }: ChatExample): ReturnType<typeof piecesOfExample> => piecesOfExample(messages);
  const training = trainBaseline(train.map(toPieces), validation.map(toPieces), {
    ...hyperparameters,
    order: task.order,
    seed: task.seed,
  });
  tell({
    kind: "validated",
    plan: training.plan,
    hyperparameters,
    trainExamples: train.length,
    validationExamples: validation.length,
  });

  let gathered: TrainingStep[] = [];
  let toldAt = performance.now();
  let last: TrainingStep | undefined;
  for (const step of training.steps()) {
    last = step;
    gathered.push(step);
    const waits = task.speed !== null && step.step > task.stepsDone;
    if (waits || performance.now() - toldAt >= gatherMs) {
      tell({ kind: "steps", steps: gathered });
      gathered = [];
      toldAt = performance.now();
    }
    if (waits) pause(1000 / (task.speed ?? 1));
  }
  tell({ kind: "steps", steps: gathered });
  await writeArtefact(task.artefactFolder, train, {
    version: 1,
    kind: "tunewright-local n-gram baseline",
    baseModel: task.baseModel,
    order: task.order,
    vocabularySize: training.plan.vocabularySize,
    ngrams: training.model.size,
    examples: train.length,
    seed: task.seed,
    epochs: hyperparameters.epochs,
    validationLoss: last?.fullValidation?.loss ?? null,
  });
  tell({ kind: "trained" });
}

async function readExamples(
  path: string,
  role: "training" | "validation",
  task: TrainingTask,
): Promise<ChatExample[] | undefined> {
  const read = await readTrainingFile(path, { role, format: task.format });
  if ("examples" in read) return read.examples;
  tell({ kind: "invalid", fault: read.fault });
  return undefined;
}

function tell(news: TrainingNews): void {
  parentPort?.postMessage(news);
}

/** Waits without giving up the thread, which has nothing else to do. */
function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
