import { isFollowed } from "./follow-text.ts";

/** Names of the functions whose calls may say something about text: what stands before a bracket, and is known or takes a size. */
export function followedNames(code: string): Set<string> {
  const names = new Set<string>();
  for (const [, name] of code.matchAll(/\b([A-Za-z_]\w*)[ \t]*\(/g)) {
    if (name !== undefined && isFollowed(name)) names.add(name);
  }
  for (let at = code.indexOf("sizeof"); at !== -1; at = code.indexOf("sizeof", at + 1)) {
    const name = calleeBefore(code, at);
    if (name !== undefined) names.add(name);
  }
  return names;
}

/** Characters that are looked through for the head of a call. */
const REACH = 200;

/** The name of the function whose bracket is open at an offset, where it stands near. */
function calleeBefore(code: string, offset: number): string | undefined {
  let depth = 0;
  for (let at = offset - 1; at >= 0 && at > offset - REACH; at -= 1) {
    const letter = code[at];
    if (letter === ")") depth += 1;
    else if (letter === "(") depth -= 1;
    else if (letter === ";" || letter === "{") return undefined;
    if (depth < 0) return /([A-Za-z_]\w*)\s*$/.exec(code.slice(Math.max(0, at - 64), at))?.[1];
  }
  return undefined;
}
