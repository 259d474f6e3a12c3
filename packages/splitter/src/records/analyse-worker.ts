import { parentPort, workerData } from "node:worker_threads";
import type { AnalysisSettings } from "./analysis-settings.ts";
import { BatchReader } from "./batch-reader.ts";

/** Lines for a worker. */
export interface AnalysisTask {
  readonly bytes: Uint8Array;
  readonly firstLine: number;
}

const reader = new BatchReader(workerData as AnalysisSettings);

parentPort?.on("message", ({ bytes, firstLine }: AnalysisTask) => {
  void reader.read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), firstLine).then((batch) => {
    // Handed over, not copied.
    parentPort?.postMessage(batch, [batch.shingles.buffer as ArrayBuffer, batch.ids.buffer as ArrayBuffer]);
  });
});
