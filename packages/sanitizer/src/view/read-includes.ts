import { includedFile } from "@tunewright/sourcepawn";
import { behindBlanks, endOfLine } from "./code-windows.ts";

/** The includes of the code that was asked about last: its windows are viewed one after the other. */
let lastIncludes: { readonly code: string; readonly found: readonly string[] } | undefined;

/** The includes of code without block comments, by its lines alone. */
export function readIncludes(code: string): readonly string[] {
  if (lastIncludes?.code === code) return lastIncludes.found;
  const found: string[] = [];
  // The sign is rare, where the first letter of the word is everywhere.
  for (let at = code.indexOf("#"); at !== -1; at = code.indexOf("#", at + 1)) {
    const letter = code.charCodeAt(behindBlanks(code, at + 1)) | 32;
    // `include` or `tryinclude`
    if (letter !== 105 && letter !== 116) continue;
    const name = includeOf(code.slice(code.lastIndexOf("\n", at) + 1, endOfLine(code, at)));
    if (name !== "" && found.at(-1) !== name) found.push(name);
  }
  lastIncludes = { code, found };
  return found;
}

/** Answers of {@link includeOf}; the same few lines stand in most plugins. */
const includeLines = new Map<string, string>();

/** The include that a line names, empty where it names none. */
function includeOf(line: string): string {
  const known = includeLines.get(line);
  if (known !== undefined) return known;
  const [, mark, name = ""] = /^[ \t]*#[ \t]*(?:try)?include[ \t]*([<"]?)([^>"\n]*)/.exec(line) ?? [];
  const include = includedFile(name.replace(/\/\/.*/, ""), mark === '"');
  if (includeLines.size >= 4096) includeLines.clear();
  includeLines.set(line, include);
  return include;
}
