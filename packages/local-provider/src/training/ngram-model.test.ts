import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { NgramModel, type Segment, type SequenceScore } from "./ngram-model.ts";

const segment = (tokens: readonly number[], start = 0): Segment => ({ tokens: Int32Array.from(tokens), start });
function scoreOf(model: NgramModel, ...segments: readonly Segment[]): SequenceScore {
  const score: SequenceScore = { loss: 0, correct: 0, targets: 0 };
  for (const one of segments) model.score(one, score);
  return score;
}

describe("NgramModel", () => {
  it("knows nothing at first: the loss of every token is ln V", () => {
    const { loss, targets, correct } = scoreOf(new NgramModel(5, 1000), segment([1, 2, 3, 999]));
    expect(loss / targets).toBeCloseTo(Math.log(1000), 12);
    expect(correct).toBe(0);
  });

  it("gives the probabilities that Witten-Bell smoothing gives by hand", () => {
    const model = new NgramModel(2, 4);
    // a b a c, with a = 0, b = 1, c = 2.
    model.learn(segment([0, 1, 0, 2]), 1);
    // Unigrams: c(a) = 2, c(b) = 1, c(c) = 1, 4 in all of 3 kinds: P(a) = (2 + 3/4) / 7, P(b) = (1 + 3/4) / 7.
    const a = (2 + 3 / 4) / 7;
    const b = (1 + 3 / 4) / 7;
    // After a: b and c once each, 2 kinds: P(b | a) = (1 + 2 P(b)) / 4.
    const bAfterA = (1 + 2 * b) / 4;
    expect(scoreOf(model, segment([0, 1])).loss).toBeCloseTo(-Math.log(a) - Math.log(bAfterA), 12);
    // Never seen, after a context never seen as one: the unigram, which backs off to 1/4: (0 + 3/4) / 7.
    const never = 3 / 4 / 7;
    expect(scoreOf(model, segment([2, 3], 1)).loss).toBeCloseTo(-Math.log(never), 12);
    // Never seen after a: (0 + 2 P(d)) / 4.
    expect(scoreOf(model, segment([0, 3], 1)).loss).toBeCloseTo(-Math.log((2 * never) / 4), 12);
  });

  it("learns and measures targets only; what stands before them is context", () => {
    const model = new NgramModel(3, 10);
    model.learn(segment([1, 2, 3], 2), 1);
    expect(scoreOf(model, segment([1, 2, 3], 2))).toMatchObject({ targets: 1, correct: 1 });
    // 1 and 2 were never targets, so they have only what smoothing leaves: (0 + 1/10) / 2.
    expect(scoreOf(model, segment([2])).loss).toBeCloseTo(-Math.log(0.05), 12);
  });

  it("is a distribution: the probabilities of all tokens sum to 1, whatever it has learnt and after any context", () => {
    const tokens = fc.array(fc.nat(5), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(
        tokens,
        tokens,
        fc.integer({ min: 1, max: 5 }),
        fc.double({ min: 0.05, max: 3, noNaN: true }),
        (learnt, context, order, rate) => {
          const model = new NgramModel(order, 6);
          model.learn(segment(learnt), rate);
          model.learn(segment(learnt.toReversed(), Math.floor(learnt.length / 2)), rate);
          const sum = [0, 1, 2, 3, 4, 5].reduce(
            (total, token) => total + Math.exp(-scoreOf(model, segment([...context, token], context.length)).loss),
            0,
          );
          expect(sum).toBeCloseTo(1, 9);
        },
      ),
    );
  });

  it("counts twice what it learns twice, as two epochs do: the trained text gets likelier", () => {
    const text = segment([1, 2, 3, 1, 2, 4]);
    const model = new NgramModel(3, 50);
    const losses = [scoreOf(model, text).loss];
    for (let epoch = 0; epoch < 5; epoch += 1) {
      model.learn(text, 0.1);
      losses.push(scoreOf(model, text).loss);
    }
    expect(losses).toEqual(losses.toSorted((left, right) => right - left));
    const twice = new NgramModel(3, 50);
    twice.learn(text, 0.5);
    expect(scoreOf(twice, text).loss).toBeCloseTo(losses[5] ?? 0, 9);
  });

  it("changes nothing by measuring", () => {
    const model = new NgramModel(4, 20);
    model.learn(segment([1, 2, 3]), 1);
    const before = model.size;
    const first = scoreOf(model, segment([7, 8, 9, 1, 2, 3]));
    expect(scoreOf(model, segment([7, 8, 9, 1, 2, 3]))).toEqual(first);
    expect(model.size).toBe(before);
  });

  it("grows past its first tables without losing a count", () => {
    const model = new NgramModel(2, 100_000);
    const many = segment(Array.from({ length: 20_000 }, (_, index) => index));
    model.learn(many, 1);
    // 20,000 tokens and the 19,999 pairs of neighbours.
    expect(model.size).toBe(39_999);
    expect(scoreOf(model, many).correct).toBe(20_000 - 1 + 1);
  });
});
