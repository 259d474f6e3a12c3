/** Takes no room, and lets no line break. */
const WORD_JOINER = "\u2060";

/**
 * A name as a chart can sort by it.
 *
 * Vega looks up the names of an order in a plain object, where `toString` and `constructor`, which code calls every day, are there
 * already, and then cannot draw. Such a name is told apart by a character that nobody sees.
 */
export function rowName(name: string): string {
  return name in Object.prototype ? `${name}${WORD_JOINER}` : name;
}
