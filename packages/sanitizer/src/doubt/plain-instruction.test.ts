import { describe, expect, it } from "@jest/globals";
import { plainInstruction } from "./plain-instruction.ts";
import { judgeComments } from "./judge-comments.ts";
import { judgeSentence } from "./teaching.ts";

describe("plainInstruction()", () => {
  it.each([
    ["Don't write to the log twice", "plain"],
    ["don't do anything for spectators", "plain"],
    ["Never copy the last byte", "plain"],
    ["do not do damage to team mates", "plain"],
    ["Don't use random spots", "perhaps"],
    ["never call twice", "perhaps"],
    ["Don't do this", "no"],
    ["Never write it like that", "no"],
    ["Don't write code like the one below", "no"],
    ["Don't use these", "no"],
    ["Don't use fixed sizes:", "no"],
    ["Don't call RandomFloat", "no"],
    ["Don't use `roll`", "no"],
    ["Don't use native names of version 6", "no"],
    ["Do this", "no"],
    ["Don't", "no"],
  ] as const)("takes %j for an instruction: %s", (comment, answer) => {
    expect(plainInstruction(comment)).toBe(answer);
  });
});

describe("judgeComments() › comments of plain code", () => {
  const judge = (code: string): string => {
    const comments = [...code.matchAll(/\/\/.*/g)].map(({ index, 0: value }) => ({
      kind: "comment" as const,
      index: -1,
      start: index,
      end: index + value.length,
      value,
    }));
    return judgeComments(code, comments, code.lastIndexOf("Roll"), "Roll", "GetRoll");
  };

  it.each([
    ["what is not written", "// don't write to the file twice\nRoll();", "uses"],
    ["what is not written, some lines up", "// don't write twice\nif (a)\n{\n\treturn;\n}\n\nRoll();", "uses"],
    ["what is not used, beside it", "// don't use random spots\nRoll();", "unclear"],
    ["what is not used, some lines up", "// don't use random spots\nint a;\nRoll();", "uses"],
    ["that code is wrong", "// don't do this\nRoll();", "teaches"],
    ["that code is wrong, by a list", "// Don't write:\nRoll();", "teaches"],
    ["what a value is", "// invalid(=-1) ends the list\nRoll();", "uses"],
    ["that code is wrong, in brackets", "// Invalid (no such native)\nRoll();", "teaches"],
    ["of fake clients", "Roll(); // skip fake clients", "uses"],
    ["of a fake player", "if (Roll()) // a fake player, so kick it", "uses"],
    ["of a wrong team", "Roll(); // wrong team, leave it", "uses"],
    ["of a wrong event", "Roll(); // wrong event", "teaches"],
    ["that the name is fake", "Roll(); // fake", "teaches"],
    ["of a fake native", "Roll(); // a fake native", "teaches"],
  ] as const)("reads a comment that says %s", (_what, code, stance) => {
    expect(judge(code)).toBe(stance);
  });

  it.each([
    ["Roll skips fake clients and bots.", "uses"],
    ["Roll is fake.", "teaches"],
    ["A fake name: Roll.", "teaches"],
    ["The fake function Roll", "teaches"],
  ] as const)("reads the sentence %j: %s", (sentence, stance) => {
    expect(judgeSentence(sentence, "Roll", "GetRoll")).toBe(stance);
  });
});
