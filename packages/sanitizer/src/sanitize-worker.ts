import { parentPort, workerData } from "node:worker_threads";
import { packHits } from "./pack-hits.ts";
import { compileRules } from "./rule-table.ts";
import { BatchSanitizer } from "./sanitize-batch.ts";
import { createSourcePawnAdapter } from "./sourcepawn-adapter.ts";
import { runtimeIndex } from "./symbol-index.ts";
import type { WorkerAnswer, WorkerSetup, WorkerTask } from "./worker-pool.ts";

const { packs, settings, names } = workerData as WorkerSetup;
const table = compileRules(packs, {
  languages: [createSourcePawnAdapter()],
  index: names === undefined ? undefined : runtimeIndex(names),
});
const sanitizer = new BatchSanitizer(table, settings);

parentPort?.on("message", ({ bytes, firstLine, spare }: WorkerTask) => {
  const memory = bytes.buffer as ArrayBuffer;
  let answer: WorkerAnswer;
  try {
    const batch = sanitizer.run(Buffer.from(memory, bytes.byteOffset, bytes.length), firstLine, spare);
    const used = batch.bytes.buffer;
    // What the result does not lie in goes back.
    const free = [memory, spare].filter((buffer) => buffer !== used);
    answer = { batch: { ...batch, hits: packHits(batch.hits) }, free };
  } catch (failure) {
    answer = { failure };
  }
  const moved =
    "batch" in answer
      ? [answer.batch.bytes.buffer as ArrayBuffer, answer.batch.hits.numbers.buffer, ...answer.free]
      : [];
  parentPort?.postMessage(answer, moved);
});

parentPort?.postMessage("ready" satisfies WorkerAnswer);
