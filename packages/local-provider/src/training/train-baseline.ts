import { countExampleTokens, encodeExample, type MessagePieces } from "./encode-example.ts";
import { NgramModel, type Segment, type SequenceScore } from "./ngram-model.ts";
import type { Hyperparameters } from "./resolve-hyperparameters.ts";
import { shuffledIndices } from "./shuffle.ts";
import { Vocabulary } from "./vocabulary.ts";

/** Options for {@link trainBaseline}. */
export interface TrainBaselineOptions extends Hyperparameters {
  /** Longest n-gram. */
  readonly order: number;
  /** The same seed gives the same order of examples, hence the same model and figures. */
  readonly seed: number;
}

/** Loss in nats a token, and the share of tokens that the model would have said itself. */
export interface Measurement {
  readonly loss: number;
  readonly accuracy: number;
}

/** One step of training: a batch measured as the model did not know it yet, then learnt. */
export interface TrainingStep {
  /** 1-based. */
  readonly step: number;
  readonly totalSteps: number;
  /** 1-based. */
  readonly epoch: number;
  readonly train: Measurement;
  /** The held-out split after this step, or a fixed part of it; `null` at the steps that do not look. */
  readonly validation: Measurement | null;
  /** The whole held-out split, at the end of an epoch. */
  readonly fullValidation: Measurement | null;
  readonly endsEpoch: boolean;
}

/** What is known before the first step. */
export interface TrainingPlan {
  readonly totalSteps: number;
  readonly vocabularySize: number;
  /** Tokens of the training split times epochs. */
  readonly trainedTokens: number;
}

/** A baseline that is ready to be trained, or is trained. */
export interface BaselineTraining {
  readonly plan: TrainingPlan;
  readonly model: NgramModel;
  /** Trains as it is iterated. */
  steps(): Generator<TrainingStep, void, undefined>;
}

/** What a count grows by at a learning rate multiplier of 1: three epochs fit small datasets, and ten overfit them. */
export const baseRate = 0.1;

/** The held-out examples that the looks within an epoch take at most, always the same ones. */
const partialValidation = 128;
const looksPerEpoch = 10;

/**
 * Prepares the training of the baseline, a language model of n-grams over what the assistant says.
 *
 * @param train Examples to learn, in the order of the file.
 * @param validation Held-out examples; none is fine.
 */
export function trainBaseline(
  train: readonly MessagePieces[][],
  validation: readonly MessagePieces[][],
  options: TrainBaselineOptions,
): BaselineTraining {
  const vocabulary = Vocabulary.of(countPieces(train));
  const lookBack = options.order - 1;
  const encode = (examples: readonly MessagePieces[][]): Segment[][] =>
    examples.map((example) => encodeExample(example, vocabulary, lookBack));
  const trainSegments = encode(train);
  const validationSegments = encode(validation);
  const stepsPerEpoch = Math.ceil(train.length / options.batchSize);
  const totalSteps = stepsPerEpoch * options.epochs;
  const model = new NgramModel(options.order, vocabulary.size);
  const tokens = train.reduce((sum, example) => sum + countExampleTokens(example), 0);
  const partial = shuffledIndices(validation.length, options.seed)
    .slice(0, partialValidation)
    .map((index) => validationSegments[index] ?? []);
  const rate = baseRate * options.learningRateMultiplier;
  const lookEvery = Math.max(1, Math.round(stepsPerEpoch / looksPerEpoch));

  function* steps(): Generator<TrainingStep, void, undefined> {
    for (let epoch = 1; epoch <= options.epochs; epoch += 1) {
      const order = shuffledIndices(train.length, options.seed + epoch);
      for (let batch = 0; batch < stepsPerEpoch; batch += 1) {
        const chosen = order
          .slice(batch * options.batchSize, (batch + 1) * options.batchSize)
          .map((index) => trainSegments[index] ?? []);
        const measured = measure(model, chosen);
        for (const segments of chosen) for (const segment of segments) model.learn(segment, rate);
        const step = (epoch - 1) * stepsPerEpoch + batch + 1;
        const endsEpoch = batch === stepsPerEpoch - 1;
        const looks = validation.length > 0 && (endsEpoch || (batch + 1) % lookEvery === 0);
        const full = looks && endsEpoch ? measure(model, validationSegments) : null;
        yield {
          step,
          totalSteps,
          epoch,
          train: measured,
          validation: looks ? (full ?? measure(model, partial)) : null,
          fullValidation: full,
          endsEpoch,
        };
      }
    }
  }
  return {
    plan: { totalSteps, vocabularySize: vocabulary.size, trainedTokens: tokens * options.epochs },
    model,
    steps,
  };
}

/** The mean loss and accuracy over examples, each target token counted alike. */
function measure(model: NgramModel, examples: readonly Segment[][]): Measurement {
  const score: SequenceScore = { loss: 0, correct: 0, targets: 0 };
  for (const segments of examples) for (const segment of segments) model.score(segment, score);
  const targets = Math.max(1, score.targets);
  return { loss: score.loss / targets, accuracy: score.correct / targets };
}

function countPieces(examples: readonly MessagePieces[][]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const example of examples) {
    for (const { pieces, learnt } of example) {
      if (learnt) for (const piece of pieces) counts.set(piece, (counts.get(piece) ?? 0) + 1);
    }
  }
  return counts;
}
