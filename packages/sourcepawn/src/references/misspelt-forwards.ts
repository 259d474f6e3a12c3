import { distance } from "fastest-levenshtein";
import type { ApiIndex } from "../api/api-index.ts";
import { TokenKind } from "../lexer/token-kind.ts";
import type { CodeModel } from "../model/code-model.ts";
import type { Definition } from "../model/definition.ts";

/** So many letters that are wrong, too many or missing are a slip of the pen; more are another name. */
const MOST_SLIPS = 2;
/** In shorter names, two letters make another word. */
const LEAST_LENGTH = 8;

/**
 * Finds public functions that are a forward of the API but for a letter or two: `public void OnPlayerRunCmdd()` is never called.
 *
 * A function that the code hands on, or calls, has a reason for its name.
 */
export function misspeltForwards(model: CodeModel, index: ApiIndex): Definition[] {
  return model.definitions.filter((definition) => {
    const { kind, container, modifiers, name } = definition;
    if (kind !== "function" || container !== undefined || !modifiers.includes("public")) return false;
    if (name.length < LEAST_LENGTH || index.hasForward(name) || index.hasFunction(name)) return false;
    const [nearest] = index.nearest(name, "forward", 1);
    if (nearest === undefined || distance(name.toLowerCase(), nearest.name.toLowerCase()) > MOST_SLIPS) return false;
    return !isUsed(model, name);
  });
}

/** Whether a name stands anywhere but where it is defined. */
function isUsed(model: CodeModel, name: string): boolean {
  const { tokens } = model;
  const definitions = new Set(model.definitionsOf(name).map(({ token }) => token));
  for (let index = 0; index < tokens.length; index += 1) {
    if (tokens.kinds[index] !== TokenKind.identifier && tokens.kinds[index] !== TokenKind.string) continue;
    if (definitions.has(index)) continue;
    // A name in a string may be looked up by it.
    if (tokens.isText(index, name) || tokens.isText(index, `"${name}"`)) return true;
  }
  return false;
}
