import { describe, expect, it } from "@jest/globals";
import { CodeModel } from "./code-model.ts";
import { includedFile } from "./included-file.ts";

describe("includedFile()", () => {
  it.each([
    { name: "sourcemod", isQuoted: false, file: "sourcemod" },
    { name: "sdktools.inc", isQuoted: true, file: "sdktools.inc" },
    { name: "helpers", isQuoted: false, file: "helpers" },
    { name: " helpers.inc ", isQuoted: true, file: "./helpers.inc" },
    { name: "Events.INC", isQuoted: true, file: "./Events.INC" },
    { name: "shop/menus", isQuoted: true, file: "shop/menus" },
  ])("takes $name for $file", ({ name, isQuoted, file }) => {
    expect(includedFile(name, isQuoted)).toBe(file);
  });

  it("is what a model lists", () => {
    expect(new CodeModel('#include <sourcemod>\n#include "helpers.inc"\n#tryinclude <menus>\n').includes).toEqual([
      "sourcemod",
      "./helpers.inc",
      "menus",
    ]);
  });
});
