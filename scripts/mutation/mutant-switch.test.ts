import { describe, expect, it } from "@jest/globals";
import { MutantSwitch, switchMemory } from "./mutant-switch.ts";

describe("MutantSwitch", () => {
  it("turns on what it is told, and everything else off", () => {
    const mutants = new MutantSwitch(switchMemory(3));
    const ask = mutants.ask();
    mutants.forget();
    mutants.turnOn([1, 3]);
    expect([1, 2, 3].map(ask)).toEqual([true, false, true]);
    mutants.turnOn([2]);
    expect([1, 2, 3].map(ask)).toEqual([false, true, false]);
  });

  it("remembers what was asked since it forgot, for all who share its memory", () => {
    const memory = switchMemory(3);
    const [here, there] = [new MutantSwitch(memory), new MutantSwitch(memory)];
    here.forget();
    there.ask()(3);
    there.ask()(3);
    expect([...here.reached()]).toEqual([0, 0, 0, 1]);
    expect(here.steps()).toBe(2);
    here.forget();
    expect([there.hasReached(3), there.steps()]).toEqual([false, 0]);
  });

  it("stops what asks on and on, and says so also where the error was caught", () => {
    const mutants = new MutantSwitch(switchMemory(1));
    const ask = mutants.ask();
    mutants.forget(5);
    for (let step = 0; step < 5; step += 1) ask(1);
    expect(mutants.isEndless()).toBe(false);
    expect(() => ask(1)).toThrow("does not come to an end");
    expect(() => ask(1)).toThrow("does not come to an end");
    expect(mutants.isEndless()).toBe(true);
    mutants.forget(5);
    expect(mutants.isEndless()).toBe(false);
  });
});
