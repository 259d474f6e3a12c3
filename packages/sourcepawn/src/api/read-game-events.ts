import type { ApiEvent } from "@tunewright/schema";

/** Keys of an event that are settings of the engine, not fields. */
const settings: ReadonlySet<string> = new Set(["local", "unreliable", "suppress", "reliable"]);

/** Comments and directives, then the name of the block around all others. */
const root = /^\uFEFF?(?:\s|\/\/[^\n]*(?:\n|$)|#\w+[ \t]+"[^"\n]*")*(?:"[^"\n]*"|[^\s{}"#/]+)(?:\s|\/\/[^\n]*\n)*\{/;

/**
 * Reads the events of a `.res` file of the game (`gameevents.res`, `modevents.res`): Valve's KeyValues, where a name is
 * followed by a text or by a block.
 *
 * Format: https://developer.valvesoftware.com/wiki/KeyValues. Whatever is not closed ends with the file; a text that does not begin
 * with the name of a block is no such file, and gives none.
 */
export function readGameEvents(text: string): ApiEvent[] {
  if (!root.test(text)) return [];
  const events: ApiEvent[] = [];
  const names: string[] = [];
  let key: string | undefined;
  let fields: Record<string, string> = {};
  for (const [, comment, condition, quoted, brace, bare] of text.matchAll(
    /(\/\/[^\n]*)|(\[[$!][^\]\n]*\])|"((?:[^"\\\n]|\\.)*)"?|([{}])|([^\s{}"]+)/g,
  )) {
    if (comment !== undefined || condition !== undefined) continue;
    if (brace === "{") {
      if (names.length === 1) fields = {};
      names.push(key ?? "");
      key = undefined;
    } else if (brace === "}") {
      const name = names.pop();
      if (names.length === 1 && name !== undefined && name !== "") events.push({ name, fields });
      key = undefined;
    } else {
      const word = quoted ?? bare ?? "";
      if (key === undefined) key = word;
      else {
        if (names.length === 2 && !(settings.has(key.toLowerCase()) && /^\d$/.test(word))) fields[key] = word;
        key = undefined;
      }
    }
  }
  return events;
}
