/** No name in SourcePawn is longer. */
const LONGEST_NAME = 63;

/** Statements that look at what stands in their brackets. */
const statements = "if|while|return|switch";

/**
 * Functions that are asked whether a client or an entity is there or may be used, by their names, with whatever prefix a plugin gives them:
 * `IsClientInGame`, `TTT_IsClientValid`, `validSurvivor`, `IS_VALID_CLIENT`.
 */
const asking = String.raw`\w*(?<=^|_|[a-z])(?:[bB]?[Ii][Ss]|[Hh]as|[Cc]an|[Cc]heck)_?[A-Z]\w*|\w*(?<![Ii]n|IN)(?:[Vv]alid|VALID)\w*`;

const looking = new RegExp(`^(?:${statements})$|^(?:${asking})$`);

/** Functions that are asked whether a client is there. */
const asksForClient =
  /(?:^|_|[a-z])[Ii]s_?(?:Client|Valid|Player|Survivor|Infected|Human|Alive|InGame|Real)|(?<![Ii]n|IN)(?:[Vv]alid|VALID)/;

/** Whether a word before a bracket looks at the value that stands in it: such a statement, or such a function. */
export function looksAt(word: string): boolean {
  return word.length <= LONGEST_NAME && looking.test(word);
}

/** The names of what is called in some code. */
export function calledIn(code: string): string[] {
  return [...new Set(Array.from(code.matchAll(/\b([A-Za-z_]\w*)\s*\(/g), ([, name]) => name as string))];
}

/** Whether a function of this name is asked whether a client is there. */
export function isAskedForClient(name: string): boolean {
  return name.length <= LONGEST_NAME && asksForClient.test(name);
}
