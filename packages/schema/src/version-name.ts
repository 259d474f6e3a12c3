/** How a version is written: `v` and a number. */
export const versionNamePattern = /^v\d+$/;

/** Whether a text names a version of a dataset and its model, as `v8`. */
export function isVersionName(text: string): boolean {
  return versionNamePattern.test(text);
}

/**
 * Puts versions in their order: `v9` stands before `v10`.
 *
 * @returns Below 0 where `one` is the earlier version, above 0 where it is the later.
 *
 * @example The newest of some versions
 * ```ts
 * import { compareVersions } from "@tunewright/schema";
 *
 * console.log(["v10", "v9"].toSorted(compareVersions).at(-1));
 * //=> v10
 * ```
 */
export function compareVersions(one: string, other: string): number {
  return versionNumber(one) - versionNumber(other);
}

/** The number of a version: 8 of `v8`. */
export function versionNumber(version: string): number {
  return Number(version.slice(1));
}
