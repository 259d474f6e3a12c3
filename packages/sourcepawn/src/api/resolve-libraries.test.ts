import { describe, expect, it } from "@jest/globals";
import type { LibraryList } from "@tunewright/schema";
import { resolveLibraries } from "./resolve-libraries.ts";

type Entry = Partial<LibraryList["libraries"][number]>;
const list = (...entries: Entry[]): LibraryList => ({
  version: 1,
  libraries: entries.map((entry) => ({ includes: ["a"], source: "x/y", needs: [], names: [], lists: "all", ...entry })),
});

describe("resolveLibraries()", () => {
  it("gives each file its own names and those of the files behind it, however they are written", () => {
    const found = resolveLibraries([
      list(
        { includes: ["Top", "top2.inc"], needs: ["MIDDLE.inc"], names: ["One"] },
        { includes: ["middle"], needs: ["end"], names: ["Two", "One"] },
      ),
      list({ includes: ["end"], source: "e/f", needs: ["top"], names: ["Three"], lists: "functions" }),
    ]);
    const names = ["One", "Three", "Two"];
    expect(found).toEqual([
      { include: "end.inc", source: "e/f", names, lists: "functions" },
      { include: "middle.inc", source: "x/y", names, lists: "functions" },
      { include: "top.inc", source: "x/y", names, lists: "functions" },
      { include: "top2.inc", source: "x/y", names, lists: "functions" },
    ]);
  });

  it("puts two entries of one file together", () => {
    expect(resolveLibraries([list({ names: ["B"] }), list({ source: "u/v", names: ["A"] })])).toEqual([
      { include: "a.inc", source: "u/v, x/y", names: ["A", "B"] },
    ]);
  });

  it("refuses a list that leaves out what a file needs", () => {
    expect(() => resolveLibraries([list({ needs: ["gone"] })])).toThrow("a needs gone, which is not described");
  });
});
