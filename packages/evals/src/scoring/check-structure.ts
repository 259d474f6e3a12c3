import type { CodeInspection, StructureCheck } from "@tunewright/schema";

const checks: Readonly<Record<StructureCheck, (inspection: CodeInspection) => boolean>> = {
  code: (inspection) => inspection.hasCode,
  balanced: (inspection) => inspection.hasCode && inspection.code.every(isBalanced),
  "entry-point": ({ code }) => code.some((text) => /\bpublic\s+(?:[A-Za-z_]\w*\s+)?On[A-Z]\w*\s*\(/.test(text)),
  "plugin-info": ({ code }) => code.some((text) => /\bmyinfo\s*=/.test(text)),
  newdecls: ({ code }) => code.some((text) => /^[ \t]*#pragma\s+newdecls\s+required\b/m.test(text)),
  "known-api": (inspection) => inspection.hasCode && inspection.unknown.length === 0,
};

/**
 * Looks at the structure of an answer.
 *
 * - `code`: it holds code at all.
 * - `balanced`: every bracket of every code part is closed, outside strings and comments: an answer cut off at the token
 *   limit is not.
 * - `entry-point`: a public forward such as `OnPluginStart` is defined.
 * - `plugin-info`: `myinfo` is set.
 * - `newdecls`: `#pragma newdecls required` is there.
 * - `known-api`: every name is known to the API index or defined in the answer.
 */
export function checkStructure(check: StructureCheck, inspection: CodeInspection): boolean {
  return checks[check](inspection);
}

const closes: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };

/** Comments, strings and characters, then brackets; `(?:[^"\\\n]|\\.)` cannot match one text in two ways, so it is linear. */
const pieces = /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|"(?:[^"\\\n]|\\[\s\S])*"?|'(?:[^'\\\n]|\\[\s\S])*'?|[()[\]{}]/g;

function isBalanced(code: string): boolean {
  const open: string[] = [];
  for (const [piece] of code.matchAll(pieces)) {
    if (piece === "(" || piece === "[" || piece === "{") open.push(piece);
    else if (piece in closes && open.pop() !== closes[piece]) return false;
    else if (piece.startsWith("/*") && !piece.endsWith("*/")) return false;
  }
  return open.length === 0;
}
