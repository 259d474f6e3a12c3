import { describe, expect, it } from "@jest/globals";
import { compareVersions, isVersionName, versionNumber } from "./version-name.ts";

describe("isVersionName()", () => {
  it.each(["v0", "v8", "v10"])("takes %s", (text) => {
    expect(isVersionName(text)).toBe(true);
  });

  it.each(["", "v", "8", "V8", "v8-quick", "v8\n", " v8", "v1.2", "production"])("refuses %j", (text) => {
    expect(isVersionName(text)).toBe(false);
  });
});

describe("compareVersions()", () => {
  it("counts, and does not go by letters", () => {
    expect(["v10", "v9", "v100", "v1"].toSorted(compareVersions)).toEqual(["v1", "v9", "v10", "v100"]);
    expect(versionNumber("v10")).toBe(10);
  });
});
