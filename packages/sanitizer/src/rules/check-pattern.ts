/**
 * Says why a regular expression can take more than linear time, or `undefined` when it cannot.
 *
 * Uses recheck's JavaScript backend, so no binary and no Java is needed.
 *
 * @param timeout Milliseconds after which the answer is "could not be decided"; far more than any pattern takes, for a busy machine.
 */
export async function checkPattern(pattern: string, flags: string, timeout = 40_000): Promise<string | undefined> {
  const previous = process.env["RECHECK_BACKEND"];
  process.env["RECHECK_BACKEND"] = "pure";
  try {
    const { checkSync } = await import("recheck");
    const result = checkSync(pattern, flags, { timeout });
    if (result.status === "safe") return undefined;
    if (result.status === "vulnerable") {
      return result.complexity.type === "exponential"
        ? "the pattern can take exponential time; repeat nothing that repeats inside"
        : "the pattern can take more than linear time; let no two repeats take the same text";
    }
    return "whether the pattern runs in linear time could not be decided; write a shorter one";
  } finally {
    if (previous === undefined) delete process.env["RECHECK_BACKEND"];
    else process.env["RECHECK_BACKEND"] = previous;
  }
}

/** Whether a pattern is a regular expression at all. */
export function isRegExp(pattern: string, flags: string): boolean {
  try {
    new RegExp(pattern, flags);
    return true;
  } catch {
    return false;
  }
}
