import { afterEach, describe, expect, it } from "@jest/globals";
import { checkPattern, isRegExp } from "./check-pattern.ts";

const KEY = "RECHECK_BACKEND";
const before = process.env[KEY];
afterEach(() => {
  if (before === undefined) delete process.env[KEY];
  else process.env[KEY] = before;
});

describe("checkPattern()", () => {
  it.each([
    ["takes linear time", "TODO[: ]", undefined],
    ["can take more", "a.*a.*b", "the pattern can take more than linear time; let no two repeats take the same text"],
    ["can take far more", "(a+)+b", "the pattern can take exponential time; repeat nothing that repeats inside"],
  ])("says of a pattern that it %s", async (_what, pattern, reason) => {
    expect(await checkPattern(pattern, "")).toBe(reason);
  });

  it.each(["worker", undefined])("leaves the setting of its library as it was: %s", async (setting) => {
    if (setting === undefined) delete process.env[KEY];
    else process.env[KEY] = setting;
    await checkPattern("a", "");
    expect(process.env[KEY]).toBe(setting);
  });
});

describe("isRegExp()", () => {
  it("asks for pattern and flags", () => {
    expect([isRegExp("a{2}", "u"), isRegExp("(a", ""), isRegExp("a", "q")]).toEqual([true, false, false]);
  });
});
