import { describe, expect, it } from "@jest/globals";
import type { CodeToken } from "../languages/language-adapter.ts";
import { judgeComments } from "./judge-comments.ts";
import type { Stance } from "./teaching.ts";

/** What the comments say of the last call of `Roll` in the code, which should be `GetRoll`. */
function judge(code: string, at = code.lastIndexOf("Roll()")): Stance {
  return judgeComments(code, commentsOf(code), at, "Roll", "GetRoll");
}

function commentsOf(code: string): CodeToken[] {
  return [...code.matchAll(/\/\/.*|\/\*[^]*?\*\//g)].map(({ index, 0: value }) => ({
    kind: "comment",
    index: -1,
    start: index,
    end: index + value.length,
    value,
  }));
}

describe("judgeComments()", () => {
  it.each([
    ["a label above", "// BAD\nRoll();", "teaches"],
    ["a label some lines above", "// BAD\nint a;\nRoll();", "teaches"],
    ["a sign above", "// ❌\nRoll();", "teaches"],
    ["a label beyond a blank line", "// BAD\n\nRoll();", "unclear"],
    ["a label beyond a blank line further up", "// BAD\nint a;\n \r\nint b;\nRoll();", "unclear"],
    ["a label of the other kind in between", "// BAD\nint a;\n// GOOD\nRoll();", "uses"],
    ["a sign of the other kind in between", "// BAD\nint a;\n// ✅\nRoll();", "uses"],
    ["the end of the labelled function in between", "// BAD\nvoid F()\n{\n\tRoll();\n}\nint a;\nRoll();", "uses"],
    ["a label that is a remark on other code", "int a; // BAD\nRoll();", "uses"],
    ["a label beside #if", "#if 0 // BAD\nRoll();", "teaches"],
    ["a label below", "Roll();\nint a;\n// BAD\nint b;", "uses"],
    ["a label with other comments behind the place", "// BAD\nRoll();\n// one\n// two\n// three\n", "teaches"],
    ["a label far above", `// BAD\n${"int a;\n".repeat(800)}Roll();`, "uses"],
  ] as const)("knows how far %s reaches", (_what, code, stance) => {
    expect(judge(code)).toBe(stance);
  });

  it.each([
    ["its own line", "// Bad: Roll\nRoll();", "teaches"],
    ["names, above other code", "// Bad: Roll\nint a;\nRoll();", "unclear"],
    ["a list of names, above other code", "// Bad:\n// - Roll\nint a;\nRoll();", "unclear"],
    ["code, with another name in the list", "// Bad:\n// - Other\nint a;\nRoll();", "teaches"],
    ["its own line, with a comment over two lines between", "// Bad: Roll\n/* the\n delay */ Roll();", "teaches"],
  ] as const)("asks whether a label speaks of %s", (_what, code, stance) => {
    expect(judge(code)).toBe(stance);
  });

  it.each([
    ["behind it", "Roll(); // wrong", "teaches"],
    ["before it", "/* wrong */ Roll();", "teaches"],
    ["that began a line earlier", "/* wrong,\n really */ Roll();", "teaches"],
    ["that holds the name itself", "// it is wrong to call Roll()", "uses"],
    ["with a plain word", "Roll(); // the delay", "uses"],
    ["with the right name", "Roll(); // should be GetRoll", "unclear"],
    ["with only a longer name", "Roll(); // see GetRollOver", "uses"],
    ["in another language", "Roll(); // existiert nicht", "unclear"],
    ["that says of the name that it is none", "Roll(); // Roll is no longer there", "unclear"],
    ["that speaks of the name", "Roll(); // Roll gives a number", "uses"],
  ] as const)("reads a remark %s", (_where, code, stance) => {
    expect(judge(code)).toBe(stance);
  });

  it.each([
    ["takes it back", "Roll();\n  // ^ wrong", "unclear"],
    ["takes it back, above the last line", "Roll();\n/* ↑ does not exist */\nint a;", "unclear"],
    ["names it", "Roll();\n// ^ the delay", "uses"],
    ["is a line further down", "Roll();\nint a;\n// ^ wrong", "uses"],
  ] as const)("reads an arrow below that %s", (_what, code, stance) => {
    expect(judge(code, code.indexOf("Roll"))).toBe(stance);
  });

  it.each([
    ["beside it", "// Roll does not exist\nRoll();", "teaches"],
    ["beside it, by its right name", "// There is no longer a GetRoll\nRoll();", "teaches"],
    ["above other code", "// Roll does not exist\nint a;\nRoll();", "uses"],
    ["beyond a blank line", "// Roll does not exist\n\nRoll();", "uses"],
    ["in plain words", "// Roll once\nRoll();", "uses"],
    ["of another name", "// There is no longer an Other\nRoll();", "uses"],
    ["that blames the line below it", "// this native does not exist\nRoll();", "unclear"],
    ["that is only a judgement", "// made up\nRoll();", "unclear"],
    ["that blames another name", "// GetDice does not exist\nRoll();", "uses"],
    ["that blames a player", "// client is not valid here\nRoll();", "uses"],
    ["that corrects the line", "// should be GetRoll\nRoll();", "unclear"],
    ["that only names the right form", "// GetRoll counts from one\nRoll();", "uses"],
    ["that says where the name is from", "// VScript only\nRoll();", "unclear"],
    ["that says it is no more", "// was: another call\nRoll();", "unclear"],
    ["that calls the line old", "// your old line\nRoll();", "unclear"],
    ["that keeps an old value", "// the old value is kept\nRoll();", "uses"],
    ["beside it, in another language", "// existiert nicht\nRoll();", "unclear"],
    ["above other code, in another language", "// existiert nicht\nint a;\nRoll();", "uses"],
    ["beyond a blank line, in another language", "// existiert nicht\n\nRoll();", "uses"],
  ] as const)("hears a sentence %s", (_where, code, stance) => {
    expect(judge(code)).toBe(stance);
  });

  it.each([
    ["wrong: Roll();", "unclear"],
    ["  BAD : Roll();", "unclear"],
    ["Bad::Roll();", "uses"],
    ["int old = Roll();", "uses"],
  ] as const)("hears a word before the code that no program has: %s", (code, stance) => {
    expect(judge(code)).toBe(stance);
  });

  it("knows no right name where the rule has none", () => {
    const code = (text: string): Stance =>
      judgeComments(text, commentsOf(text), text.indexOf("Roll()"), "Roll", undefined);
    expect(code("// There is no longer a GetRoll\nRoll();")).toBe("uses");
    expect(code("Roll(); // should be GetRoll")).toBe("uses");
  });

  it.each([
    ["with its brace below", "void BadExample()\n{\n\tRoll();\n}", "unclear"],
    ["with its brace behind", "void BadExample() { Roll(); }", "unclear"],
    ["that is long", `void BadExample()\n{\n${"\tint a;\n".repeat(100)}\tRoll();\n}`, "unclear"],
    [
      "behind another function",
      "void Fine()\n{\n\tint a;\n}\n\nvoid Timer_Wrong(Handle timer)\n{\n\tRoll();\n}",
      "unclear",
    ],
    [
      "far behind another one",
      `void Fine()\n{\n}\n${"int g_count;\n".repeat(60)}void BadExample()\n{\n\tRoll();\n}`,
      "unclear",
    ],
    ["that has ended", "void BadExample()\n{\n}\n\nvoid Fine()\n{\n\tRoll();\n}", "uses"],
    ["that is called, and not meant", "void Fine()\n{\n\tBadExample();\n\tRoll();\n}", "uses"],
    ["with a longer name", "void BadWordFilter()\n{\n\tRoll();\n}", "uses"],
  ] as const)("doubts code in a function that is named wrong, %s", (_which, code, stance) => {
    expect(judge(code)).toBe(stance);
  });
});
