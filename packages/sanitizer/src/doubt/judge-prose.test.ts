import { describe, expect, it } from "@jest/globals";
import { isRightLine, isTakenBack, judgeLeadIn, judgeSentence, paragraphAround, sentenceAround } from "./teaching.ts";
import { judgeAftermath } from "./aftermath.ts";
import { isWord, mentions } from "../texts/words.ts";

describe("judgeSentence()", () => {
  it.each([
    ["Use Roll() for a die.", "uses"],
    ["Use GetRoll, Roll is short.", "teaches"],
    ["Roll ❌", "teaches"],
    ["There is no such native as Roll.", "teaches"],
    ["Roll 不存在", "teaches"],
    ["You do not call Roll here.", "teaches"],
    ["Call Roll, but not twice.", "uses"],
    ["It is not Roll(1.0, 2.0) that counts.", "teaches"],
    ["Roll is deprecated.", "unclear"],
    ["Is it Roll?", "unclear"],
    ["Is it Roll? ", "unclear"],
    ["Roll 吗？", "unclear"],
    ["Roll, aber nicht heute.", "unclear"],
    ["Roll() is your own helper.", "unclear"],
    ["Roll is implemented elsewhere.", "unclear"],
    ["You asked whether Roll works.", "unclear"],
    ["Version 6 answered with Roll.", "unclear"],
    ["The training data had Roll in it.", "unclear"],
    ["The linter flags Roll.", "unclear"],
    ["Roll - unknown native", "unclear"],
    ["Search your code for Roll.", "unclear"],
    ["The line with Roll has to go.", "unclear"],
    ["I changed Roll to a better one.", "unclear"],
    ["Roll on your own.", "uses"],
  ] as const)("%j: %s", (sentence, stance) => {
    expect(judgeSentence(sentence, "Roll", "GetRoll")).toBe(stance);
  });

  it("hears nothing of a right name where the rule has none", () => {
    expect(judgeSentence("Use GetRoll or Roll.", "Roll", undefined)).toBe("uses");
  });
});

describe("judgeLeadIn()", () => {
  it.each([
    ["", "uses"],
    ["Wrong:", "teaches"],
    ["Before (wrong):", "teaches"],
    ["**Version 1 - broken:**", "teaches"],
    ["Your example (does not compile)", "teaches"],
    ["What the other AI gave you:", "unclear"],
    ["Throw again when the seed is good (or bad, it makes no difference):", "uses"],
    ["**Wrong:**", "teaches"],
    ["2. Wrong:", "teaches"],
    ["<b>Wrong:</b>", "teaches"],
    ["The delay:", "uses"],
    ["That was wrong. Correct:", "uses"],
    ["Wrong, and then fixed:", "unclear"],
    ["Your code:", "unclear"],
    ["Vorher:", "unclear"],
    ["Use Roll for it:", "uses"],
    ["Roll is deprecated:", "unclear"],
    ["Instead of Roll:", "unclear"],
    ["Other is deprecated:", "uses"],
  ] as const)("%j: %s", (line, stance) => {
    expect(judgeLeadIn(line, "Roll")).toBe(stance);
    // Once more, from what is kept.
    expect(judgeLeadIn(line, "Roll")).toBe(stance);
  });
});

describe("isRightLine()", () => {
  it.each([
    ["Correct:", true],
    ["✅", true],
    ["Here is the working plugin:", true],
    ["The delay:", false],
    ["Wrong:", false],
    ["Wrong, not correct:", false],
  ])("%j: %s", (line, isRight) => {
    expect([isRightLine(line), isRightLine(line)]).toEqual([isRight, isRight]);
  });
});

describe("judgeAftermath()", () => {
  it.each([
    ["", "uses"],
    ["It rolls a die.", "uses"],
    ["Roll gives a number.", "uses"],
    ["This is wrong, because Roll does not exist.", "teaches"],
    ["Note: Roll does not exist.", "unclear"],
    ["But there is no such native.", "unclear"],
    ["Das existiert nicht.", "unclear"],
    ["This has a mistake.", "unclear"],
    ["The loop has a mistake.", "uses"],
    ["This has a mistake, and the fixed version follows.", "uses"],
  ] as const)("%j: %s", (sentence, stance) => {
    expect(judgeAftermath(sentence, "Roll", "GetRoll")).toBe(stance);
  });
});

/** The first `Roll` of a text, and what stands around it. */
const around = (find: typeof sentenceAround, text: string): string =>
  find(text, text.indexOf("Roll"), text.indexOf("Roll") + "Roll".length);

describe("sentenceAround()", () => {
  it.each([
    ["One. Call Roll now! Three.", " Call Roll now!"],
    ["Call Roll", "Call Roll"],
    ["- one\n- Roll two\n- three", "- Roll two\n"],
    ["One\n\nRoll two\n\nthree", "Roll two\n"],
    ["一。Roll 二。三", "Roll 二。"],
  ])("%j", (text, sentence) => {
    expect(around(sentenceAround, text).replace(/^ ?/, "")).toBe(sentence.replace(/^ ?/, ""));
  });

  it("looks 4000 characters far", () => {
    const text = `${"a".repeat(5000)} Roll ${"b".repeat(5000)}`;
    expect(around(sentenceAround, text)).toBe(`${"a".repeat(3999)} Roll ${"b".repeat(3999)}`);
  });
});

describe("paragraphAround()", () => {
  it.each([
    ["One.\n\nTwo. Call Roll now.\nThree.\n \r\nFour.", "Two. Call Roll now.\nThree."],
    ["Call Roll. One.", "Call Roll. One."],
  ])("%j", (text, paragraph) => {
    expect(around(paragraphAround, text)).toBe(paragraph);
  });

  it("looks 4000 characters far", () => {
    const text = `${"a".repeat(5000)} Roll ${"b".repeat(5000)}`;
    expect(around(paragraphAround, text)).toBe(`${"a".repeat(3999)} Roll ${"b".repeat(3999)}`);
  });
});

describe("isTakenBack()", () => {
  it.each([
    ["Roll.\n\nThat is wrong.", true],
    ["Roll. One.\n \n\n  No, it is not.", true],
    ["Roll. That is wrong.", false],
    ["Roll.\n\nIt gives a number. That is wrong.", false],
  ])("%j: %s", (text, isTaken) => {
    expect(isTakenBack(text, "Roll".length)).toBe(isTaken);
  });
});

describe("mentions()", () => {
  it.each([
    ["Roll", true],
    ["(Roll)", true],
    ["GetRoll and Roll", true],
    ["GetRoll", false],
    ["Rolls", false],
    ["Roll_2", false],
    ["_Roll", false],
    ["", false],
  ])("%j: %s", (text, isThere) => {
    expect(mentions(text, "Roll")).toBe(isThere);
  });
});

describe("isWord()", () => {
  it("is true of what a name is made of, up to the borders", () => {
    const wordsOf = (letters: string): boolean[] => Array.from(letters, (letter) => isWord(letter.charCodeAt(0)));
    expect(new Set(wordsOf("azAZ09_"))).toEqual(new Set([true]));
    expect(new Set(wordsOf("@[`{/:^ é"))).toEqual(new Set([false]));
    expect(isWord(Number.NaN)).toBe(false);
  });
});
