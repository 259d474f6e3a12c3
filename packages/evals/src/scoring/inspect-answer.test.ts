import { describe, expect, it } from "@jest/globals";
import type { CodeInspector } from "@tunewright/schema";
import { inspectAnswer } from "./inspect-answer.ts";

/** Shows the text that it was given as its code. */
const mirror: CodeInspector = {
  inspect: (text) => ({ hasCode: true, references: [], findings: [], unknown: [], code: [text] }),
};

describe("inspectAnswer()", () => {
  it.each([
    { title: "an answer without reasoning", text: "One()", seen: "One()" },
    { title: "what follows the reasoning", text: "<think>Two()?</think>\nOne()", seen: "\nOne()" },
    { title: "what follows the other tag", text: "\n<thinking>Two()</thinking>One()", seen: "One()" },
    { title: "nothing where the reasoning never ended", text: "<think>Two() or One()", seen: "" },
    { title: "a tag inside an answer", text: "One() <think>Two()</think>", seen: "One() <think>Two()</think>" },
  ])("sees $title", ({ text, seen }) => {
    expect(inspectAnswer(mirror, text).code).toEqual([seen]);
  });
});
