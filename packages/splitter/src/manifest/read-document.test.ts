import { writeFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { TestFolder } from "../testing/chat-lines.ts";
import { someManifest } from "../testing/some-manifest.ts";
import { readManifest } from "./read-manifest.ts";

const folder = new TestFolder();
beforeAll(() => folder.open());
afterAll(() => folder.close());

it("readManifest() gives what is written", async () => {
  await writeFile(folder.at("manifest.json"), JSON.stringify(someManifest([{}, {}])));
  expect(await readManifest(folder.at("manifest.json"))).toEqual(someManifest([{}, {}]));
});

it.each([
  ["no JSON", "{not", "it is not JSON"],
  ["another document", '{"version":2}', "version: "],
  ["a manifest with a broken record", JSON.stringify(someManifest([{ line: 0 }])), "records.0.line: "],
])("readManifest() refuses %s, and says where it went wrong without its text", async (_name, text, reason) => {
  const path = folder.at("broken.json");
  await writeFile(path, text);
  const error = (await readManifest(path).catch((refusal: unknown) => refusal)) as Error;
  expect(error).toMatchObject({ code: "DATASET_INVALID", details: { path } });
  expect(error.message).toContain(`Cannot use ${path} as a split manifest: ${reason}`);
  expect(error.message).not.toContain("{not");
});

it("readManifest() says that there is no such file", async () => {
  await expect(readManifest(folder.at("nowhere.json"))).rejects.toMatchObject({ code: "INPUT_NOT_FOUND" });
});
