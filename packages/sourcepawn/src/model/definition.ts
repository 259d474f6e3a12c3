/** What a name that the code defines is. */
export type DefinitionKind =
  | "function"
  | "variable"
  | "parameter"
  | "methodmap"
  | "method"
  | "property"
  | "enum"
  | "enum-value"
  | "enum-struct"
  | "field"
  | "typedef"
  | "macro";

/** A name that the code defines. Token numbers count the tokens of the model. */
export interface Definition {
  readonly name: string;
  readonly kind: DefinitionKind;
  /** Declared type or old-style tag, or what a function returns; `undefined` where none is written. */
  readonly type: string | undefined;
  /** The token that is the name. */
  readonly token: number;
  /** Where the name holds: from this token … */
  readonly from: number;
  /** … up to this one, which is not part of it. */
  readonly to: number;
  /** The methodmap or enum struct that a member belongs to, or the enum of a value. */
  readonly container: string | undefined;
  /** The words before it: `public`, `stock`, `static`, `native`, `forward`, `const`. */
  readonly modifiers: readonly string[];
  /** Parent of a methodmap. */
  readonly parent: string | undefined;
}

/** What a token was found to be while definitions were read. */
export const TokenMark = { none: 0, definition: 1, type: 2, field: 3 } as const;

/** Everything that a piece of code defines. */
export interface Definitions {
  readonly list: readonly Definition[];
  /** Numbers of {@link TokenMark}, by token. */
  readonly marks: Uint8Array;
  /** The methodmap or enum struct whose body begins at this brace. */
  readonly bodies: ReadonlyMap<number, string>;
}
