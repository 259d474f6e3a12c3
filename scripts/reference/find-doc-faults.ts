import ts from "typescript";
import { type PublicSymbol, readPublicSurface } from "./public-surface.ts";

/** A place where the reference would have a hole. */
export interface DocFault {
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
  readonly message: string;
}

/**
 * Finds what an entry point exports without documentation: symbols, members of its classes and interfaces, and parameters of
 * functions that document only some of theirs; and `@link`s to names that the file neither declares nor imports.
 *
 * @param entry Path of the entry point's source.
 */
export function findDocFaults(entry: string): readonly DocFault[] {
  return readPublicSurface(entry).flatMap((symbol) => [...faultsOf(symbol)]);
}

function* faultsOf({ name, declarations, file, from }: PublicSymbol): Generator<DocFault> {
  if (from !== undefined) return;
  const fault = (node: ts.Node, message: string): DocFault => ({
    path: file.fileName,
    line: file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1,
    message,
  });
  const [first] = declarations;
  // One comment serves all overloads, and a type that shares its name with a constant.
  if (first !== undefined && !declarations.some(isDocumented)) yield fault(first, `${name} is exported without documentation.`);
  for (const node of declarations) {
    for (const member of membersOf(node))
      if (!isDocumented(member)) yield fault(member, `${name}.${member.name?.getText(file) ?? "new"} is public without documentation.`);
    for (const documented of [node, ...membersOf(node)])
      for (const message of parameterFaults(documented, file)) yield fault(documented, message);
    for (const link of linksIn(node))
      if (!namesIn(file).has(link)) yield fault(node, `${name} links to ${link}, which this file does not know.`);
  }
}

function isDocumented(node: ts.Node): boolean {
  return ts.getJSDocCommentsAndTags(node).some((found) => ts.isJSDoc(found) && (found.comment !== undefined || found.tags !== undefined));
}

/** Members that a reader of the reference asks about; what a class inherits, overrides or keeps to itself is not among them. */
function membersOf(node: ts.Node): readonly (ts.ClassElement | ts.TypeElement)[] {
  if (!ts.isClassDeclaration(node) && !ts.isInterfaceDeclaration(node)) return [];
  return [...node.members].filter((member) => {
    if (ts.isConstructorDeclaration(member) || ts.isSemicolonClassElement(member) || member.name === undefined) return false;
    if (ts.isPrivateIdentifier(member.name) || ts.isComputedPropertyName(member.name)) return false;
    const kinds = ts.canHaveModifiers(member) ? (ts.getModifiers(member) ?? []).map(({ kind }) => kind) : [];
    return !kinds.includes(ts.SyntaxKind.PrivateKeyword) && !kinds.includes(ts.SyntaxKind.OverrideKeyword);
  });
}

/** A comment that explains some parameters explains all of them, by the names that they have. */
function* parameterFaults(node: ts.Node, file: ts.SourceFile): Generator<string> {
  if (!ts.isFunctionDeclaration(node) && !ts.isMethodDeclaration(node) && !ts.isMethodSignature(node)) return;
  const explained = ts.getJSDocTags(node).filter(ts.isJSDocParameterTag).map(({ name }) => name.getText(file));
  if (explained.length === 0) return;
  const declared = node.parameters.map(({ name }) => (ts.isIdentifier(name) ? name.text : undefined));
  for (const name of declared)
    if (name !== undefined && !explained.includes(name)) yield `${node.name?.getText(file)}: the parameter ${name} is not explained.`;
  if (declared.includes(undefined)) return;
  for (const name of explained)
    if (!declared.includes(name)) yield `${node.name?.getText(file)}: @param ${name} is no parameter.`;
}

function linksIn(node: ts.Node): readonly string[] {
  return ts
    .getJSDocCommentsAndTags(node)
    .flatMap((found) => [...found.getText().matchAll(/\{@link\s+([A-Za-z_$][\w$]*)/g)].map(([, name = ""]) => name));
}

function namesIn(file: ts.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  for (const statement of file.statements) {
    if (ts.isImportDeclaration(statement)) {
      const bindings = statement.importClause?.namedBindings;
      if (bindings !== undefined && ts.isNamedImports(bindings)) for (const { name } of bindings.elements) names.add(name.text);
      if (statement.importClause?.name !== undefined) names.add(statement.importClause.name.text);
    } else if (ts.isVariableStatement(statement)) {
      for (const { name } of statement.declarationList.declarations) names.add(name.getText(file));
    } else if ("name" in statement && statement.name !== undefined) names.add((statement.name as ts.Identifier).text);
  }
  return names;
}
