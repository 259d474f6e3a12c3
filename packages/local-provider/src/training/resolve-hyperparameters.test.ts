import { describe, expect, it } from "@jest/globals";
import { resolveHyperparameters } from "./resolve-hyperparameters.ts";

const auto = { epochs: "auto", batchSize: "auto", learningRateMultiplier: "auto" } as const;

describe("resolveHyperparameters()", () => {
  it.each([
    { examples: 10, epochs: 10, batchSize: 1 },
    { examples: 33, epochs: 3, batchSize: 1 },
    { examples: 627, epochs: 3, batchSize: 10 },
    { examples: 12_500, epochs: 2, batchSize: 196 },
    { examples: 40_000, epochs: 1, batchSize: 256 },
  ])("chooses $epochs epochs and batches of $batchSize for $examples examples", ({ examples, epochs, batchSize }) => {
    expect(resolveHyperparameters(auto, examples)).toEqual({ epochs, batchSize, learningRateMultiplier: 1 });
  });

  it("leaves numbers as they were asked for", () => {
    const asked = { epochs: 7, batchSize: 3, learningRateMultiplier: 0.5 };
    expect(resolveHyperparameters(asked, 627)).toEqual(asked);
  });
});
