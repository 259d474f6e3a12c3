import { type CodeInspection, type StructureCheck, structureCheckSchema } from "@tunewright/schema";
import { CodeModel, TokenFlag, TokenKind } from "@tunewright/sourcepawn";

const checks: Readonly<Record<StructureCheck, (inspection: CodeInspection) => boolean>> = {
  code: (inspection) => inspection.hasCode,
  balanced: (inspection) => inspection.hasCode && inspection.code.every((code) => isBalanced(new CodeModel(code))),
  "entry-point": ({ code }) => code.some((text) => publicFunctions(text).some((name) => /^On[A-Z]/.test(name))),
  "plugin-info": ({ code }) => code.some((text) => new CodeModel(text).defines("myinfo")),
  newdecls: ({ code }) => code.some((text) => requiresNewDeclarations(new CodeModel(text))),
  "known-api": (inspection) => inspection.hasCode && inspection.unknown.length === 0,
};

/** Names of structure checks stand among what an answer lacks, but are no API names. */
export const structureCheckNames: ReadonlySet<string> = new Set(structureCheckSchema.options);

/**
 * Looks at the structure of an answer.
 *
 * - `code`: it holds code at all.
 * - `balanced`: every bracket, string and comment of every code part is closed: an answer cut off at the token limit is not.
 * - `entry-point`: a public forward such as `OnPluginStart` is defined.
 * - `plugin-info`: `myinfo` is set.
 * - `newdecls`: `#pragma newdecls required` is there.
 * - `known-api`: every name is known to the API index or defined in the answer.
 */
export function checkStructure(check: StructureCheck, inspection: CodeInspection): boolean {
  return checks[check](inspection);
}

/** Names of the public functions that a piece of code defines: its forwards among them. */
export function publicFunctions(code: string): string[] {
  return new CodeModel(code).definitions
    .filter(({ kind, modifiers }) => kind === "function" && modifiers.includes("public"))
    .map(({ name }) => name);
}

/** Branches of `#if` may open a bracket twice and close it once, so only what stands outside of them has to match. */
function isBalanced({ tokens, comments, brackets }: CodeModel): boolean {
  let depth = 0;
  for (let index = 0; index < tokens.length; index++) {
    if (tokens.hasFlag(index, TokenFlag.unterminated)) return false;
    if (tokens.isText(index, "#if")) depth++;
    else if (tokens.isText(index, "#endif")) depth--;
    else if (depth <= 0 && isBracket(tokens.kinds[index]) && brackets.partner[index] === -1) return false;
  }
  for (let index = 0; index < comments.length; index++) {
    if (comments.hasFlag(index, TokenFlag.unterminated)) return false;
  }
  return true;
}

const bracketKinds: ReadonlySet<number | undefined> = new Set([
  TokenKind.openParen,
  TokenKind.closeParen,
  TokenKind.openBracket,
  TokenKind.closeBracket,
  TokenKind.openBrace,
  TokenKind.closeBrace,
]);

function isBracket(kind: number | undefined): boolean {
  return bracketKinds.has(kind);
}

function requiresNewDeclarations({ tokens }: CodeModel): boolean {
  const words = ["#pragma", "newdecls", "required"];
  for (let index = 0; index < tokens.length; index++) {
    if (words.every((word, offset) => tokens.isText(index + offset, word))) return true;
  }
  return false;
}
