import { parentPort, workerData } from "node:worker_threads";
import { compileRules } from "../rules/rule-table.ts";
import { BatchSanitizer } from "../records/sanitize-batch.ts";
import { createSourcePawnAdapter } from "../languages/sourcepawn-adapter.ts";
import { runtimeIndex } from "../rules/symbol-index.ts";
import { movable, type WorkerAnswer, type WorkerSetup, type WorkerTask } from "./worker-pool.ts";

const { packs, settings, names } = workerData as WorkerSetup;
const table = compileRules(packs, {
  languages: [createSourcePawnAdapter()],
  index: names === undefined ? undefined : runtimeIndex(names),
});
const sanitizer = new BatchSanitizer(table, settings);

parentPort?.on("message", ({ bytes, firstLine, spare }: WorkerTask) => {
  const memory = bytes.buffer;
  let answer: WorkerAnswer;
  try {
    const batch = sanitizer.run(Buffer.from(memory, bytes.byteOffset, bytes.length), firstLine, spare);
    const { buffer } = batch.bytes;
    const liesIn = buffer === memory ? "input" : buffer === spare ? "spare" : "own";
    answer = { batch, liesIn, memory, spare };
  } catch (failure) {
    answer = { failure };
  }
  const memories =
    "batch" in answer ? [memory, spare, answer.batch.bytes.buffer, answer.batch.packed.numbers.buffer] : [];
  parentPort?.postMessage(answer, movable(memories));
});

parentPort?.postMessage("ready" satisfies WorkerAnswer);
