import { describe, expect, it } from "@jest/globals";
import { LibraryNames } from "./library-names.ts";

const libraries = new LibraryNames([
  { include: "Multicolors.inc", source: "a/b", names: ["CPrintToChat", "MC_*"] },
  { include: "smlib/clients.inc", source: "c/d", names: ["Client_*", "ClearHandle"], lists: "functions" },
]);

describe("LibraryNames.defines()", () => {
  it.each([
    ["multicolors", "CPrintToChat", "yes"],
    ["MultiColors.inc", "CPrintToChat", "yes"],
    ["multicolors", "MC_PrintToChat", "likely"],
    ["multicolors", "cprinttochat", "no"],
    ["multicolors", "KillEntity", "no"],
    ["smlib\\clients", "ClearHandle", "yes"],
    ["colors", "CPrintToChat", undefined],
  ] as const)("says of %s and the function %s: %s", (include, name, answer) => {
    expect(libraries.defines(include, name, true)).toBe(answer);
  });

  it("says nothing of constants where only functions are listed", () => {
    expect(libraries.defines("smlib/clients", "TEAM_SURVIVORS", false)).toBe("perhaps");
    expect(libraries.defines("multicolors", "TEAM_SURVIVORS", false)).toBe("no");
  });
});
