import { appendFile, stat } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { analyseFiles } from "./analyse-files.ts";
import { dealLines } from "./deal-lines.ts";
import { strangers, TestFolder } from "./testing/chat-lines.ts";

const folder = new TestFolder();
beforeAll(() => folder.open());
afterAll(() => folder.close());

it("writes nothing when an input was changed while it was read", async () => {
  const inputs = [{ path: await folder.write("in.jsonl", strangers(5)) }];
  using table = await analyseFiles(inputs, { near: false, threads: 1 });
  await appendFile(folder.at("in.jsonl"), "{}\n");
  const outputs = [folder.at("out.jsonl")];
  await expect(dealLines(inputs, table, { outputs, outputOf: new Uint8Array(5) })).rejects.toMatchObject({
    code: "INPUT_UNREADABLE",
  });
  await expect(stat(folder.at("out.jsonl"))).rejects.toThrow("ENOENT");
});
