import { looksLikeSourcePawn } from "../markdown/looks-like-source-pawn.ts";
import { markdownParts, partCode } from "../markdown/markdown-parts.ts";

/** Info strings of fences that say SourcePawn, in lower case. */
export const sourcePawnFences: ReadonlySet<string> = new Set(["sourcepawn", "sp", "pawn", "sourcemod", "inc", "sma"]);
/** Info strings under which SourcePawn is often put for want of its own; its code must also read as such. */
const lookalikes: ReadonlySet<string> = new Set([
  "",
  "c",
  "cpp",
  "c++",
  "text",
  "txt",
  "plaintext",
  "code",
  "cs",
  "csharp",
  "java",
  "diff",
]);

/** A piece of SourcePawn in a message. */
export interface CodePiece {
  /** The code; offsets in it are offsets in the message less `start`. */
  readonly code: string;
  /** UTF-16 offset of the code in the message. */
  readonly start: number;
}

/** The pieces of SourcePawn in a message: fences, or the whole message where it is bare code. Code spans are left out. */
export function codePieces(text: string): CodePiece[] {
  const hasFence = text.includes("```") || text.includes("~~~");
  if (!hasFence && looksLikeSourcePawn(text)) return [{ code: text, start: 0 }];
  const pieces: CodePiece[] = [];
  for (const part of markdownParts(text)) {
    if (part.kind === "prose" || part.kind === "inline") continue;
    const code = partCode(text, part);
    const isCode = sourcePawnFences.has(part.language) || (lookalikes.has(part.language) && looksLikeSourcePawn(code));
    if (isCode) pieces.push({ code, start: part.contentStart });
  }
  return pieces;
}
