import { describe, expect, it } from "@jest/globals";
import { arrayOf, variableIn } from "./text-variables.ts";

describe("variableIn()", () => {
  it.each([
    ["name", "name"],
    ["g_sName[client]", "g_sName"],
    ["g_sName[list[i]]", "g_sName"],
    ["words[0]", "words[0]"],
    ["g_Player[client][Name]", "g_Player[Name]"],
    ["g_Player[client].name", "g_Player.name"],
    ["this.name", "this.name"],
    ["text[FindCharInString(text, ' ')]", "text"],
    ["text[unclosed", "text"],
    ['"text"', ""],
    ["Pick(text)", ""],
    ["a + b", ""],
    ["5", ""],
    ["", ""],
  ])("of %j is %j", (text, place) => {
    expect(variableIn(text)).toBe(place);
  });
});

describe("arrayOf()", () => {
  it("leaves the elements out that constants tell apart", () => {
    expect(["words[0]", "g_Player[Name]", "player.name"].map(arrayOf)).toEqual(["words", "g_Player", "player.name"]);
  });
});
