import { rm, stat } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { chat, strangers, TestFolder } from "../testing/chat-lines.ts";
import { splitFiles, type SplitResult } from "./split-files.ts";

const folder = new TestFolder();
beforeAll(() => folder.open());
afterAll(() => folder.close());

/** Splits twenty strangers, kept apart from some lines. */
async function splitAgainst(asked: readonly string[]): Promise<SplitResult> {
  const file = await folder.write("data.jsonl", strangers(20, 60));
  return splitFiles({
    inputs: [{ path: file }],
    against: [{ path: await folder.write("asked.jsonl", asked) }],
    outputs: { train: folder.at("train.jsonl"), validation: folder.at("validation.jsonl") },
    toolVersion: "0.0.0",
    threads: 1,
  });
}

describe("splitFiles() against files that cannot be read", () => {
  it.each<[string, readonly string[], string]>([
    ["is blank", ["", ""], "it is empty"],
    ["holds no record", ["Write a plugin.", "[1, 2]"], "none of its 2 lines is a record or a prompt"],
  ])("refuses one that %s, since nothing would be kept apart, and writes nothing", async (_name, asked, why) => {
    await rm(folder.at("train.jsonl"), { force: true });
    await expect(splitAgainst(asked)).rejects.toMatchObject({
      code: "DATASET_INVALID",
      message: `Cannot keep the split apart from asked.jsonl: ${why}.`,
    });
    await expect(stat(folder.at("train.jsonl"))).rejects.toMatchObject({ code: "ENOENT" });
  });

  it("notes the lines that were not read", async () => {
    using result = await splitAgainst([chat("asked", "-"), "{", '{"no":"record"}']);
    expect(result.summary.notes).toEqual([
      {
        code: "against-unread",
        message: "2 lines of asked.jsonl could not be read, so nothing was kept apart from what stands there.",
      },
    ]);
  });
});
