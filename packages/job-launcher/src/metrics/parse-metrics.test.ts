import { gzipSync } from "node:zlib";
import { describe, expect, it } from "@jest/globals";
import type { MetricPoint } from "@tunewright/schema";
import { adviseOnMetrics } from "./advise-on-metrics.ts";
import { parseMetrics } from "./parse-metrics.ts";
import { textOfBytes } from "./text-of-bytes.ts";

const csv = "step,train_loss,train_accuracy,valid_loss,valid_mean_token_accuracy\n1,2.5,0.4,2.6,0.39\n2,1.75,0.5,,\n";

describe("parseMetrics()", () => {
  it("reads a file raw and base64 alike, blank cells as not measured", () => {
    const expected = [
      expect.objectContaining({ step: 1, train_loss: 2.5, valid_loss: 2.6, valid_mean_token_accuracy: 0.39 }),
      expect.objectContaining({ step: 2, train_loss: 1.75, valid_loss: null, valid_mean_token_accuracy: null }),
    ];
    expect(parseMetrics(csv)).toEqual(expected);
    expect(parseMetrics(Buffer.from(csv).toString("base64"))).toEqual(expected);
    expect(parseMetrics(`\uFEFF${csv.replaceAll("\n", "\r\n")}`)).toEqual(expected);
  });

  it("reads JSON lines and lists, and makes one point of what is said of one step", () => {
    // The example of Together's reference, with an evaluation as its guide tells of one.
    const together = [
      { "train/loss": 0.5, "train/learning_rate": 0.0001, "train/global_step": 7 },
      { "train/loss": 0.45, "train/learning_rate": 0.00009, "train/global_step": 14 },
      { "eval/loss": 0.75, "eval/global_step": 14 },
    ];
    const expected = [
      expect.objectContaining({ step: 7, train_loss: 0.5, valid_loss: null, epoch: 1 }),
      expect.objectContaining({ step: 14, train_loss: 0.45, valid_loss: 0.75, epoch: 2 }),
    ];
    expect(parseMetrics(JSON.stringify(together), { epochs: 2 })).toEqual(expected);
    const lines = together.map((row) => JSON.stringify(row)).join("\r\n");
    expect(parseMetrics(lines, { epochs: 2 })).toEqual(expected);
    // Fireworks' file, in both of its shapes.
    const fireworks = `{"step":1,"timestamp":1784318345.9,"data":{"train/epoch":0,"train/loss":0.5}}
not json
{"step":2,"train/step":2,"train/loss":0.25,"train/lr":0.0001}
{"train/loss":1}
null`;
    expect(parseMetrics(fireworks, { epochs: 1 })).toMatchObject([
      { step: 1, train_loss: 0.5, epoch: 0.5 },
      { step: 2, train_loss: 0.25, epoch: 1 },
    ]);
  });

  it("reads a file that is packed, and cells in quotes", () => {
    const steps = (text: string): number[] => parseMetrics(text).map(({ step }) => step);
    expect(steps(gzipSync(csv).toString("base64"))).toEqual([1, 2]);
    expect(steps(gzipSync(csv).subarray(0, 40).toString("base64"))).toEqual([]);
    expect(textOfBytes(gzipSync(`\uFEFF${csv}`))).toBe(csv);
    expect(parseMetrics('"step","train_loss"\n"1","2.5"\n')).toMatchObject([{ step: 1, train_loss: 2.5 }]);
  });

  it("goes by the header, whatever the order of the columns", () => {
    const [point] = parseMetrics("train_loss,step,full_valid_loss,something_new\n1.5,7,1.75,9\n");
    expect(point).toMatchObject({ step: 7, train_loss: 1.5, full_valid_loss: 1.75, something_new: 9 });
  });

  it("gives each step its epoch, from the share of all steps", () => {
    const points = parseMetrics("step,train_loss\n1,3\n30,2\n60,1\n", { epochs: 3 });
    expect(points.map(({ epoch }) => epoch)).toEqual([0.05, 1.5, 3]);
  });

  it.each(["", "not a table", "a,b\n1,2\n", "c3RlcA==", "<html></html>"])("reads nothing from %j", (text) => {
    expect(parseMetrics(text)).toEqual([]);
  });
});

const curve = (valid: readonly number[], train = valid.map((_, index) => 2 - index * 0.2)): MetricPoint[] =>
  parseMetrics(
    ["step,train_loss,valid_loss", ...valid.map((loss, index) => `${index + 1},${train[index] ?? ""},${loss}`)].join(
      "\n",
    ),
    { epochs: 3 },
  );

describe("adviseOnMetrics()", () => {
  it.each([
    { valid: [2, 1.5, 1.2, 1.4, 1.6, 1.8], code: "overfit", bestStep: 3, bestEpoch: 1.5 },
    { valid: [2, 1.8, 1.6, 1.4, 1.2, 1], code: "still-learning", bestStep: 6, bestEpoch: 3 },
    { valid: [2, 1.3, 1.2, 1.19, 1.19, 1.2], code: "good", bestStep: 4, bestEpoch: 2 },
  ])("says $code of $valid", ({ valid, ...expected }) => {
    expect(adviseOnMetrics(curve(valid))).toMatchObject(expected);
  });

  it("tells a rate that is too high from memorising", () => {
    const points = curve([1.2, 1.1, 1.5, 2, 3], [1, 1.2, 1.6, 2.2, 3]);
    expect(adviseOnMetrics(points)).toMatchObject({ code: "diverging", bestStep: 2 });
  });

  it("says what it cannot say", () => {
    expect(adviseOnMetrics([]).code).toBe("too-little-data");
    expect(adviseOnMetrics(parseMetrics("step,train_loss\n1,2\n2,1\n")).code).toBe("no-validation");
    expect(adviseOnMetrics(parseMetrics("step,train_loss,valid_loss\n1,2,\n2,1,3\n")).code).toBe("too-little-data");
  });
});
