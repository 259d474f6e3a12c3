import { PassThrough } from "node:stream";
import { describe, expect, it } from "@jest/globals";
import { finishWriting, ReaderLeft, write, writeRecords } from "./write-output.ts";

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
    stream.emit("error", Object.assign(new Error("the reader left"), { code: "EPIPE" }));
    await writing;
    await write(stream, "nobody reads this");
    expect(stream.read().toString()).toBe("more than fits");
  });

  it("ends a command that only makes output", async () => {
    const stream = leaving();
    const writing = writeRecords(stream, "more than fits");
    stream.emit("error", Object.assign(new Error("the reader left"), { code: "EPIPE" }));
    await expect(writing).rejects.toThrow(ReaderLeft);
    await expect(writeRecords(stream, "more")).rejects.toThrow(ReaderLeft);
  });

  it("says that a disk is full, and does not take it for a reader that left", async () => {
    const stream = leaving();
    const writing = write(stream, "more than fits");
    stream.emit("error", Object.assign(new Error("no space"), { code: "ENOSPC" }));
    await expect(writing).rejects.toMatchObject({ code: "NO_SPACE" });
    await expect(finishWriting(stream)).rejects.toMatchObject({ code: "NO_SPACE" });
  });

  it("goes on where the reader is only slow", async () => {
    const stream = leaving();
    const writing = writeRecords(stream, "more than fits");
    stream.resume();
    await writing;
    expect(stream.listenerCount("drain")).toBe(0);
  });
});
