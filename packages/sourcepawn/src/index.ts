export { keywords } from "./lexer/keywords.ts";
export { type LexOptions, lexSourcePawn } from "./lexer/lex-source-pawn.ts";
export { hashName } from "./lexer/name-hash.ts";
export { type Token, TokenBuffer } from "./lexer/token-buffer.ts";
export { type TokenClass, tokenClass, TokenFlag, TokenKind } from "./lexer/token-kind.ts";
