import { expect, it } from "@jest/globals";
import { metricPointSchema } from "@tunewright/schema";
import { progressText } from "./draw-watch.ts";

const nothing = {
  type: "progress",
  step: null,
  totalSteps: undefined,
  epoch: null,
  epochs: null,
  share: undefined,
  point: null,
  etaMs: undefined,
  costSoFar: null,
} as const;
const point = metricPointSchema.parse({ step: 8, train_loss: 0.25, valid_loss: 0.75 });

it.each([
  { progress: nothing, text: "" },
  {
    progress: { ...nothing, step: 8, totalSteps: 12, share: 2 / 3, point },
    text: "step 8 of 12, loss 0.2500, validation 0.7500",
  },
  { progress: { ...nothing, step: 8, etaMs: 90_000, costSoFar: 2 }, text: "step 8, 2 min left, about $2.00 so far" },
  { progress: { ...nothing, epoch: 1.1, epochs: 3, share: 1.1 / 3 }, text: "epoch 1.1 of 3, 36 % done" },
  { progress: { ...nothing, share: 0.999 }, text: "99 % done" },
])("draws $text", ({ progress, text }) => {
  expect(progressText(progress)).toBe(text);
});
