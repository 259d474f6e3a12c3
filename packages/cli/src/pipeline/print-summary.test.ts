import { expect, it } from "@jest/globals";
import type { SplitManifest } from "@tunewright/schema";
import { partedClusters } from "./print-summary.ts";

const record = (cluster: string, side: "train" | "validation"): SplitManifest["records"][number] =>
  ({ cluster, side }) as SplitManifest["records"][number];

it("counts the clusters that stand on two sides, each once", () => {
  const whole = [record("a", "train"), record("a", "train"), record("b", "validation")];
  expect(partedClusters({ records: whole })).toBe(0);
  const parted = [...whole, record("a", "validation"), record("a", "train"), record("c", "train")];
  expect(partedClusters({ records: parted })).toBe(1);
});
