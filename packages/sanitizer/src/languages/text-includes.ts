import { includedFile } from "@tunewright/sourcepawn";

/** An include at the start of its line, also where the text is JSON in JSON. */
const includeLine = /(?:^|\\[nrt]|["\n\t])[ \t]*#[ \t]*(?:try)?include[ \t]*(?:<([^<>"\\\n]+)>|\\*"([^<>"\\\n]+))/;

/** Names of the included files in a text. */
export function includesIn(text: string): readonly string[] {
  if (!text.includes("include")) return [];
  return Array.from(text.matchAll(new RegExp(includeLine, "g")), ([, angled, quoted = ""]) =>
    angled === undefined ? includedFile(quoted, true) : angled.trim(),
  );
}

/** Whether a text includes any file. */
export function includesAny(text: string): boolean {
  return text.includes("include") && includeLine.test(text);
}
