import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";

/** A name that a package exports, with where it is declared. */
export interface PublicSymbol {
  /** The name that it is exported by. */
  readonly name: string;
  /** Declarations of that name: several for an overloaded function, or a constant with a type of the same name. */
  readonly declarations: readonly ts.Node[];
  readonly file: ts.SourceFile;
  /** The package that it comes from, where this one only hands it on. */
  readonly from?: string;
}

/**
 * The names that an entry point exports, in alphabetical order, found by reading its `export { … } from` lines: no types are
 * computed, so a whole workspace takes a fraction of a second.
 *
 * @param entry Path of the entry point, a source (`.ts`) or an emitted declaration file (`.d.ts`).
 * @throws {Error} If it exports a whole module by `export *`, or names something that is not there.
 */
export function readPublicSurface(entry: string): readonly PublicSymbol[] {
  const found = namesOf(entry).map(({ name, original, from }): PublicSymbol => {
    const path = from === undefined ? entry : resolveFrom(entry, from);
    if (path === undefined) return { name, declarations: [], file: parse(entry), from: from ?? "" };
    const file = parse(path);
    const declarations = declarationsIn(file).get(original);
    if (declarations === undefined) throw new Error(`${path} declares no ${original}, which ${entry} exports.`);
    return { name, declarations, file };
  });
  return found.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

const parsed = new Map<string, ts.SourceFile>();

function parse(path: string): ts.SourceFile {
  const known = parsed.get(path);
  if (known !== undefined) return known;
  const file = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.ES2023, true);
  parsed.set(path, file);
  return file;
}

interface ExportedName {
  readonly name: string;
  readonly original: string;
  /** The module that it comes from; nothing where the entry point declares it itself. */
  readonly from: string | undefined;
}

function namesOf(entry: string): readonly ExportedName[] {
  const file = parse(entry);
  const names: ExportedName[] = [...declarationsIn(file)]
    .filter(([, nodes]) => nodes.some(isExported))
    .map(([name]) => ({ name, original: name, from: undefined }));
  for (const statement of file.statements) {
    if (!ts.isExportDeclaration(statement)) continue;
    const from =
      statement.moduleSpecifier !== undefined && ts.isStringLiteral(statement.moduleSpecifier)
        ? statement.moduleSpecifier.text
        : undefined;
    if (statement.exportClause === undefined || !ts.isNamedExports(statement.exportClause))
      throw new Error(`${entry} exports a whole module by export *; name what is public.`);
    for (const { name, propertyName } of statement.exportClause.elements)
      names.push({ name: name.text, original: (propertyName ?? name).text, from });
  }
  return names;
}

/** @returns The file behind a relative specifier; nothing for another package. */
function resolveFrom(entry: string, from: string): string | undefined {
  if (!from.startsWith(".")) return undefined;
  const path = join(dirname(entry), from);
  return existsSync(path) ? path : path.replace(/\.ts$/, ".d.ts");
}

function declarationsIn(file: ts.SourceFile): ReadonlyMap<string, readonly ts.Node[]> {
  const found = new Map<string, ts.Node[]>();
  const add = (name: string, node: ts.Node): void => {
    found.set(name, [...(found.get(name) ?? []), node]);
  };
  for (const statement of file.statements) {
    if (ts.isVariableStatement(statement))
      for (const { name } of statement.declarationList.declarations) add(name.getText(file), statement);
    else if (
      ts.isFunctionDeclaration(statement) ||
      ts.isClassDeclaration(statement) ||
      ts.isInterfaceDeclaration(statement) ||
      ts.isTypeAliasDeclaration(statement)
    )
      add(statement.name?.text ?? "default", statement);
  }
  return found;
}

function isExported(node: ts.Node): boolean {
  return (
    ts.canHaveModifiers(node) &&
    (ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false)
  );
}
