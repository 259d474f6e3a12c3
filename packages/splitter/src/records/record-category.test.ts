import { describe, expect, it } from "@jest/globals";
import { CategoryReader, categoryOfFile, fieldText } from "./record-category.ts";

describe("CategoryReader", () => {
  const rules = [
    { category: "tanks", pattern: "tank" },
    { category: "ends", pattern: "last line$" },
  ];
  const reader = new CategoryReader({ rules });
  const asks = (...texts: readonly string[]) => texts.map((text) => ({ text }));

  it.each<[string, object, readonly string[], string | undefined]>([
    ["the first rule that the question matches, case ignored", {}, ["Spawn a TANK", "last line"], "tanks"],
    ["a rule over all turns of the user", {}, ["first", "the last line"], "ends"],
    ["a rule before the record's own", { category: "own" }, ["tank"], "tanks"],
    ["the record's own", { category: "own", metadata: { category: "other" } }, ["?"], "own"],
    ["its metadata's", { metadata: { category: "other" } }, ["?"], "other"],
    ["nothing where there is neither", { metadata: [] }, ["?"], undefined],
  ])("takes %s", (_name, value, texts, expected) => {
    expect(reader.read(value, asks(...texts))).toBe(expected);
  });

  it("needs no rules, and refuses a pattern that is none", () => {
    expect(new CategoryReader().read({ category: "own" }, asks("tank"))).toBe("own");
    expect(() => new CategoryReader({ rules: [{ category: "a", pattern: "(" }] })).toThrow(SyntaxError);
  });
});

describe("fieldText()", () => {
  it.each([
    [{ a: { b: "text" } }, "a.b", "text"],
    [{ a: 0 }, "a", "0"],
    [{ a: "" }, "a", undefined],
    [{ a: true }, "a", undefined],
    [{ a: null }, "a.b", undefined],
    ["text", "length", undefined],
    [null, "a", undefined],
  ])("of %j at %s is %j", (value, path, expected) => {
    expect(fieldText(value, path)).toBe(expected);
  });
});

describe("categoryOfFile()", () => {
  it.each([
    ["data/raw/admin_commands.jsonl", "admin_commands"],
    ["a.b.jsonl.gz", "a.b"],
    ["x.ndjson", "x"],
    ["x.json.zst", "x"],
    ["-", "data"],
    [".jsonl", "data"],
    ["notes.txt", "notes.txt"],
  ])("of %s is %s", (path, expected) => {
    expect(categoryOfFile(path)).toBe(expected);
  });
});
