import { describe, expect, it } from "@jest/globals";
import { createSourcePawnAdapter } from "../languages/sourcepawn-adapter.ts";
import { opensLikeCode, splitText, type TextParts } from "./text-parts.ts";

const adapter = createSourcePawnAdapter();
const split = (text: string): TextParts => splitText(text, [adapter]);
/** Where a piece stands that the text has once. */
const at = (text: string, piece: string): { start: number; end: number } => {
  const start = text.indexOf(piece);
  return { start, end: start + piece.length };
};

describe("splitText()", () => {
  it("cuts a message into prose with its code spans, code with what leads to it, and other blocks, each at its place", () => {
    const first = "Call `Foo()` or `Bar()`.\n\n**So it begins:**\n";
    const sourcepawn = "```sourcepawn\nint count = 5;\n```";
    const second = "\n\nThen `Baz()`:\n\n";
    const python = "```python\nx = 1\n```";
    const third = "\n\nDone.\n";
    const text = first + sourcepawn + second + python + third;
    const code = at(text, "int count = 5;\n");
    const parts = split(text);
    expect(parts.code).toEqual([
      {
        adapter,
        ...code,
        code: "int count = 5;\n",
        leadIn: "**So it begins:**",
        after: at(text, sourcepawn).end,
      },
    ]);
    expect(parts.prose.map(({ start, end }) => text.slice(start, end).trim())).toEqual([
      first.trim(),
      second.trim(),
      third.trim(),
    ]);
    expect(parts.prose.map(({ spans }) => spans)).toEqual([
      [at(text, "Foo()"), at(text, "Bar()")],
      [at(text, "Baz()")],
      [],
    ]);
    expect(parts.others).toEqual([at(text, python)]);
    expect(parts.hasFence).toBe(true);
  });

  it("has no prose where nothing stands before and behind a block", () => {
    expect(split("```sourcepawn\nint count = 5;\n```").prose).toEqual([]);
  });

  it("knows no fence in plain words, nor beside indented words", () => {
    const text = "A list:\n\n    of words that\n    are indented\n\nand `one` more.";
    expect(split(text)).toEqual({
      code: [],
      prose: [{ start: 0, end: text.length, spans: [at(text, "one")] }],
      others: [],
      hasFence: false,
    });
  });

  it("takes indented code for code, which is no fence", () => {
    const code = 'public void OnPluginStart()\n    {\n        PrintToServer("up");\n    }\n';
    const parts = split(`Put this in:\n\n    ${code}`);
    expect(parts.code.map(({ leadIn }) => leadIn)).toEqual(["Put this in:"]);
    expect([parts.hasFence, parts.others]).toEqual([false, []]);
  });

  it("takes a message of code alone for code as it stands, also where a line begins with a minus", () => {
    const code = 'public void OnPluginStart()\n{\n\tint left = Ten()\n- Five();\n\tPrintToServer("%d", left);\n}';
    expect(split(code)).toEqual({
      code: [{ adapter, start: 0, end: code.length, code, leadIn: "", after: code.length }],
      prose: [],
      others: [],
      hasFence: false,
    });
  });

  it("reads of a bare diff what it leaves and adds", () => {
    const lines: readonly (readonly [string, string])[] = [
      ["--- a/apply.sp", ""],
      ["+++ b/apply.sp", ""],
      ["@@ -1,4 +1,4 @@", ""],
      [" public void OnPluginStart()", " public void OnPluginStart()"],
      [" {", " {"],
      ['-\tPrintToServer("down");', ""],
      ['+\tPrintToServer("up");', ' \tPrintToServer("up");'],
      [" }", " }"],
    ];
    const text = lines.map(([line]) => line).join("\n");
    const left = lines.map(([line, kept]) => kept.padEnd(line.length)).join("\n");
    expect(split(text).code.map(({ code }) => code)).toEqual([left]);
  });

  it.each(["```", "~~~"])(
    "does not take a message for bare code that begins like it and has a fence of %s",
    (fence) => {
      const text = `for (int i = 0; i < 5; i++) stands here:\n\n${fence}sourcepawn\nint count = 5;\n${fence}\n`;
      expect(split(text).code.map(({ code }) => code)).toEqual(["int count = 5;\n"]);
    },
  );

  it.each(["```", "~~~"])(
    "does not take a message for bare code that begins with code and has a fence of %s",
    (fence) => {
      const text = `public void OnPluginStart()\n{\n\tPrintToServer("up");\n}\n\n${fence}sourcepawn\nint count = 5;\n${fence}\n`;
      expect(split(text).code.map(({ code }) => code)).toEqual(["int count = 5;\n"]);
    },
  );

  it("does not take a message for bare code that begins in words", () => {
    const text = 'Here it is\npublic void OnPluginStart()\n{\n\tPrintToServer("up");\n}\n';
    expect(split(text)).toEqual({
      code: [],
      prose: [{ start: 0, end: text.length, spans: [] }],
      others: [],
      hasFence: false,
    });
  });

  it("reads a bare diff that only adds", () => {
    const text = '@@ -1,2 +1,3 @@\n public void OnPluginStart()\n {\n+\tPrintToServer("up");\n }';
    expect(split(text).code.map(({ code }) => code.trimStart())).toEqual([
      'public void OnPluginStart()\n {\n \tPrintToServer("up");\n }',
    ]);
  });

  const plugin = 'public void OnPluginStart()\n{\n\tPrintToServer("up");\n}\n';

  it("keeps what leads to a fence whose code could stand alone", () => {
    const [part] = split(`Put this in:\n\n\`\`\`sourcepawn\n${plugin}\`\`\`\n`).code;
    expect(part).toMatchObject({ code: plugin, leadIn: "Put this in:" });
  });

  it("believes a fence of another language, whatever its code looks like", () => {
    expect(split(`\`\`\`python\n${plugin}\`\`\`\n`)).toMatchObject({ code: [], others: [{ start: 0 }] });
    expect(split(`\`\`\`text\n${plugin}\`\`\`\n`)).toMatchObject({ code: [{ code: plugin }], others: [] });
  });

  it("does not look into a Markdown document that stands in a quote", () => {
    const text = "> ````markdown\n> ```sourcepawn\n> int count = 5;\n> ```\n> ````\n";
    expect(split(text).code).toEqual([]);
  });

  it("finds the code of a Markdown document in a fence at its place, between the prose around it", () => {
    const before = "See `readme`:\n\n";
    const inner = "# Apply\n\n```sourcepawn\nint count = 5;\n```\n\nDone.\n";
    const text = `${before}\`\`\`\`markdown\n${inner}\`\`\`\`\n\nThat is all.`;
    const parts = split(text);
    const code = at(text, "int count = 5;\n");
    expect(parts.code).toEqual([
      { adapter, ...code, code: "int count = 5;\n", leadIn: "# Apply", after: code.end + "```".length },
    ]);
    expect(parts.prose.map(({ start, end, spans }) => [text.slice(start, end).trim(), spans])).toEqual([
      [before.trim(), [at(text, "readme")]],
      ["That is all.", []],
    ]);
    expect(parts.others).toEqual([]);
  });
});

describe("opensLikeCode()", () => {
  it.each([
    ["#include <sourcemod>", true],
    ["\n\n  public void OnPluginStart()", true],
    ["ConVar", true],
    ["ConVar\r\n\tg_cvar;", true],
    ["Menu for all", false],
    ["x = 5;", true],
    ["void", true],
    ["voided", false],
    ["ArrayList Names()", true],
    ["Names[] All(int a)", true],
    ["Names of (all)", false],
    ["CreateTimer(1.0,", true],
    ["g_list[0] = (", true],
    ["Use it (like this)", false],
    ["First,", false],
    ["f(a) is it", false],
    ["Hello", false],
    ["", false],
  ])("of %j is %s", (text, isCode) => {
    expect(opensLikeCode(text)).toBe(isCode);
  });
});
