import { describe, expect, it } from "@jest/globals";
import { drawSample } from "./draw-sample.ts";

const hundred = Array.from({ length: 100 }, (_, index) => index);

describe("drawSample()", () => {
  it("draws as many as asked, none twice, in their order", () => {
    const drawn = drawSample(hundred, 30, "1");
    expect(new Set(drawn).size).toBe(30);
    expect(drawn).toEqual(drawn.toSorted((left, right) => left - right));
  });

  it("draws the same for the same seed, and others for another", () => {
    expect(drawSample(hundred, 10, "1")).toEqual(drawSample(hundred, 10, "1"));
    expect(drawSample(hundred, 10, "2")).not.toEqual(drawSample(hundred, 10, "1"));
  });

  it("reaches every part of the list", () => {
    const drawn = Array.from({ length: 20 }, (_, seed) => drawSample(hundred, 10, String(seed))).flat();
    const quarters = [0, 25, 50, 75].map((start) => drawn.filter((item) => item >= start && item < start + 25).length);
    // 200 draws, 50 expected in a quarter; fewer than 25 would be a fault of the draw.
    for (const count of quarters) expect(count).toBeGreaterThan(25);
  });

  it("draws everything where there is no more", () => {
    expect(drawSample(hundred, 500, "1")).toEqual(hundred);
  });
});
