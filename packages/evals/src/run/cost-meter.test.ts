import { describe, expect, it } from "@jest/globals";
import { CostMeter } from "./cost-meter.ts";

const prices = { input: 0, output: 1_000_000 };

describe("CostMeter", () => {
  it("reserves what a request may cost at most, and gives back what it did not", () => {
    const meter = new CostMeter({ prices, limit: 10 });
    const reserved = meter.reserve([], 6);
    expect(reserved).toBe(6);
    expect(() => meter.reserve([], 5)).toThrow("the cost limit of $10");
    meter.settle(reserved, { promptTokens: 9, completionTokens: 2 });
    expect(meter.spent).toBe(2);
    expect(meter.reserve([], 8)).toBe(8);
  });

  it("counts the whole reservation where a service counts nothing, and nothing for a request that failed", () => {
    const meter = new CostMeter({ prices });
    meter.settle(meter.reserve([], 6), { promptTokens: null, completionTokens: null });
    meter.settle(meter.reserve([], 6));
    expect(meter.spent).toBe(6);
  });

  it("keeps one limit together with another model", () => {
    let others = 0;
    const meter = new CostMeter({ prices, limit: 10, beside: () => others });
    meter.settle(meter.reserve([], 4), { promptTokens: 0, completionTokens: 4 });
    others = 3;
    expect(() => meter.reserve([], 4)).toThrow(expect.objectContaining({ details: { limit: 10, spent: 7 } }));
    expect(meter.reserve([], 3)).toBe(3);
  });

  it("refuses a limit without a price", () => {
    expect(() => new CostMeter({ limit: 1 })).toThrow("the price of the model is not known");
  });
});
