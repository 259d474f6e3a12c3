import { mentions } from "../texts/words.ts";

/**
 * A lead-in without the clauses that speak of names which the block below does not hold.
 *
 * "`RandomFloat` does not exist, use `GetRandomFloat`:" above a block with the right name says nothing against that block.
 */
export function clausesAbout(leadIn: string, code: string): string {
  if (!leadIn.includes("`")) return leadIn;
  return leadIn
    .split(/(?<=[,;.])\s+/)
    .filter((clause) => {
      const names = [...clause.matchAll(/`(\w+)(?:\(\))?`/g)].map(([, name = ""]) => name);
      return names.length === 0 || names.some((name) => holds(code, name));
    })
    .join(" ");
}

/** Whether code holds a name; one that is a word of English may stand in its texts and comments as that. */
function holds(code: string, name: string): boolean {
  return /^[a-z]+$/.test(name) ? new RegExp(`"${name}"|(?<!\\w)${name}\\s*\\(`).test(code) : mentions(code, name);
}
