/** Names that the compiler itself knows, in every version of SourceMod. */
export const builtInConstants: ReadonlySet<string> = new Set([
  "EOS",
  "INVALID_FUNCTION",
  "__BINARY_NAME__",
  "__BINARY_PATH__",
  "__DATE__",
  "__LINE__",
  "__Pawn",
  "__TIME__",
  "cellbits",
  "cellmax",
  "cellmin",
  "charbits",
  "charmax",
  "charmin",
  "debug",
  "ucharmax",
]);

/** Types and old-style tags that the compiler itself knows. */
export const builtInTypes: ReadonlySet<string> = new Set([
  "Float",
  "Function",
  "Handle",
  "String",
  "_",
  "any",
  "bool",
  "char",
  "float",
  "int",
  "object",
  "void",
]);
