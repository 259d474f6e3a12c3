export { ApiIndex, type ApiNameKind } from "./api/api-index.ts";
export { type ApiIndexHead, type ApiNames, assembleApiIndex, emptyApiNames } from "./api/assemble-api-index.ts";
export { buildApiIndex, type BuildApiIndexOptions } from "./api/build-api-index.ts";
export { formatApiIndex } from "./api/format-api-index.ts";
export { type IncludeAnswer, LibraryNames } from "./api/library-names.ts";
export { loadApiIndex } from "./api/load-api-index.ts";
export { type NearName } from "./api/nearest-names.ts";
export { readGameEvents } from "./api/read-game-events.ts";
export { readInclude } from "./api/read-include.ts";
export { readNetprops } from "./api/read-netprops.ts";
export { resolveLibraries } from "./api/resolve-libraries.ts";
export { compileSnippet, type CompileResult, type CompileSnippetOptions } from "./compiler/compile-snippet.ts";
export { type CompileDiagnostic, parseDiagnostics } from "./compiler/parse-diagnostics.ts";
export { probeCompiler, type ProbeCompilerOptions } from "./compiler/probe-compiler.ts";
export { keywords } from "./lexer/keywords.ts";
export { type LexOptions, lexSourcePawn } from "./lexer/lex-source-pawn.ts";
export { hashName } from "./lexer/name-hash.ts";
export { type Token, TokenBuffer } from "./lexer/token-buffer.ts";
export { type TokenClass, tokenClass, TokenFlag, TokenKind } from "./lexer/token-kind.ts";
export { looksLikeOtherCode, looksLikeSourcePawn } from "./markdown/looks-like-source-pawn.ts";
export { type MarkdownPart, type TextSpan } from "./markdown/markdown-part.ts";
export { isDiff, markdownParts, partCode, removedLines, struckSpans } from "./markdown/markdown-parts.ts";
export {
  type CallSite,
  CodeModel,
  type CodeModelOptions,
  type CodeSpan,
  type EnclosingCall,
  type Receiver,
  type TokenRole,
} from "./model/code-model.ts";
export { type Definition, type DefinitionKind } from "./model/definition.ts";
export { includedFile } from "./model/included-file.ts";
export { decodeNumber, decodeText } from "./model/literal-values.ts";
export { type Brackets } from "./model/match-brackets.ts";
export { type CodePiece, codePieces, sourcePawnFences } from "./references/code-pieces.ts";
export { collectReferences, type SourcePawnReference } from "./references/collect-references.ts";
export { findUnknown, type UnknownReference } from "./references/find-unknown.ts";
export { suggestRule } from "./references/suggest-rule.ts";
export { type TextPlace, type UnknownName, UnknownTally } from "./references/unknown-tally.ts";
