import { describe, expect, it } from "@jest/globals";
import { isFallback } from "./fallback-code.ts";

/** Whether the last `old` of some code is a fallback. */
function falls(code: string): boolean {
  const start = code.lastIndexOf("old");
  return isFallback(code, { start, end: start + 3 }, "new");
}

describe("isFallback()", () => {
  it.each([
    ["a branch for what is missing", "try:\n    f = lib.new\nexcept AttributeError:\n    f = lib.old"],
    ["one of several faults", "try:\n    f()\nexcept (ImportError, ValueError):\n    # as before\n\n    f = lib.old"],
    ["one for any fault", "try:\n    f()\nexcept:\n    f = lib.old"],
    ["a question for the name", 'if hasattr(lib, "old"):\n    f = lib.old'],
    ["a question in one line", 'if hasattr(lib, "old"): f = lib.old'],
    ["a question for the version", "if lib.__version__ < '2':\n    f = lib.old"],
    ["a test that it fails", "with pytest.raises(AttributeError):\n    lib.old()"],
    ["an import beside the right one", "try:\n    from lib.new import f\nexcept Exception:\n    from lib.old import f"],
    ["an import that a block has already", "import lib.new\nimport lib.old"],
  ])("sees %s", (_what, code) => {
    expect(falls(code)).toBe(true);
  });

  it.each([
    ["what is tried", "try:\n    f = lib.old\nexcept AttributeError:\n    pass"],
    ["a branch for another fault", "try:\n    f()\nexcept ValueError:\n    f = lib.old"],
    ["code behind the branch", "try:\n    f()\nexcept ImportError:\n    pass\nf = lib.old"],
    ["another condition", "if ready:\n    f = lib.old"],
    ["a lone import", "from lib.old import f\nfrom lib.new import g"],
    ["a line that would be there twice", "f = lib.new\nf = lib.old"],
  ])("does not take %s for one", (_what, code) => {
    expect(falls(code)).toBe(false);
  });
});
