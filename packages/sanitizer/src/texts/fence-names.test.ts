import { describe, expect, it } from "@jest/globals";
import { createSourcePawnAdapter } from "../languages/sourcepawn-adapter.ts";
import { splitText } from "./text-parts.ts";

const adapters = [createSourcePawnAdapter()];
const codeIn = (text: string): string[] =>
  splitText(text, adapters).code.map(({ start, end }) => text.slice(start, end).trim());

describe("splitText()", () => {
  it.each([
    "sourcepawn",
    "SourcePawn",
    "{.sourcepawn}",
    ".sourcepawn",
    "source-pawn",
    "sourcepawn:apply.sp",
    "sourcepawn,linenos",
    "apply.sp",
    "scripting/apply.sp",
    "stocks.inc",
  ])("sees code in a fence that is called %s", (info) => {
    // Nothing but the fence says its language.
    expect(codeIn(`\`\`\`${info}\nint count = 5;\n\`\`\`\n`)).toEqual(["int count = 5;"]);
  });

  it.each(["python", "squirrel", "apply.nut", "json", "{.cs}"])("sees none in a fence that is called %s", (info) => {
    expect(codeIn(`\`\`\`${info}\nint count = 5;\n\`\`\`\n`)).toEqual([]);
  });

  it("sees the code of a Markdown document in a fence, at its place", () => {
    const text = "The README:\n\n````markdown\n# Apply\n\n```sourcepawn\nint count = 5;\n```\n\nDone.\n````\n";
    expect(codeIn(text)).toEqual(["int count = 5;"]);
  });

  it("takes a message for bare code that begins with a function of a type that only plugins know", () => {
    const code = 'ArrayList Names()\n{\n\tPrintToServer("names");\n\treturn null;\n}';
    expect(codeIn(code)).toEqual([code]);
  });
});
