import { expect, it } from "@jest/globals";
import { BLANK, characterKinds, IDEOGRAPH, SIGN, WORD } from "./character-kinds.ts";

// The characters at both sides of each border, from Unicode's blocks.
it.each([
  ["blanks", BLANK, "\0\t\n\r "],
  ["signs of ASCII", SIGN, "!/:@[^`{~\u007f"],
  ["digits and letters of ASCII", WORD, "09AZ_az"],
  ["signs of Latin-1", SIGN, "\u00a0\u00a9\u00ab\u00b4\u00b6\u00b9\u00bb\u00bf"],
  ["letters of Latin-1 and beyond", WORD, "\u00aa\u00b5\u00ba\u00c0éßЖאक\u1fff"],
  ["general punctuation", SIGN, "\u2000\u2014\u201d\u2026\u206f"],
  ["numbers above the line, arrows, boxes", WORD, "\u2070→─\u2e7f"],
  ["radicals", IDEOGRAPH, "\u2e80\u2fff"],
  ["punctuation of Chinese and Japanese", SIGN, "\u3000、。「\u303f"],
  ["kana and Chinese", IDEOGRAPH, "\u3040あア漢\u9fff"],
  ["other scripts behind them", WORD, "\ua000\uabff\ud7b0"],
  ["Hangul", IDEOGRAPH, "\uac00한\ud7af"],
  ["halves of emoji, and private characters", WORD, "\ud83d\ude00\ue000\uf8ff"],
  ["ideographs for compatibility", IDEOGRAPH, "\uf900\ufaff"],
  ["ligatures and Arabic forms", WORD, "\ufb00\ufdff"],
  ["what lies behind", SIGN, "\ufe00\uff01\uffff"],
])("characterKinds tells %s", (_name, kind, characters) => {
  for (const unit of characters.split("")) expect(characterKinds[unit.charCodeAt(0)]).toBe(kind);
});
