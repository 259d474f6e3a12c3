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
 * Finds what an entry point exports without documentation: symbols, methods, and those properties whose name cannot say it all; and
 * `@param`s and `@link`s to names that are not there.
 *
 * @param entry Path of the entry point's source.
 */
export function findDocFaults(entry: string): readonly DocFault[] {
  const surface = readPublicSurface(entry);
  const exported = new Set(surface.map(({ name }) => name));
  return surface.flatMap((symbol) => [...faultsOf(symbol, exported)]);
}

function* faultsOf(
  { name, declarations, file, from }: PublicSymbol,
  exported: ReadonlySet<string>,
): Generator<DocFault> {
  if (from !== undefined) return;
  const fault = (node: ts.Node, message: string): DocFault => ({
    path: file.fileName,
    line: file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1,
    message,
  });
  const [first] = declarations;
  // One comment serves all overloads, and a type that shares its name with a constant.
  if (first !== undefined && !declarations.some(isDocumented))
    yield fault(first, `${name} is exported without documentation.`);
  for (const node of declarations) {
    for (const member of membersOf(node))
      if (!isDocumented(member))
        yield fault(member, `${name}.${member.name?.getText(file) ?? "new"} is public without documentation.`);
    for (const documented of [node, ...membersOf(node)])
      for (const message of parameterFaults(documented, file)) yield fault(documented, message);
    for (const link of linksIn(node))
      if (!exported.has(link) && !importedNames(file).has(link))
        yield fault(node, `${name} links to ${link}, which this package does not export.`);
  }
}

function isDocumented(node: ts.Node): boolean {
  return ts
    .getJSDocCommentsAndTags(node)
    .some((found) => ts.isJSDoc(found) && (found.comment !== undefined || found.tags !== undefined));
}

/** Members that a reader of the reference asks about; what a class inherits, overrides or keeps to itself is not among them. */
function membersOf(node: ts.Node): readonly (ts.ClassElement | ts.TypeElement)[] {
  if (!ts.isClassDeclaration(node) && !ts.isInterfaceDeclaration(node)) return [];
  return [...node.members].filter((member) => {
    if (ts.isConstructorDeclaration(member) || ts.isSemicolonClassElement(member) || member.name === undefined)
      return false;
    if (ts.isPrivateIdentifier(member.name) || ts.isComputedPropertyName(member.name)) return false;
    const kinds = ts.canHaveModifiers(member) ? (ts.getModifiers(member) ?? []).map(({ kind }) => kind) : [];
    if (kinds.includes(ts.SyntaxKind.PrivateKeyword) || kinds.includes(ts.SyntaxKind.OverrideKeyword)) return false;
    return !isPlain(member);
  });
}

/** A required text, flag or list whose name says it all; a number has a unit, and an option says what its absence means. */
function isPlain(member: ts.ClassElement | ts.TypeElement): boolean {
  if (!ts.isPropertySignature(member) && !ts.isPropertyDeclaration(member)) return false;
  if (isEndOfSpan(member)) return true;
  return member.questionToken === undefined && !/\bnumber\b/.test(member.type?.getText() ?? "");
}

/** The start of a span speaks for its end, which stands right behind it. */
function isEndOfSpan(member: ts.PropertySignature | ts.PropertyDeclaration): boolean {
  if (!ts.isInterfaceDeclaration(member.parent) || !/^(?:e|.*E)nd$|^close$/.test(member.name.getText())) return false;
  const before = member.parent.members[member.parent.members.indexOf(member as ts.PropertySignature) - 1];
  return before !== undefined && isDocumented(before);
}

/** @returns What is wrong with the names after `@param`. */
function* parameterFaults(node: ts.Node, file: ts.SourceFile): Generator<string> {
  if (!ts.isFunctionDeclaration(node) && !ts.isMethodDeclaration(node) && !ts.isMethodSignature(node)) return;
  const declared = node.parameters.map(({ name }) => (ts.isIdentifier(name) ? name.text : undefined));
  // A parameter that is taken apart in the signature has no name to check against.
  if (declared.includes(undefined)) return;
  for (const { name } of ts.getJSDocTags(node).filter(ts.isJSDocParameterTag))
    if (!declared.includes(name.getText(file)))
      yield `${node.name?.getText(file) ?? "function"}: @param ${name.getText(file)} is no parameter.`;
}

function linksIn(node: ts.Node): readonly string[] {
  return ts
    .getJSDocCommentsAndTags(node)
    .flatMap((found) => [...found.getText().matchAll(/\{@link\s+([A-Za-z_$][\w$]*)/g)].map(([, name = ""]) => name));
}

/** Names that the file takes from other packages, whose own reference has them. */
function importedNames(file: ts.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const bindings = statement.importClause?.namedBindings;
    if (statement.moduleSpecifier.text.startsWith(".") || bindings === undefined) continue;
    if (ts.isNamedImports(bindings)) for (const { name } of bindings.elements) names.add(name.text);
  }
  return names;
}
