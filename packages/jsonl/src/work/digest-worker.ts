import { createHash, type Hash } from "node:crypto";
import { parentPort } from "node:worker_threads";
import type { DigestAnswer, DigestTask } from "./stream-digest.ts";

const lanes = new Map<number, Hash>();

parentPort?.on("message", ({ lane, bytes }: DigestTask) => {
  let hash = lanes.get(lane);
  if (hash === undefined) {
    hash = createHash("sha256");
    lanes.set(lane, hash);
  }
  if (bytes === undefined) lanes.delete(lane);
  else hash.update(bytes);
  parentPort?.postMessage({ lane, hex: bytes === undefined ? hash.digest("hex") : undefined } satisfies DigestAnswer);
});
