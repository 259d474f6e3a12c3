import { hash } from "node:crypto";

/** Options for {@link assignSplit}. */
export interface AssignSplitOptions {
  /**
   * Share of groups that go to validation, from 0 to 1.
   *
   * @default 0.1
   */
  readonly validationRatio?: number;
  /**
   * Share of groups that go to test, from 0 to 1; with the validation ratio at most 1.
   *
   * @default 0
   */
  readonly testRatio?: number;
  /** @default 42 */
  readonly seed?: number;
}

/**
 * Decides which side a group belongs to, from the group's key alone.
 *
 * The same key and options give the same answer on any machine and in any order, so adding records never moves existing
 * groups. The share is met on average, not exactly.
 *
 * @param groupKey Key shared by every record that must stay together.
 * @throws {RangeError} If a ratio is outside 0 to 1, or both together are over 1.
 */
export function assignSplit(groupKey: string, options: AssignSplitOptions = {}): "train" | "validation" | "test" {
  const { validationRatio = 0.1, testRatio = 0, seed = 42 } = options;
  for (const [name, ratio] of [
    ["validation", validationRatio],
    ["test", testRatio],
    ["validation and test", validationRatio + testRatio],
  ] as const) {
    if (!(ratio >= 0 && ratio <= 1))
      throw new RangeError(`Cannot split by a ${name} ratio of ${ratio}: it must lie between 0 and 1.`);
  }
  const position = splitPosition(groupKey, seed);
  if (position < validationRatio) return "validation";
  return position >= 1 - testRatio ? "test" : "train";
}

/**
 * Where a key stands between 0 and 1: the first 52 bits of the SHA-256 over seed and key.
 *
 * Validation is filled from 0 upwards, test from 1 downwards.
 */
export function splitPosition(key: string, seed: number): number {
  return Number.parseInt(hash("sha256", `${seed}\n${key}`, "hex").slice(0, 13), 16) / 2 ** 52;
}
