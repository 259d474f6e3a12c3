import type { MetricPoint } from "@tunewright/schema";

/** What a training curve says about the next training. */
export interface MetricsAdvice {
  /** - `overfit`: validation loss rises while training loss falls. */
  readonly code: "overfit" | "still-learning" | "diverging" | "no-validation" | "good" | "too-little-data";
  /** Step with the lowest validation loss. */
  readonly bestStep: number | null;
  /** Epoch of that step; `null` where it is not known. */
  readonly bestEpoch: number | null;
  /** The lowest validation loss. */
  readonly bestLoss: number | null;
  /** The last validation loss. */
  readonly lastLoss: number | null;
  /** One or two sentences for a person. */
  readonly message: string;
}

/** A rise of the validation loss below this share of its minimum is noise. */
const noise = 0.02;

/**
 * Reads a training curve: when validation loss was lowest, and whether more or fewer epochs would serve.
 *
 * Losses over the whole validation file count before those of a batch.
 */
export function adviseOnMetrics(points: readonly MetricPoint[]): MetricsAdvice {
  const full = points.filter((point) => point.full_valid_loss !== null);
  const measured = (full.length >= 2 ? full : points.filter((point) => point.valid_loss !== null)).map((point) => ({
    step: point.step,
    epoch: point.epoch,
    loss: (full.length >= 2 ? point.full_valid_loss : point.valid_loss) ?? Number.NaN,
  }));
  const train = points.filter((point) => point.train_loss !== null);
  const none = { bestStep: null, bestEpoch: null, bestLoss: null, lastLoss: null };
  if (points.length < 2)
    return { code: "too-little-data", ...none, message: "The curve has too few points to say anything." };
  if (measured.length === 1)
    return { code: "too-little-data", ...none, message: "There is one validation loss, which shows no trend." };
  if (measured.length === 0) {
    return {
      code: "no-validation",
      ...none,
      message:
        "There is no validation loss, so nothing shows whether the model learnt or memorised. Train with a validation file.",
    };
  }
  const best = measured.reduce((least, point) => (point.loss < least.loss ? point : least));
  const last = measured.at(-1) ?? best;
  const found = { bestStep: best.step, bestEpoch: best.epoch, bestLoss: best.loss, lastLoss: last.loss };
  const where = best.epoch === null ? `step ${best.step}` : `epoch ${round(best.epoch)} (step ${best.step})`;
  const rise = best.loss > 0 ? (last.loss - best.loss) / best.loss : 0;
  const firstTrain = train[0]?.train_loss ?? 0;
  const lastTrain = train.at(-1)?.train_loss ?? 0;
  if (rise > noise && lastTrain > firstTrain * (1 + noise)) {
    return {
      code: "diverging",
      ...found,
      message: `Training and validation loss both rise after ${where}: the learning rate is too high. Lower the learning rate multiplier.`,
    };
  }
  if (rise > noise) {
    return {
      code: "overfit",
      ...found,
      message: `Validation loss was lowest at ${where} and has risen by ${Math.round(rise * 100)} % since: the model memorises. Use the checkpoint nearest to that step, train fewer epochs, or add examples.`,
    };
  }
  const middle = measured[Math.floor(measured.length / 2)] ?? best;
  const fall = middle.loss > 0 ? (middle.loss - last.loss) / middle.loss : 0;
  if (best.step === last.step && fall > 0.05) {
    return {
      code: "still-learning",
      ...found,
      message: `Validation loss was still falling at the end (${where}): one more epoch may help.`,
    };
  }
  return { code: "good", ...found, message: `Validation loss settled at ${where}; the number of epochs fits.` };
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}
