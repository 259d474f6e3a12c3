import { describe, expect, it } from "@jest/globals";
import { isListedAsWrong, isListedUnder } from "./list-lead-in.ts";

const listed = (text: string, inComment = false): boolean => isListedAsWrong(text, text.indexOf("Roll"), inComment);

describe("isListedAsWrong()", () => {
  it.each([
    ["a list below a line with a colon", "These natives do not exist:\n\n- Toss\n- Roll", true],
    ["a numbered list", "Bad names:\n1. Toss\n2. Roll", true],
    ["a quote", "Bad names:\n> Roll", true],
    ["a list below a heading", "## Invented natives\n\n- Roll", true],
    ["a list below a colon in bold", "**Bad names:**\n- Roll", true],
    ["a list below a wide colon", "错误：\n- Roll", true],
    ["an item that goes on over lines", "Bad names:\n- Toss,\n  or Roll", true],
    ["the line right below its lead-in", "Bad names:\nRoll", true],
    ["words that go on from a line below its lead-in", "Bad names:\nToss and\nRoll", true],
    ["words that go on further", "Bad names:\nToss and\nthen\nRoll", false],
    ["one line of words below its lead-in", "Bad names:\nToss, and then\n- Roll", false],
    ["a list with an item over two lines", "Bad names:\n- Toss,\n  and more,\n- Roll", true],
    ["a line below a colon that speaks of others", "Forbidden: Toss.\nRoll is fine.", false],
    ["a list of problems", "Problems in your plugin:\n- Roll", true],
    ["a list of what is of another language", "VScript functions:\n- Roll", true],
    ["a list below plain words", "These natives exist:\n- Roll", false],
    ["a list below a plain heading", "## Natives\n- Roll", false],
    ["a list below a plain lead-in that stands below a bad one", "Bad names:\n- Toss\nGood ones:\n- Roll", false],
    ["a list that words cut off", "Bad names:\n- Toss\n\nAnother matter.\n\n- Roll", false],
    ["a colon on the same line", "Forbidden: Toss, Roll", true],
    ["a plain colon on the same line", "Natives: Toss, Roll", false],
    ["a plain colon on the line of a bad list", "Bad names:\n- natives: Roll", true],
    ["the start of the text", "Roll", false],
    ["a list without a lead-in", "- Toss\n- Roll", false],
  ])("tells of %s", (_what, text, isWrong) => {
    expect(listed(text)).toBe(isWrong);
  });

  it.each([
    ["a column of wrong names", "| native | invented |\n| --- | --- |\n| GetIt | Roll |", true],
    ["a column of right names", "| native | invented |\n| --- | --- |\n| Roll | Toss |", false],
    ["a column well below its head", "| native | invented |\n|-|-|\n| A | B |\n| C | Roll |", true],
    ["a table below other words", "No errors here.\n| native | invented |\n|-|-|\n| GetIt | Roll |", true],
    ["a table of one line", "| Roll |", false],
    ["more cells than there are heads", "| native |\n|-|\n| GetIt | Roll |", false],
  ])("tells of %s", (_what, text, isWrong) => {
    expect(listed(text)).toBe(isWrong);
  });

  it.each([
    ["comments below a bad lead-in", "// Bad names:\n// - Toss\n// - Roll", true],
    ["a long list in comments", "// Bad names:\n// - Toss\n// - Flip\n// - Roll", true],
    ["comments that indented code cuts off", "// Bad names:\n\tint a;\n// - Roll", false],
    ["a block comment below a bad lead-in", "/* Bad names:\n * - Toss\n * - Roll */", true],
    ["comments below a plain lead-in", "// Names:\n// - Roll", false],
    ["comments that code cuts off", "// Bad names:\nint a;\n// - Roll", false],
    ["a colon in the same comment", "// Bad names: Toss, Roll", true],
    ["a row that is no table in code", "// Bad | names\n// | Roll", false],
  ])("tells of %s", (_what, text, isWrong) => {
    expect(listed(text, true)).toBe(isWrong);
  });

  it("looks 60 lines up", () => {
    const items = (count: number): string => "- Toss\n".repeat(count);
    expect(listed(`Bad names:\n${items(59)}- Roll`)).toBe(true);
    expect(listed(`Bad names:\n${items(60)}- Roll`)).toBe(false);
  });
});

describe("isListedUnder()", () => {
  const isEvent = (text: string): boolean => {
    const at = text.indexOf("tank_roll");
    return isListedUnder(text, at, at + "tank_roll".length, /(?<!\p{L})(?:event|hook)/iu);
  };

  it.each([
    ["an item below a lead-in", "Hook these events:\n\n- `tank_hit`\n- `tank_roll`: it rolls", true],
    ["a numbered item in bold below a heading", "## Events\n\n1. **`tank_roll`** when it rolls", true],
    ["an item to tick", "Events:\n- [ ] `tank_roll`", true],
    ["an item below a lead-in in another place", "Hook in OnPluginStart:\n- `tank_roll`", true],
    ["a cell below its head", "| When | Event |\n|-|-|\n| it rolls | `tank_roll` |", true],
    ["a cell of a table below a lead-in", "Hook these:\n\n| Name | When |\n|-|-|\n| `tank_roll` | it rolls |", true],
    ["an item further on in its words", "Events:\n- the sound `tank_roll`", false],
    ["a cell with other words", "| Event |\n|-|\n| as `tank_roll` |", false],
    ["words below a heading", "## Events\n\n`tank_roll` is a sound.", false],
    ["a list of something else", "Sounds to play on events:\n- `tank_roll`", false],
    ["a list that only is used there", "Names for your event handler:\n- `tank_roll`", false],
    ["a list without a lead-in", "- `tank_roll`", false],
    ["a line too long to look at", `Events:\n- ${"x".repeat(5000)} tank_roll`, false],
  ])("tells of %s", (_what, text, isListed) => {
    expect(isEvent(text)).toBe(isListed);
  });
});
