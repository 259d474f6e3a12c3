import { writeFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { TestFolder } from "../testing/chat-lines.ts";
import { DocumentSplitter } from "./document-splitter.ts";
import { type Contract, walkDocument } from "./walk-document.ts";

const folder = new TestFolder();
beforeAll(() => folder.open());
afterAll(() => folder.close());

function refuse(path: readonly PropertyKey[], message: string): ReturnType<Contract<never>["safeParse"]> {
  return { success: false, error: { issues: [{ path, message }] } };
}

/** Takes an object that has a list. */
const schema: Contract<object> = {
  safeParse(value) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return refuse([], "it is no object");
    return "list" in value && Array.isArray(value.list)
      ? { success: true, data: value }
      : refuse(["list"], "it is no list");
  },
};
const anything: Contract<unknown> = { safeParse: (data) => ({ success: true, data }) };
const noText: Contract<unknown> = {
  safeParse: (data) => (typeof data === "string" ? refuse(["line"], "it is a text") : { success: true, data }),
};

async function walk(text: string): Promise<{ head: unknown; entries: unknown[] }> {
  const path = folder.at("document.json");
  await writeFile(path, text);
  const entries: unknown[] = [];
  const head = await walkDocument(path, {
    schema,
    lists: { list: { schema: anything, take: (entry: unknown) => entries.push(entry) } },
    what: "a test",
  });
  return { head, entries };
}

describe("DocumentSplitter", () => {
  it("cuts what JSON.parse() reads, however it is laid out and wherever a piece ends", () => {
    const layouts = [undefined, 2, "\t"];
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.array(fc.jsonValue({ maxDepth: 3 })),
        fc.constantFrom(...layouts),
        fc.integer({ min: 1, max: 40 }),
        (other, list, layout, size) => {
          const document = { 'a "list": [': other, list, nested: { list: other }, last: "list" };
          const bytes = Buffer.from(JSON.stringify(document, undefined, layout));
          const entries: unknown[] = [];
          const splitter = new DocumentSplitter(["list"], (_, text) => entries.push(JSON.parse(text)));
          for (let at = 0; at < bytes.length; at += size) splitter.push(bytes.subarray(at, at + size));
          const plain = JSON.parse(bytes.toString()) as typeof document;
          expect(entries).toEqual(plain.list);
          expect(JSON.parse(splitter.end())).toEqual({ ...plain, list: [] });
        },
      ),
    );
  });
});

describe("walkDocument()", () => {
  it("hands over the entries of a list and leaves it empty", async () => {
    expect(await walk('{"list" : [ 1, {"list": [2, "]"]} , null ], "name": "n"}')).toEqual({
      head: { name: "n", list: [] },
      entries: [1, { list: [2, "]"] }, null],
    });
    expect(await walk('{"name": "n", "list": [ ]}')).toEqual({ head: { name: "n", list: [] }, entries: [] });
    // What an editor puts before UTF-8.
    expect(await walk('\uFEFF{"name": "n", "list": [1]}')).toEqual({ head: { name: "n", list: [] }, entries: [1] });
  });

  it.each([
    ["an empty file", "", "it is not JSON"],
    ["a list that never ends", '{"name": "n", "list": [1, 2', "it is not JSON"],
    ["a lost entry", '{"name": "n", "list": [1, , 2]}', "it is not JSON"],
    ["a comma before the end", '{"name": "n", "list": [1, 2, ]}', "it is not JSON"],
    ["something behind it", '{"name": "n", "list": []} {}', "it is not JSON"],
    ["brackets that do not match", '{"name": "n", "list": [{]}]}', "it is not JSON"],
    ["no list", '{"name": "n", "list": "secret"}', "list: it is no list"],
    ["a list at the top", "[1]", "the file: it is no object"],
    ["a list at the top, of a name and a list", '["list", [1]]', "the file: it is no object"],
  ])("refuses %s in one line that does not quote it", async (_, text, reason) => {
    await expect(walk(text)).rejects.toMatchObject({
      code: "DATASET_INVALID",
      message: `Cannot use ${folder.at("document.json")} as a test: ${reason}.`,
    });
  });

  it("names the entry that breaks its contract", async () => {
    const path = folder.at("entries.json");
    await writeFile(path, '{"name": "n", "list": [1, "secret"]}');
    const lists = { list: { schema: noText } };
    await expect(walkDocument(path, { schema, lists, what: "a test" })).rejects.toThrow(
      `Cannot use ${path} as a test: list.1.line: it is a text.`,
    );
    await expect(walkDocument(folder.at("none.json"), { schema, lists, what: "a test" })).rejects.toMatchObject({
      code: "INPUT_NOT_FOUND",
    });
  });
});
