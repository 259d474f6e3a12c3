import { describe, expect, it } from "@jest/globals";
import { addToChangelog, parseChangeset } from "./add-to-changelog.ts";

const day = "2026-12-01";

describe("parseChangeset()", () => {
  it("takes the largest step of the packages that it names", () => {
    const text = `---\n"@tunewright/jsonl": patch\n"tunewright": minor\n---\n\nReads zstd.\n`;
    expect(parseChangeset(text)).toEqual({ step: "minor", summary: "Reads zstd." });
  });

  it("finds nothing in a file that names no package, as a README does", () => {
    expect(parseChangeset("# Changesets\n")).toBeUndefined();
    expect(parseChangeset("---\n---\n\nNothing for users.\n")).toBeUndefined();
  });
});

describe("addToChangelog()", () => {
  it("puts a release above the others, breaking changes first", () => {
    const changesets = [
      { step: "patch", summary: "A typing error." },
      { step: "major", summary: "The flag is gone.\nUse the other one." },
    ] as const;
    expect(
      addToChangelog("# Changelog\n\n## 0.1.0 (2026-11-30)\n\nFirst.\n", { version: "1.0.0", day, changesets }),
    ).toBe(
      "# Changelog\n\n## 1.0.0 (2026-12-01)\n\n### Breaking\n\n- The flag is gone.\n  Use the other one.\n\n### Fixed\n\n- A typing error.\n\n## 0.1.0 (2026-11-30)\n\nFirst.\n",
    );
  });

  it("gives an announced release its day and keeps its text", () => {
    const changelog = "# Changelog\n\n## 0.1.0 (unreleased)\n\nThe first version.\n";
    expect(addToChangelog(changelog, { version: "0.1.0", day, changesets: [] })).toBe(
      "# Changelog\n\n## 0.1.0 (2026-12-01)\n\nThe first version.\n",
    );
  });

  it("refuses a version that was released", () => {
    const changelog = "# Changelog\n\n## 0.1.0 (2026-11-30)\n";
    expect(() => addToChangelog(changelog, { version: "0.1.0", day, changesets: [] })).toThrow(RangeError);
  });
});
