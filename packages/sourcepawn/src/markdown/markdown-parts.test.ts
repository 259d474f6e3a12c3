import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { MarkdownPart } from "./markdown-part.ts";
import { isDiff, markdownParts, partCode, removedLines, struckSpans } from "./markdown-parts.ts";
import { parseMarkdown } from "./parse-markdown.ts";
import { scanMarkdown } from "./scan-markdown.ts";

const show = (text: string): string[] =>
  markdownParts(text)
    .filter(({ kind }) => kind !== "prose")
    .map(
      (part) =>
        `${part.kind}${part.language && ` ${part.language}`}|${text.slice(part.start, part.end)}|${partCode(text, part)}`,
    );

describe("markdownParts()", () => {
  it.each([
    ["a fence", "a\n```sp\nx();\n```\nb", ["fence sp|```sp\nx();\n```|x();\n"]],
    [
      "an info string of several words",
      "```SourcePawn title=x\ny\n```",
      ["fence sourcepawn|```SourcePawn title=x\ny\n```|y\n"],
    ],
    ["tildes", "~~~c\n```\n~~~", ["fence c|~~~c\n```\n~~~|```\n"]],
    [
      "a longer fence around a shorter",
      "````md\n```sp\nx\n```\n````",
      ["fence md|````md\n```sp\nx\n```\n````|```sp\nx\n```\n"],
    ],
    ["a fence that is not closed", "```sp\nx();\n", ["fence sp|```sp\nx();\n|x();\n"]],
    ["an empty fence", "```\n```", ["fence|```\n```|"]],
    ["CRLF", "```sp\r\nx\r\n```\r\ny", ["fence sp|```sp\r\nx\r\n```|x\r\n"]],
    ["code spans", "use `a` or ``b`c``", ["inline|`a`|a", "inline|``b`c``|b`c"]],
    ["a code span over two lines", "use `a\nb` c", ["inline|`a\nb`|a\nb"]],
    ["a lone backtick", "a ` b\n\nc ` d", []],
    ["an escaped backtick", "a \\`b` c`", ["inline|` c`| c"]],
    ["a fence in a list", "- a\n\n  ```sp\n  x\n    y\n  ```\n", ["fence sp|```sp\n  x\n    y\n  ```|  x\n    y\n"]],
    ["a fence in a quote", "> ```sp\n> x\n> y\n> ```\nb", ["fence sp|```sp\n> x\n> y\n> ```|  x\n  y\n"]],
    ["indented code", "a\n\n    x();\n    y();\n\nb", ["indented|    x();\n    y();|    x();\n    y();"]],
    ["a nested list that is no code", "- a\n    - `b`\n", ["inline|`b`|b"]],
    ["HTML", "<div>`a`</div>\n\n`b`", ["inline|`b`|b"]],
    ["a byte order mark", "\ufeff```sp\nx\n```", ["fence sp|```sp\nx\n```|x\n"]],
    ["a fence in a sentence", "a ```b``` c", ["inline|```b```|b"]],
  ])("reads %s", (_name, text, expected) => {
    expect(show(text)).toEqual(expected);
  });

  it.each([
    [
      "prose with code spans and a fence",
      'Use `HookEvent`:\n\n```sourcepawn\nHookEvent("x", y);\n```\n\n1. **a** `b`\n2. c\n   more\n',
    ],
    [
      "headings, tables, quotes, nested lists",
      "# A `b`\n\n| a | `b` |\n|---|---|\n\n> note `x`\n\n- a\n  - b\n    - c `d`\n",
    ],
    ["links and operators", "See [docs](https://example.org/a_b) and a < b, x <= `y`.\n---\nend"],
  ])("reads %s without the slow parser", (_name, text) => {
    expect(scanMarkdown(text)).toEqual(parseMarkdown(text));
  });

  const pieces = fc.constantFrom(
    ..."` `` ``` ```` ~~~ ~~ ~ > - * + 1. 2) # ## --- === *** _ [ ] ]( ]: ( ) < <a <! </b> > \\ \\` ! \" ' a b foo x` `y ```sp ```sp` | & &amp; http://a.b".split(
      " ",
    ),
    " ",
    "  ",
    "   ",
    "    ",
    "     ",
    "\t",
    "\n",
    "\n",
    "\n\n",
    "\n```\n",
    "\n- ",
    "\n> ",
    "\n    ",
    "\r\n",
    "\r",
    "`a`",
    "[a](b)",
    "<http://x`>",
    "[x]: y",
    "\u00a0",
    "\u2028",
    "\ufeff",
    "\0",
  );
  const texts = fc.array(pieces, { maxLength: 30 }).map((list) => list.join(""));

  it("gives the parts of the parser wherever the fast scan answers", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const scanned = scanMarkdown(text);
        if (scanned !== undefined) expect(scanned).toEqual(parseMarkdown(text));
      }),
      { numRuns: 8000 },
    );
  });

  it.each(["[a](", "![a](", "[a]: b\n", "*a", "<a", "- ```\n", "> ```\n", "\\`", "`` ` "])(
    "does not take quadratic time over a long run of %j",
    (piece) => {
      const text = piece.repeat(Math.ceil(200_000 / piece.length));
      expect(markdownParts(text).at(-1)?.end).toBe(text.length);
    },
    10_000,
  );

  it("cuts a long text as the parser does", () => {
    const paragraph =
      "1. Hook `tank_spawn`:\n\n   ```sp\n   HookEvent(x);\n\n   int y;\n   ```\n\nThen a\nlonger `name`\nof <b>it</b>.\n\n> quote `a`\n\n```sp\nint x;\n\nint y;\n```\n\n- b\n\n      code\n\n";
    const text = paragraph.repeat(500);
    expect(scanMarkdown(text)).toBeUndefined();
    // Prose is cut where a piece ends; code is what counts.
    const code = (parts: readonly MarkdownPart[]): MarkdownPart[] => parts.filter(({ kind }) => kind !== "prose");
    expect(code(markdownParts(text))).toEqual(code(parseMarkdown(text)));
  });

  it("leaves nothing out, and no part overlaps another", () => {
    fc.assert(
      fc.property(texts, (text) => {
        let at = 0;
        for (const { start, end, contentStart, contentEnd } of markdownParts(text)) {
          expect([start, contentStart >= start, contentEnd >= contentStart, end >= contentEnd]).toEqual([
            at,
            true,
            true,
            true,
          ]);
          at = end;
        }
        expect(at).toBe(text.length);
      }),
      { numRuns: 3000 },
    );
  });

  it("gives code as long as its content", () => {
    fc.assert(
      fc.property(texts, (text) => {
        for (const part of markdownParts(text))
          expect(partCode(text, part)).toHaveLength(part.contentEnd - part.contentStart);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("partCode()", () => {
  it("keeps what a diff adds or leaves, at its place", () => {
    const text = "```diff\n--- a\n+++ b\n@@ -1 +1 @@\n-RandomFloat();\n+GetRandomFloat();\n x();\n```";
    const part = markdownParts(text)[0];
    if (part === undefined) throw new Error("No part.");
    expect(
      partCode(text, part)
        .split("\n")
        .map((line) => line.trim()),
    ).toEqual(["", "", "", "", "GetRandomFloat();", "x();", ""]);
    expect(partCode(text, part).indexOf("GetRandomFloat")).toBe(text.indexOf("GetRandomFloat") - part.contentStart);
    expect(removedLines(text, part).map(({ start, end }) => text.slice(start, end))).toEqual(["-RandomFloat();"]);
  });

  it("knows a diff that does not say so, and code that is none", () => {
    const read = (code: string): boolean => {
      const part = markdownParts(`\`\`\`sp\n${code}\n\`\`\``)[0];
      return part !== undefined && isDiff(part, code);
    };
    expect([read("-a();\n+b();"), read("-a();\nb();"), read("x = a\n  - b\n  + c;")]).toEqual([true, false, false]);
  });
});

describe("struckSpans()", () => {
  it.each([
    ["words", "~~a b~~ c", ["~~a b~~"]],
    ["code spans", "~~`RandomFloat`~~ x", ["~~`RandomFloat`~~"]],
    ["a table", "| `a` | ~~b~~ |\n| `c` | ~~d~~ |", ["~~b~~", "~~d~~"]],
    ["nothing over a blank line", "~~a\n\nb~~", []],
    ["nothing at white space", "a ~~ b ~~ c", []],
    ["nothing in code", "`~~a~~`\n```\n~~b~~\n```", []],
    ["nothing for three tildes in a sentence", "a ~~~b~~~", []],
  ])("finds %s", (_name, text, expected) => {
    expect(struckSpans(text, markdownParts(text)).map(({ start, end }) => text.slice(start, end))).toEqual(expected);
  });
});
