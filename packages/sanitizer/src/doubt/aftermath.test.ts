import { describe, expect, it } from "@jest/globals";
import { judgeAftermath } from "./aftermath.ts";

describe("judgeAftermath()", () => {
  it.each([
    ["names what is wrong", "The native above does not exist."],
    ["names both", "Both names are wrong."],
    ["names a line", "The first line is wrong."],
    ["denies all of it", "None of that is real SourcePawn."],
    ["says what it is", "That code is hallucinated."],
    ["says whose mistake it is", "This was my mistake."],
    ["says what the compiler says", "spcomp says undefined symbol."],
    ["tells not to copy it", "Don't copy this."],
    ["tells that it is what not to do", "That's what not to do."],
    ["asks for the mistake", "Can you spot the mistake?"],
    ["says where the problem is", "The problem is the native."],
    ["points at it", "← wrong"],
    ["begins with a sign", "❌ Does not compile"],
    ["corrects itself", "Wait, that native doesn't exist."],
    ["corrects itself with the right name", "On second thought, it is GetRoll."],
    ["is an edit", "Edit: this is wrong."],
  ])("is in doubt where the sentence behind %s: %s", (_what, sentence) => {
    expect(judgeAftermath(sentence, "Roll", "GetRoll")).toBe("unclear");
  });

  it.each([
    ["says what it does not do", "It does not count bots."],
    ["speaks of what may be invalid", "Note that the client may be invalid."],
    ["tells when not to call it", "Do not call it before map start."],
    ["tells not to use it in some place", "Don't use it in a loop."],
    ["asks for news", "Let me know if something is wrong."],
    ["is sorry for something else", "Sorry for the delay."],
    ["says what the problem was", "The problem was that nobody checked."],
    ["says that it helps", "It fixes the bug."],
    ["speaks of the right name", "GetRoll would be another way."],
  ])("is in none where it %s: %s", (_what, sentence) => {
    expect(judgeAftermath(sentence, "Roll", undefined)).toBe("uses");
  });

  it("leaves a sign to the block that it leads up to", () => {
    expect([judgeAftermath("❌ Another:", "Roll", "GetRoll", true), judgeAftermath("❌", "Roll", "GetRoll")]).toEqual([
      "uses",
      "unclear",
    ]);
  });
});
