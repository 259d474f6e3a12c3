import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { readIfPresent } from "./read-if-present.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tunewright-present-"));
});
afterEach(() => rm(folder, { recursive: true }));

describe("readIfPresent()", () => {
  it("gives the bytes of a file, and nothing for none", async () => {
    await writeFile(join(folder, "a"), "text");
    expect(await readIfPresent(join(folder, "a"))).toEqual(Buffer.from("text"));
    expect(await readIfPresent(join(folder, "b"))).toBeUndefined();
  });

  it("does not take what cannot be read for what is not there", async () => {
    await expect(readIfPresent(folder)).rejects.toMatchObject({ code: "INPUT_UNREADABLE", details: { path: folder } });
  });
});
