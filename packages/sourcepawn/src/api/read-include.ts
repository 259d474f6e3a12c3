import { TokenFlag, TokenKind } from "../lexer/token-kind.ts";
import { hashName } from "../lexer/name-hash.ts";
import { CodeModel } from "../model/code-model.ts";
import type { Definition } from "../model/definition.ts";
import { type ApiNames, emptyApiNames } from "./assemble-api-index.ts";

const pragma = hashName("#pragma");
const deprecated = hashName("deprecated");

/**
 * Reads the names that an include file of SourceMod offers to plugins.
 *
 * Both sides of `#if` count. Static functions and constants stay inside the file, and the functions and variables that
 * announce an extension (`__pl_…`, `__ext_…`) are no API.
 *
 * @param include Name of the file, for the entries.
 */
export function readInclude(code: string, include: string): ApiNames {
  const model = new CodeModel(code);
  const notes = deprecationNotes(model);
  const names = emptyApiNames();
  for (const definition of model.definitions) {
    const { name, modifiers, token, container } = definition;
    // A static method belongs to its type, and is no secret of the file.
    if (name.startsWith("__") || (modifiers.includes("static") && container === undefined)) continue;
    add(names, definition, include, noteFor(notes, model, token));
  }
  return names;
}

function add(names: ApiNames, definition: Definition, include: string, note: string | undefined): void {
  const { name, kind, type, container, modifiers, parent, from, to } = definition;
  const extra = note === undefined ? {} : { deprecated: note };
  const returns = type === undefined ? {} : { returns: type };
  switch (kind) {
    case "function":
      if (modifiers.includes("forward")) names.forwards.push({ name, include, ...extra });
      else
        names.functions.push({
          name,
          kind: modifiers.includes("native") ? "native" : "stock",
          include,
          ...returns,
          ...extra,
        });
      break;
    case "methodmap":
      names.types.push({ name, kind, include, ...(parent === undefined ? {} : { parent }) });
      break;
    case "enum":
    case "enum-struct":
    case "typedef":
      names.types.push({ name, kind, include });
      break;
    case "method":
    case "property":
    case "field":
      if (container !== undefined) {
        const shape = kind === "field" ? "property" : name === container ? "constructor" : kind;
        names.members.push({ type: container, name, kind: shape, include, ...returns, ...extra });
      }
      break;
    case "enum-value":
      names.constants.push({ name, kind, include, ...extra });
      break;
    case "macro":
      if (!/^_\w*included_*$/i.test(name)) names.constants.push({ name, kind: "define", include, ...extra });
      break;
    case "variable":
      // Only what holds in the whole file: locals have a scope.
      if (from === 0 && to > 0) names.constants.push({ name, kind: "const", include, ...extra });
      break;
    case "parameter":
  }
}

/** Texts of `#pragma deprecated`, by the number of the last token on their line. */
function deprecationNotes(model: CodeModel): Map<number, string> {
  const { tokens } = model;
  const notes = new Map<number, string>();
  for (let index = 0; index < tokens.length; index += 1) {
    if (tokens.hashes[index] !== pragma || tokens.hashes[index + 1] !== deprecated) continue;
    const hasText = tokens.kinds[index + 2] === TokenKind.directiveText;
    notes.set(hasText ? index + 2 : index + 1, hasText ? tokens.textOf(index + 2) : "");
  }
  return notes;
}

/** The note right above the statement that defines a name. */
function noteFor(notes: ReadonlyMap<number, string>, model: CodeModel, token: number): string | undefined {
  const { tokens } = model;
  for (let index = token - 1; index >= 0 && token - index < 12; index -= 1) {
    if (tokens.hasFlag(index, TokenFlag.inDirective)) return notes.get(index);
    const kind = tokens.kinds[index];
    if (kind === TokenKind.semicolon || kind === TokenKind.openBrace || kind === TokenKind.closeBrace) return undefined;
    if (kind === TokenKind.openParen || kind === TokenKind.comma) return undefined;
  }
  return undefined;
}
