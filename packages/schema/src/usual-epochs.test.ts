import { describe, expect, it } from "@jest/globals";
import { usualEpochs } from "./usual-epochs.ts";

describe("usualEpochs()", () => {
  // Worked out by hand from the cookbook's bounds: 3 epochs, 100 to 25,000 examples in all, 1 to 25 epochs.
  it.each([
    { examples: 0, epochs: 3 },
    { examples: 1, epochs: 25 },
    { examples: 3, epochs: 25 },
    { examples: 4, epochs: 25 },
    { examples: 5, epochs: 20 },
    { examples: 10, epochs: 10 },
    { examples: 33, epochs: 3 },
    { examples: 34, epochs: 3 },
    { examples: 627, epochs: 3 },
    { examples: 8333, epochs: 3 },
    { examples: 8334, epochs: 2 },
    { examples: 25_000, epochs: 1 },
    { examples: 1_000_000, epochs: 1 },
  ])("aims at $epochs for $examples examples", ({ examples, epochs }) => {
    expect(usualEpochs(examples)).toBe(epochs);
  });
});
