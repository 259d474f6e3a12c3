import { PassThrough } from "node:stream";
import { describe, expect, it } from "@jest/globals";
import { ReaderLeft, write, writeRecords } from "./context.ts";

/** A stream as standard output is: it reports that its reader left, and takes further writes as if nothing were. */
function leaving(): PassThrough {
  const stream = new PassThrough({ autoDestroy: false, highWaterMark: 1 });
  stream.on("error", () => {});
  return stream;
}

describe("write() to a reader that leaves", () => {
  it("does not wait for a reader that leaves in the middle of a write, nor for one that has left", async () => {
    const stream = leaving();
    const writing = write(stream, "more than fits");
    stream.emit("error", new Error("EPIPE"));
    await writing;
    await write(stream, "nobody reads this");
    expect(stream.read().toString()).toBe("more than fits");
  });

  it("ends a command that only makes output", async () => {
    const stream = leaving();
    const writing = writeRecords(stream, "more than fits");
    stream.emit("error", new Error("EPIPE"));
    await expect(writing).rejects.toThrow(ReaderLeft);
    await expect(writeRecords(stream, "more")).rejects.toThrow(ReaderLeft);
  });

  it("goes on where the reader is only slow", async () => {
    const stream = leaving();
    const writing = writeRecords(stream, "more than fits");
    stream.resume();
    await writing;
    expect(stream.listenerCount("drain")).toBe(0);
  });
});
