import { describe, expect, it } from "@jest/globals";
import { clausesAbout } from "./lead-in-clauses.ts";

describe("clausesAbout()", () => {
  const right =
    'public Plugin myinfo = { description = "Counts each pounce." };\nHookEvent("lunge_pounce", A); // a pounce';
  it.each([
    ["`pounce` does not exist; the event is `lunge_pounce`.", right, "the event is `lunge_pounce`."],
    ["`pounce` does not exist; use another.", 'HookEvent("pounce", A);', "`pounce` does not exist; use another."],
    ["`spawn()` is wrong.", "spawn(5);", "`spawn()` is wrong."],
    ["`RandomInt` is gone, this is better:", "GetRandomInt(1, 2);", "this is better:"],
    ["`RandomInt` is gone:", "// RandomInt", "`RandomInt` is gone:"],
    ["Wrong, so do not copy it:", right, "Wrong, so do not copy it:"],
  ])("leaves out what speaks of names that the block does not hold: %s", (leadIn, code, left) => {
    expect(clausesAbout(leadIn, code)).toBe(left);
  });
});
