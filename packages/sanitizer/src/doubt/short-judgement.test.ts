import { describe, expect, it } from "@jest/globals";
import { isShortJudgement } from "./short-judgement.ts";

describe("isShortJudgement()", () => {
  it.each([
    "this is the mistake",
    "here is the bug",
    "misspelled",
    "phantom native",
    "Counterexample:",
    "negative example",
    "the model made this up",
    "Those names came out of thin air.",
    "Not valid SourcePawn.",
    "I am not sure about these names:",
    "Won't build:",
    "The event never fires.",
    "Neither the native nor the event exists.",
    "no native by that name",
    "unknown to spcomp",
    "not in random.inc",
    "removed from SourceMod",
    "v6 wrote this",
    "Regressed answer:",
    "The native must be replaced.",
    "You have to replace the native.",
    "There are two errors in it.",
    "The compiler stops at the first line.",
    "HookEvent fails for that name.",
    "Placeholder names:",
    "Nope.",
    "Fails the eval:",
    "Ignore that.",
    "To avoid:",
    "My guess was:",
    "Flagged by the sanitizer:",
    "Sample 17 from the dataset:",
  ])("hears that code is judged: %s", (text) => {
    expect(isShortJudgement(text)).toBe(true);
  });

  it.each([
    ["the game", "wrong side of the door is fine"],
    ["players", "unknown players are skipped"],
    ["what the event does not do", "The event never fires on survival."],
    ["a mode of the game", "Impossible difficulty:"],
    ["what it mends", "Fixes the wrong count."],
    ["what it keeps from happening", "prevent mistakes on map change"],
    ["what to test", "This needs testing on versus."],
    ["what to do", "You need to reload the plugin."],
    ["what to leave alone", "Ignore the unused variable."],
    ["numbers", "The number is never zero."],
    ["something longer", "It was wrong of the old plugin to count every death twice, so this one does not."],
    ["nothing bad", "roll the dice"],
  ])("hears nothing where words speak of %s: %s", (_what, text) => {
    expect(isShortJudgement(text)).toBe(false);
  });
});
