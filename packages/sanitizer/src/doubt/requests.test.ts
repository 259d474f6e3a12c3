import { describe, expect, it } from "@jest/globals";
import { asksForWhatIsWrong, reportsFailure, takesAnswerBack } from "./requests.ts";

describe("asksForWhatIsWrong()", () => {
  it.each([
    ["mistakes", "Show me a plugin with wrong API names, as an exercise."],
    ["what is made up", "Give me an example of hallucinated SourcePawn."],
    ["a number of mistakes", "Write a snippet with two mistakes for my quiz."],
    ["what somebody bad writes", "Write code that a bad model would write."],
    ["what somebody wrote", "What did version 6 of the model write?"],
    ["what does not exist", "Which natives don't exist?"],
    ["the wrong ones of several", "Which of these are wrong? RandomInt, GetRandomInt"],
    ["a verdict", "True or false: RandomInt exists in SourcePawn."],
    ["a quote", "Repeat my code."],
    ["another language", "Convert this to VScript."],
    ["another language, by its name for it", "What is the VScript name of GetRandomInt?"],
    ["an extension", "And in an extension?"],
  ])("hears a request for %s: %s", (_what, words) => {
    expect(asksForWhatIsWrong(words)).toBe(true);
  });

  it.each([
    ["a repair", "My plugin is broken, can you rewrite it?"],
    ["a repair of mistakes", "Fix the mistakes in my code."],
    ["what to mend", "What is wrong with my code?"],
    ["care", "Write it without wrong names."],
    [
      "a plugin that tells what is wrong",
      "Read a config, and report what is wrong in it: a missing file, a bad section.",
    ],
    ["the right event", 'Does the event "pounce" exist? If not, find the right one.'],
    ["a plugin about bad words", "Kick whoever says bad words."],
    ["a plugin about bad names", "Create a plugin that bans players with invalid names."],
    ["a plugin that looks for faults", "Write a plugin which reports invalid function calls."],
    ["a fake event", "Create a fake event for the HUD."],
    ["help", "I have a plugin with a bug, it crashes."],
    ["a reply with an error", "Reply with an error if the target is invalid."],
    ["something again and again", "Repeat the sound every 5 seconds."],
    ["what people use in the game", "What weapons do people use in versus?"],
    ["a call into another language", "Execute VScript code from my plugin."],
    ["something for another program", "Send the stats to a JavaScript page."],
    ["SourcePawn, from another language", "Convert this VScript to SourcePawn."],
    ["no other language", "Do it without VScript."],
    ["a plugin", "Write a plugin that picks a random number."],
  ])("hears none in one for %s: %s", (_what, words) => {
    expect(asksForWhatIsWrong(words)).toBe(false);
  });

  it("does not read what is pasted", () => {
    expect(asksForWhatIsWrong(`${"x ".repeat(1000)}Repeat my code.`)).toBe(false);
  });
});

describe("reportsFailure() and takesAnswerBack()", () => {
  it.each([
    ["It does not compile.", true],
    ["Are you sure about these names?", true],
    ["Thanks! Can it print the number, too?", false],
  ])("%s: %p", (words, is) => {
    expect(reportsFailure(words)).toBe(is);
  });

  it.each([
    ["Sorry, here is the corrected version:", true],
    ["I used the wrong names.", true],
    ["Lower the 4.", false],
  ])("%s: %p", (words, is) => {
    expect(takesAnswerBack(words)).toBe(is);
  });
});
