import { describe, expect, it } from "@jest/globals";
import { lineFault, rejectIssues } from "./line-fault.ts";

describe("lineFault()", () => {
  it.each([
    ['{"messages":[{"role":"user","content":"x"}]}', undefined],
    ['{"messages":[]}', undefined],
    ['{"input":{"messages":[{"role":"user"}]},"preferred_output":[{"role":"assistant"}]}', undefined],
    ["", "blank"],
    [" \r", "blank"],
    ["{broken", "json"],
    ["null", "shape"],
    ["[]", "shape"],
    ['"messages"', "shape"],
    ["5", "shape"],
    ["{}", "shape"],
    ['{"messages":{}}', "shape"],
    ['{"messages":[null]}', "shape"],
    ['{"messages":["user"]}', "shape"],
    ['{"messages":[{"content":"x"}]}', "shape"],
    ['{"messages":[{"role":5}]}', "shape"],
    ['{"messages":[{"role":"user"},{}]}', "shape"],
    ['{"preferred_output":[{"role":"assistant"}]}', "shape"],
    ['{"input":{"messages":[]}}', "shape"],
    ['{"input":null,"preferred_output":[]}', "shape"],
    ['{"input":"messages","preferred_output":[]}', "shape"],
    ['{"input":{},"preferred_output":[]}', "shape"],
    ['{"input":{"messages":[{}]},"preferred_output":[]}', "shape"],
    ['{"input":{"messages":[]},"preferred_output":[{}]}', "shape"],
  ])("of %j is %s", (content, fault) => {
    expect(lineFault(content)).toBe(fault);
  });
});

describe("rejectIssues()", () => {
  it("says of a line that is JSON what it lacks", () => {
    expect(rejectIssues(Buffer.from('{"messages":5}'), 7, "shape")).toEqual([
      {
        line: 7,
        path: "",
        code: "not-a-chat-record",
        severity: "error",
        message: "The line is JSON but no record of chat data: it needs messages, each with a role.",
      },
    ]);
  });

  it("says of a line that is none what its reader says, errors alone", () => {
    const issues = rejectIssues(Buffer.from("{broken"), 7, "json");
    expect(issues.map(({ line, severity }) => [line, severity])).toEqual([[7, "error"]]);
    expect(issues[0]?.code).not.toBe("not-a-chat-record");
  });

  it.each(["", "\n", "\r\n"])("does not take the end of a line for a part of it: %j", (end) => {
    expect(rejectIssues(Buffer.from(`{"messages":[{"role":"us${end}`), 7, "json")).toMatchObject([
      { code: "invalid-json", message: "The line is not valid JSON: a string is not closed at column 25." },
    ]);
  });
});
