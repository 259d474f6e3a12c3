import { describe, expect, it } from "@jest/globals";
import type { ChatExample } from "@tunewright/schema";
import { type MessagePieces, piecesOfExample } from "./encode-example.ts";
import { baseRate, type TrainBaselineOptions, trainBaseline, type TrainingStep } from "./train-baseline.ts";
import { sampleLines } from "../testing/sample-lines.ts";

const examples = (count: number, from = 0): MessagePieces[][] =>
  sampleLines(count, { from }).map((line) => piecesOfExample((JSON.parse(line) as ChatExample).messages));
const chat = (question: string, answer: string, weight?: number): MessagePieces[] =>
  piecesOfExample([
    { role: "user", content: question },
    { role: "assistant", content: answer, ...(weight === undefined ? {} : { weight }) },
  ]);
function run(
  train: readonly MessagePieces[][],
  validation: readonly MessagePieces[][],
  options: Partial<TrainBaselineOptions> = {},
): { steps: TrainingStep[]; vocabularySize: number; trainedTokens: number } {
  const settings = { epochs: 3, batchSize: 4, learningRateMultiplier: 1, order: 4, seed: 1, ...options };
  const training = trainBaseline(train, validation, settings);
  return { ...training.plan, steps: [...training.steps()] };
}
const lastOf = (steps: readonly TrainingStep[], epoch: number): TrainingStep | undefined =>
  steps.findLast((step) => step.epoch === epoch);
const meanLoss = (steps: readonly TrainingStep[], epoch: number): number => {
  const losses = steps.filter((step) => step.epoch === epoch).map(({ train }) => train.loss);
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
};

describe("trainBaseline()", () => {
  it("measures a batch before it learns it: the first loss is that of knowing nothing, ln V", () => {
    const { steps, vocabularySize } = run(examples(20), []);
    expect(steps[0]?.train).toEqual({ loss: expect.closeTo(Math.log(vocabularySize), 9), accuracy: 0 });
    expect(steps[1]?.train.loss).toBeLessThan(Math.log(vocabularySize));
  });

  it("computes the losses of a tiny training as they come out by hand", () => {
    // "a" comes twice as an answer, so it is a token of its own: V = 256 bytes + 7 marks + 1 = 264.
    const one = chat("q", "a");
    const { steps, vocabularySize } = run([one, one], [one], { order: 1, batchSize: 1, epochs: 1 });
    expect(vocabularySize).toBe(264);
    // Targets of each example: "a" and the end of the message. Learning once adds the rate r to both counts.
    // P(a) = P(end) = (r + 2/264) / (2 r + 2).
    const known = (rate: number): number => -Math.log((rate + 2 / 264) / (2 * rate + 2));
    expect(steps.map(({ train, validation }) => [train.loss, validation?.loss])).toEqual([
      [expect.closeTo(Math.log(264), 9), expect.closeTo(known(baseRate), 9)],
      [expect.closeTo(known(baseRate), 9), expect.closeTo(known(2 * baseRate), 9)],
    ]);
  });

  it("spells what its vocabulary does not hold, so no text is without a probability", () => {
    const { steps } = run([chat("q", "a"), chat("q", "a")], [chat("q", "zzz é")], { batchSize: 2 });
    for (const { validation } of steps) {
      expect(Number.isFinite(validation?.loss)).toBe(true);
      expect(validation?.loss).toBeGreaterThan(0);
    }
  });

  it("has a falling training loss over epochs", () => {
    const { steps } = run(examples(40), []);
    expect(meanLoss(steps, 2)).toBeLessThan(meanLoss(steps, 1));
    expect(meanLoss(steps, 3)).toBeLessThan(meanLoss(steps, 2));
  });

  it("knows a validation split that was also trained on better than one that was held out", () => {
    const train = examples(40);
    const same = run(train, train.slice(0, 8)).steps;
    const held = run(train, examples(8, 40)).steps;
    for (const epoch of [1, 2, 3]) {
      expect(lastOf(same, epoch)?.fullValidation?.loss).toBeLessThan(lastOf(held, epoch)?.fullValidation?.loss ?? 0);
    }
  });

  it("overfits early at a high rate and late at a low one: the held-out loss turns", () => {
    // Half of each answer is noise of its own: it can be memorised, and helps nobody else.
    const noisy = (from: number): MessagePieces[][] =>
      Array.from({ length: 30 }, (_, index) => {
        const number = (from + index) * 7919;
        return chat("q", `HookEvent(${number % 97}, ${number % 89}, ${number % 83});`);
      });
    const turn = (learningRateMultiplier: number): number => {
      const { steps } = run(noisy(0), noisy(500), { epochs: 12, learningRateMultiplier });
      const losses = steps.flatMap(({ fullValidation }) => (fullValidation === null ? [] : [fullValidation.loss]));
      return losses.indexOf(Math.min(...losses)) + 1;
    };
    expect(turn(10)).toBe(1);
    expect(turn(1)).toBeGreaterThan(1);
    expect(turn(1)).toBeLessThan(12);
  });

  it("is a function of its seed", () => {
    const train = examples(30);
    const validation = examples(5, 30);
    expect(run(train, validation, { seed: 5 })).toEqual(run(train, validation, { seed: 5 }));
    expect(run(train, validation, { seed: 6 }).steps).not.toEqual(run(train, validation, { seed: 5 }).steps);
  });

  it("leaves out what a weight of 0 takes out", () => {
    const muted = run([chat("q", "wrong wrong", 0), chat("q", "right right")], [], { batchSize: 1, epochs: 1 });
    const alone = run([chat("q", "right right")], [], { batchSize: 1, epochs: 1 });
    expect(muted.vocabularySize).toBe(alone.vocabularySize);
    // The example that is all muted has nothing to predict.
    expect(muted.steps.map(({ train }) => train.loss).toSorted((left, right) => left - right)).toEqual([
      0,
      expect.closeTo(Math.log(muted.vocabularySize), 9),
    ]);
  });

  it("looks at the held-out split about ten times an epoch, and at all of it at the end", () => {
    const { steps } = run(examples(200), examples(5, 200), { epochs: 1, batchSize: 2 });
    expect(steps).toHaveLength(100);
    expect(steps.filter(({ validation }) => validation !== null)).toHaveLength(10);
    expect(steps.filter(({ fullValidation }) => fullValidation !== null).map(({ step }) => step)).toEqual([100]);
  });

  it("counts trained tokens as all tokens of the split times epochs", () => {
    // "q", "a" and the border of two messages.
    expect(run([chat("q", "a"), chat("q", "a")], [], { epochs: 3 }).trainedTokens).toBe(2 * 4 * 3);
  });
});
