/**
 * A number with its noun, as messages print it.
 *
 * @param value How many.
 * @param one The noun for one, with a verb where the sentence has one: `record`, `record tells`.
 * @param many The same for any other number. Defaults to `one` with an `s`.
 * @returns `1 record`, `0 records`, `1,093,137 tokens`; thousands are parted as in English everywhere.
 *
 * @example Nouns and verbs
 * ```ts
 * import { formatCount } from "@tunewright/schema";
 *
 * console.log(formatCount(1, "record"), formatCount(2, "match", "matches"));
 * //=> 1 record 2 matches
 * ```
 */
export function formatCount(value: number, one: string, many = `${one}s`): string {
  return `${formatNumber(value)} ${value === 1 ? one : many}`;
}

/** A number as messages print it, with its thousands parted as in English: `1,093,137`. */
export function formatNumber(value: number): string {
  // The tables that `toLocaleString` needs take as long to load as a small command to run.
  return Number.isSafeInteger(value)
    ? String(value).replaceAll(/\B(?=(?:\d{3})+$)/g, ",")
    : value.toLocaleString("en-US");
}
