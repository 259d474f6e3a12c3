import { appendFile, readFile, stat } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { analyseFiles } from "../records/analyse-files.ts";
import { dealLines } from "./deal-lines.ts";
import { strangers, TestFolder } from "../testing/chat-lines.ts";

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

it("keeps every line that could not be read, however many there are", async () => {
  const bad = Array.from({ length: 1500 }, (_, index) => `{"broken": ${index}`);
  const inputs = [{ path: await folder.write("bad.jsonl", [...bad, ...strangers(1)]) }];
  using table = await analyseFiles(inputs, { near: false, threads: 1 });
  const rejects = folder.at("rejects.jsonl");
  await dealLines(inputs, table, { outputs: [folder.at("good.jsonl")], outputOf: new Uint8Array(1), rejects });
  const kept = (await readFile(rejects, "utf8")).trim().split("\n");
  expect(kept).toHaveLength(1500);
  expect(JSON.parse(kept[1499] ?? "")).toMatchObject({ line: 1500, issues: [{ code: "invalid-json" }] });
});
