import { describe, expect, it } from "@jest/globals";
import { includeKey, runtimeIndex } from "./symbol-index.ts";

describe("runtimeIndex()", () => {
  it("knows the includes that it was given, however they are written", () => {
    const index = runtimeIndex({ includes: ["sdktools", "left4dhooks_anim.inc", "sub/deep"] });
    expect(
      ["SDKTools.inc", "left4dhooks_anim", "sub\\deep", "sdkhooks"].map((name) => index.knowsInclude(name)),
    ).toEqual([true, true, true, false]);
  });

  it("knows the functions that it was given, and every function without any", () => {
    const some = runtimeIndex({ includes: [], functions: ["GetRoll"] });
    expect([some.has("function", "GetRoll"), some.has("function", "Roll"), some.has("event", "GetRoll")]).toEqual([
      true,
      false,
      false,
    ]);
    const every = runtimeIndex({ includes: [] });
    expect([every.has("function", "Roll"), every.has("constant", "Roll")]).toEqual([true, false]);
  });
});

describe("includeKey()", () => {
  it("is the same for one include, each time", () => {
    for (const name of ["SDKTools_Sound.INC", "sdktools_sound", "sdktools_sound.inc"]) {
      expect([includeKey(name), includeKey(name)]).toEqual(["sdktools_sound", "sdktools_sound"]);
    }
    expect(includeKey("a.inc.sp")).toBe("a.inc.sp");
  });
});
