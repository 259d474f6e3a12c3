import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { runTrials, type Trial } from "./repair-quality-runner.ts";

describe("the rules of this project", () => {
  it("repair at least 99 % of the wrong names in code, and change nothing that is right", async () => {
    const trials: Trial[] = [];
    // A prime, so that every place meets every shape over the rules.
    for await (const trial of runTrials({ root: join(import.meta.dirname, "../.."), every: 11 })) trials.push(trial);
    const injected = trials.filter(({ outcome }) => outcome !== "stayed" && outcome !== "changed");
    const repaired = injected.filter(({ outcome }) => outcome === "repaired");
    expect(injected.length).toBeGreaterThan(3000);
    expect(repaired.length / injected.length).toBeGreaterThanOrEqual(0.99);
    expect(trials.filter(({ outcome }) => outcome === "changed")).toEqual([]);
  });
});
