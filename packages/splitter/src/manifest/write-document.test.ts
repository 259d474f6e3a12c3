import { hash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { TestFolder } from "../testing/chat-lines.ts";
import { documentText, writeDocument } from "./write-document.ts";

const folder = new TestFolder();
beforeAll(() => folder.open());
afterAll(() => folder.close());

describe("documentText()", () => {
  it("writes small parts as JSON does, and each entry of a large one on its line", () => {
    const parts = [
      ["records", [{ id: 1 }, "two"]],
      ["pairs", { texts: ['{"a":0}'] }],
      ["none", []],
    ] as const;
    const text = [
      "{",
      '  "version": 1,',
      '  "tool": {',
      '    "name": "t"',
      "  },",
      '  "records": [',
      '    {"id":1},',
      '    "two"',
      "  ],",
      '  "pairs": [',
      '    {"a":0}',
      "  ],",
      '  "none": []',
      "}",
      "",
    ].join("\n");
    expect([...documentText({ version: 1, tool: { name: "t" } }, parts)].join("")).toBe(text);
  });

  it.each([
    [{}, [], {}],
    [{ a: 1 }, [], { a: 1 }],
    [{}, [["list", [1]]], { list: [1] }],
    [
      {},
      [
        ["list", [1]],
        ["other", []],
      ],
      { list: [1], other: [] },
    ],
  ] as const)("is JSON of %j and %j", (head, parts, expected) => {
    expect(JSON.parse([...documentText(head, parts)].join(""))).toEqual(expected);
  });

  it("holds no more than a piece of a large part at once, and loses none of it", () => {
    const entries = Array.from({ length: 500 }, (_, index) => `${index} ${"x".repeat(1000)}`);
    const pieces = [...documentText({}, [["list", entries]])];
    expect(JSON.parse(pieces.join(""))).toEqual({ list: entries });
    // 64 KiB and the entry that goes beyond it; half a million characters are eight of them.
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(65_536 + 1100);
    expect(pieces.length).toBeLessThan(8 + 4);
  });
});

it("writeDocument() writes it, and gives the hash of what it wrote", async () => {
  const sha256 = await writeDocument(folder.at("document.json"), { a: 1 }, [["list", [1, 2]]]);
  const bytes = await readFile(folder.at("document.json"));
  expect(JSON.parse(bytes.toString())).toEqual({ a: 1, list: [1, 2] });
  expect(sha256).toBe(hash("sha256", bytes, "hex"));
});
