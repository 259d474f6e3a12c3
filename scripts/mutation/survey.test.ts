import { describe, expect, it } from "@jest/globals";
import { chooseTests, type Survey } from "./survey.ts";

const test = (ms: number, more = {}): Survey["files"][number][number] => ({
  passes: true,
  isRepeatable: true,
  ms,
  steps: 0,
  reached: new Uint8Array(1),
  ...more,
});
const survey = (files: Survey["files"]): Survey => ({
  kind: "survey",
  atLoad: new Uint8Array(1),
  files,
});

describe("chooseTests()", () => {
  it("puts the cheapest file first, and a file's own test before all", () => {
    const files = survey([[test(30), test(40)], [test(50)], [test(10)]]);
    expect(chooseTests(files, () => true).tests).toEqual([
      [2, [0]],
      [1, [0]],
      [0, [0, 1]],
    ]);
    expect(
      chooseTests(
        files,
        () => true,
        (file) => file === 0,
      ).tests[0],
    ).toEqual([0, [0, 1]]);
  });

  it("leaves out what fails anyway and what is not wanted", () => {
    const files = survey([[test(1, { passes: false }), test(2)], [test(3)]]);
    expect(chooseTests(files, ({ ms }) => ms < 3).tests).toEqual([[0, [1]]]);
  });

  it("allows far more than the slowest takes", () => {
    const { mostMs, mostSteps } = chooseTests(survey([[test(200, { steps: 7 }), test(1, { steps: 9 })]]), () => true);
    expect({ mostMs, mostSteps }).toEqual({ mostMs: 16_000, mostSteps: 10_000_450 });
  });
});
