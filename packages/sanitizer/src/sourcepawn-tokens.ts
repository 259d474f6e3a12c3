import type { CodeToken } from "./language-adapter.ts";

/** The tokens of a piece of SourcePawn, as the rules need them. */
export interface SourcePawnTokens {
  readonly tokens: readonly CodeToken[];
  readonly comments: readonly CodeToken[];
  readonly includes: readonly string[];
}

const scan =
  /[ \t\r\n\f\v]+|([A-Za-z_][A-Za-z0-9_]*)|(\/\/[^\n]*|\/\*(?:[^*]|\*(?!\/))*(?:\*\/)?)|("(?:[^"\\\n]|\\[^])*"?)|('(?:[^'\\\n]|\\.)*'?)|(#[ \t]*[a-z]*)|([0-9][A-Za-z0-9_.]*)|([^])/gy;

export function readTokens(code: string): SourcePawnTokens {
  const tokens: CodeToken[] = [];
  const comments: CodeToken[] = [];
  const includes: string[] = [];
  const pattern = new RegExp(scan);
  for (let match = pattern.exec(code); match !== null; match = pattern.exec(code)) {
    const start = match.index;
    const end = pattern.lastIndex;
    if (match[1] !== undefined) tokens.push({ kind: "identifier", start, end, value: match[1] });
    else if (match[2] !== undefined) comments.push({ kind: "comment", start, end, value: match[2] });
    else if (match[3] !== undefined) tokens.push({ kind: "string", start, end, value: match[3].replace(/^"|"$/g, "") });
    else if (match[5] !== undefined) {
      const word = match[5].replace(/[# \t]/g, "");
      if (
        word === "include" ||
        word === "tryinclude" ||
        word === "pragma" ||
        word === "error" ||
        word === "if" ||
        word === "elseif"
      ) {
        const feed = code.indexOf("\n", end);
        const line = code.slice(start, feed === -1 ? code.length : feed);
        const name = /[<"]([^>"]+)[>"]/.exec(line)?.[1];
        if (word.endsWith("include") && name !== undefined) includes.push(name);
        pattern.lastIndex = start + line.length;
        tokens.push({ kind: "preprocessor", start, end: start + line.length, value: word });
      } else tokens.push({ kind: "preprocessor", start, end, value: word });
    } else if (match[4] !== undefined || match[6] !== undefined || match[7] !== undefined) {
      tokens.push({ kind: "other", start, end, value: match[0] });
    }
    if (end >= code.length) break;
  }
  return { tokens, comments, includes };
}
