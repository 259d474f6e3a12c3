import { parentPort, workerData } from "node:worker_threads";
import { type AnalysisSettings, BatchAnalyser } from "./analyse-batch.ts";

/** Lines for a worker. */
export interface AnalysisTask {
  readonly bytes: Uint8Array;
  readonly firstLine: number;
}

const analyser = new BatchAnalyser(workerData as AnalysisSettings);

parentPort?.on("message", ({ bytes, firstLine }: AnalysisTask) => {
  const batch = analyser.run(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), firstLine);
  // Handed over, not copied.
  parentPort?.postMessage(batch, [batch.shingles.buffer as ArrayBuffer, batch.ids.buffer as ArrayBuffer]);
});
