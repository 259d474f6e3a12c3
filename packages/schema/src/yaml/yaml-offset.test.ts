import { describe, expect, it } from "@jest/globals";
import { parseDocument } from "yaml";
import { yamlOffset } from "./yaml-offset.ts";

const text = "# Notes\npack: p\nrules:\n  - id: a\n    2: two\n";
const document = parseDocument(text);
const at = (path: readonly PropertyKey[], of: "key" | "value"): string =>
  text.slice(yamlOffset(document, path, of)).split("\n")[0] ?? "";

describe("yamlOffset()", () => {
  it.each<[readonly PropertyKey[], string, string]>([
    [["pack"], "pack: p", "p"],
    [["rules"], "rules:", "- id: a"],
    [["rules", 0], "id: a", "id: a"],
    [["rules", 0, "id"], "id: a", "a"],
    [["rules", 0, "fix", "name"], "id: a", "id: a"],
    [["rules", 3], "rules:", "- id: a"],
    [["nowhere"], "pack: p", "pack: p"],
    [[], "pack: p", "pack: p"],
  ])("finds %j", (path, key, value) => {
    expect([at(path, "key"), at(path, "value")]).toEqual([key, value]);
  });

  it("is 0 in a text without anything", () => {
    expect(yamlOffset(parseDocument(""), ["a"], "key")).toBe(0);
  });
});
