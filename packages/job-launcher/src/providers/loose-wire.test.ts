import { expect, it } from "@jest/globals";
import { parseTime, phaseIn, told } from "./loose-wire.ts";

it.each([
  ["running", "running"],
  ["transmogrifying", "unknown"],
  // Every object has it, and no service means it.
  ["constructor", "unknown"],
])("takes the status %s for the phase %s", (word, phase) => {
  expect(phaseIn({ running: "running" }, word)).toBe(phase);
});

it.each([
  ["2026-11-28T00:00:00Z", Date.UTC(2026, 10, 28)],
  ["1970-01-01T00:00:00.250Z", 250],
  ["soon", null],
  ["", null],
  [null, null],
  [undefined, null],
])("reads the time %p as %p", (value, time) => {
  expect(parseTime(value)).toBe(time);
});

it("keeps what was told, also where it is 0 or empty", () => {
  expect(told({ epochs: 0, name: "", rate: null, size: undefined })).toEqual({ epochs: 0, name: "" });
});
