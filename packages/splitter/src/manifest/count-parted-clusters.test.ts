import { readFile, writeFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import type { SplitManifest } from "@tunewright/schema";
import { splitFiles } from "../split/split-files.ts";
import { chat, strangers, TestFolder } from "../testing/chat-lines.ts";
import { countPartedClusters } from "./count-parted-clusters.ts";

const folder = new TestFolder();
beforeAll(() => folder.open());
afterAll(() => folder.close());

it("counts the clusters that stand on two sides, each once", async () => {
  const sameQuestion = ["one", "two", "three"].map((answer) => chat("How?", answer));
  const manifest = folder.at("manifest.json");
  await splitFiles({
    inputs: [{ path: await folder.write("in.jsonl", [...sameQuestion, ...strangers(20)]) }],
    outputs: { train: folder.at("train.jsonl"), validation: folder.at("validation.jsonl") },
    manifest,
    toolVersion: "0.0.0",
    threads: 1,
  });
  expect(await countPartedClusters(manifest)).toBe(0);
  const { records, ...rest } = JSON.parse(await readFile(manifest, "utf8")) as SplitManifest;
  const [cluster = ""] = records.slice(0, 3).map((record) => record.cluster);
  const sides = ["train", "validation", "validation"] as const;
  const moved = records.map((record) =>
    record.cluster === cluster ? { ...record, side: sides[record.line - 1] ?? "train" } : record,
  );
  await writeFile(manifest, JSON.stringify({ records: moved, ...rest }));
  expect(await countPartedClusters(manifest)).toBe(1);
});
