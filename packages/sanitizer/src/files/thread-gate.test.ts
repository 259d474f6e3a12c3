import { describe, expect, it } from "@jest/globals";
import { ThreadGate } from "./thread-gate.ts";

const MEBIBYTE = 1_048_576;

function gateAfter(batches: number, milliseconds: number, totalBytes: number | undefined): ThreadGate {
  const gate = new ThreadGate(totalBytes);
  for (let index = 0; index < batches; index += 1) gate.note(MEBIBYTE, milliseconds);
  return gate;
}

describe("ThreadGate", () => {
  it.each([
    ["a large file with much to do in it", 12, 20, 200 * MEBIBYTE, true],
    ["a large file with little to do in it", 12, 1, 200 * MEBIBYTE, false],
    ["the end of a large file", 190, 20, 200 * MEBIBYTE, false],
    ["the first batches, which tell nothing", 7, 500, 200 * MEBIBYTE, false],
    ["a stream that has gone on for a while", 80, 20, undefined, true],
    ["a stream that has just begun", 12, 20, undefined, false],
  ])("is right about %s", (_name, batches, milliseconds, totalBytes, isOpen) => {
    expect(gateAfter(batches, milliseconds, totalBytes).isOpen).toBe(isOpen);
  });
});
