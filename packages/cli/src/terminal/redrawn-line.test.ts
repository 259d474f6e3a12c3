import { Writable } from "node:stream";
import { beforeEach, expect, it } from "@jest/globals";
import type { OutputStream } from "../context.ts";
import { RedrawnLine } from "./redrawn-line.ts";

const erased = "\r\u001B[2K";
let written: string[];
beforeEach(() => {
  written = [];
});

/** A terminal of so many columns. */
function terminal(columns: number): OutputStream {
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      written.push(chunk.toString());
      done();
    },
  });
  return Object.assign(stream, { columns });
}

it("draws each text in place of the one before, and leaves the last", () => {
  const line = new RedrawnLine(terminal(80));
  line.draw("step 1");
  line.draw("step 2");
  line.leave();
  line.leave();
  expect(written).toEqual([`${erased}step 1`, `${erased}step 2`, "\n"]);
});

it("takes nothing away where nothing was drawn", () => {
  new RedrawnLine(terminal(80)).erase();
  expect(written).toEqual([]);
});

it("never fills the last column, where some terminals go on to the next line", () => {
  new RedrawnLine(terminal(30)).draw("x".repeat(40));
  expect(written).toEqual([`${erased}${"x".repeat(29)}`]);
});

it("draws 79 characters where the width is unknown", () => {
  new RedrawnLine(terminal(0)).draw("x".repeat(90));
  expect(written).toEqual([`${erased}${"x".repeat(79)}`]);
});
