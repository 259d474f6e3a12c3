/** One measured run for `splitter.ts`, in a process of its own so that its peak memory is its own. */
import { join } from "node:path";
import { dedupeFiles, splitFiles } from "../../packages/splitter/src/index.ts";

const [step = "dedupe", path = "", folder = ""] = process.argv.slice(2);
const started = performance.now();
let note: string;
const near = step.endsWith("-exact") ? { near: "off" as const } : {};
if (step.startsWith("dedupe")) {
  const { report } = await dedupeFiles({
    ...near,
    inputs: [{ path }],
    out: { file: join(folder, "out.jsonl") },
    report: join(folder, "report.json"),
  });
  note = `${report.exact} exact, ${report.near} near, ${report.search.compared} pairs compared`;
} else {
  note = await splitFiles({
    ...near,
    inputs: [{ path }],
    outputs: { train: join(folder, "train.jsonl"), validation: join(folder, "validation.jsonl") },
    manifest: join(folder, "manifest.json"),
    toolVersion: "benchmark",
  }).then(
    ({ summary }) => `${summary.counts.train} and ${summary.counts.validation}`,
    (error: unknown) => (error instanceof Error ? error.message : "failed"),
  );
}
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
const seconds = (performance.now() - started) / 1000;
const processor = (userCPUTime + systemCPUTime) / 1e6;
process.stdout.write(`${JSON.stringify({ seconds, processor, memory: maxRSS / 1024, note })}\n`);
