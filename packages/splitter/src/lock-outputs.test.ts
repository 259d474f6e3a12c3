import { readdir, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { spawnSync } from "node:child_process";
import { afterAll, beforeAll, beforeEach, expect, it } from "@jest/globals";
import { lockOutputs } from "./lock-outputs.ts";
import { TestFolder } from "./testing/chat-lines.ts";

const folder = new TestFolder();
beforeAll(() => folder.open());
afterAll(() => folder.close());

/** The number of a process that has ended. */
const dead = spawnSync(process.execPath, ["-e", ""]).pid;
const unfinished = ".train.jsonl.3f0c7a52-0d0f-4a0e-9a53-0a3d4c1f8f10.partial";

beforeEach(async () => {
  for (const name of await readdir(folder.at("."))) await rm(folder.at(name));
});

it("refuses what is being written, whichever of the files it is, and gives it free", async () => {
  const paths = [folder.at("train.jsonl"), folder.at("validation.jsonl")];
  {
    await using _lock = await lockOutputs(paths);
    await expect(lockOutputs([folder.at("other.jsonl"), folder.at("validation.jsonl")])).rejects.toMatchObject({
      code: "OUTPUT_UNWRITABLE",
      message: `Cannot write ${folder.at("validation.jsonl")}: process ${process.pid} is writing it.`,
    });
    await using _others = await lockOutputs([folder.at("other.jsonl")]);
  }
  await using _again = await lockOutputs(paths);
});

it.each([
  ["a process that has ended", `${dead} ${hostname()}\n`],
  ["another that had this one's number", `${process.pid} ${hostname()}\n`],
  ["nobody", ""],
])("takes over the lock of %s, and takes its unfinished files away", async (_name, content) => {
  await writeFile(folder.at(".train.jsonl.lock"), content);
  await writeFile(folder.at(unfinished), "{");
  await writeFile(folder.at(".train.jsonl.notes.partial"), "somebody else's");
  {
    await using _lock = await lockOutputs([folder.at("train.jsonl")]);
    const names = await readdir(folder.at("."));
    expect(names).not.toContain(unfinished);
    expect(names).toContain(".train.jsonl.notes.partial");
  }
  expect(await readdir(folder.at("."))).not.toContain(".train.jsonl.lock");
});

it("does not judge processes of another machine", async () => {
  await writeFile(folder.at(".train.jsonl.lock"), `${dead} elsewhere\n`);
  await expect(lockOutputs([folder.at("train.jsonl")])).rejects.toMatchObject({ code: "OUTPUT_UNWRITABLE" });
});

it("says what is wrong with a folder that cannot be made", async () => {
  await writeFile(folder.at("file"), "");
  await expect(lockOutputs([folder.at("file/train.jsonl")])).rejects.toMatchObject({ code: "OUTPUT_UNWRITABLE" });
});
