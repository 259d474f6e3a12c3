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

parentPort?.on("message", ({ bytes, firstLine }: WorkerTask) => {
  let answer: WorkerAnswer;
  try {
    const batch = sanitizer.run(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), firstLine);
    answer = { batch: { ...batch, hits: packHits(batch.hits) } };
  } catch (failure) {
    answer = { failure };
  }
  const moved = "batch" in answer ? [answer.batch.bytes.buffer as ArrayBuffer, answer.batch.hits.numbers.buffer] : [];
  parentPort?.postMessage(answer, moved);
});

parentPort?.postMessage("ready" satisfies WorkerAnswer);
