import { describe, expect, it } from "@jest/globals";
import { codeOf, extractCode } from "./extract-code.ts";

describe("extractCode()", () => {
  it.each([
    { what: "an answer without fences", answer: "int a;", code: "int a;" },
    { what: "a block", answer: "Here:\n```sourcepawn\nint a;\n```\nDone.", code: "int a;" },
    { what: "the longest block", answer: "```\na\n```\nand\n```\nint a;\nint b;\n```", code: "int a;\nint b;" },
    { what: "lines that end as on Windows", answer: "```sp\r\nint a;\r\n```\r\n", code: "int a;" },
    { what: "an indented fence", answer: "1. So:\n   ```\nint a;\n   ```", code: "int a;" },
    { what: "shorter fences inside a longer one", answer: "````\n```\nint a;\n```\n````", code: "```\nint a;\n```" },
    { what: "a fence that closes with more marks", answer: "```\nint a;\n`````\nDone.", code: "int a;" },
    {
      what: "a line that only looks like an end",
      answer: "```\nint a;\n``` c\nint b;\n```",
      code: "int a;\n``` c\nint b;",
    },
    { what: "a block that was cut off", answer: "Here:\n```sourcepawn\nint a;\nint b", code: "int a;\nint b" },
    { what: "an empty block", answer: "Nothing:\n```\n```", code: "Nothing:\n```\n```" },
  ])("takes $what", ({ answer, code }) => {
    expect(extractCode(answer)).toBe(code);
  });
});

describe("codeOf()", () => {
  it.each([{ content: null }, { content: " \n" }, { content: null, refusal: "No." }])(
    "refuses an answer without text: %j",
    (message) => {
      expect(() => codeOf({ choices: [{ message }], usage: null })).toThrow("The model gave an empty answer.");
    },
  );
});
