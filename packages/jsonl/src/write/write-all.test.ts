import type { FileHandle } from "node:fs/promises";
import { describe, expect, it } from "@jest/globals";
import { writeAll } from "./write-all.ts";

/** A file that takes only so many bytes at a time. */
function slowFile(most: number): { handle: FileHandle; written: () => string } {
  let text = "";
  const writev = async (pieces: readonly Buffer[]): Promise<{ bytesWritten: number }> => {
    const taken = Buffer.concat(pieces).subarray(0, most);
    text += taken.toString();
    return { bytesWritten: taken.length };
  };
  return { handle: { writev } as unknown as FileHandle, written: () => text };
}

describe("writeAll()", () => {
  it.each([1, 2, 3, 5, 100])("writes every byte once where %i go at a time", async (most) => {
    const { handle, written } = slowFile(most);
    await writeAll(
      handle,
      ["ab", "", "cde", "f"].map((text) => Buffer.from(text)),
    );
    expect(written()).toBe("abcdef");
  });

  it("writes nothing for nothing", async () => {
    const { handle, written } = slowFile(1);
    await writeAll(handle, []);
    expect(written()).toBe("");
  });
});
