/**
 * Writes `api-report.md` of every package: its public surface without bodies and comments, so that a reviewer sees in a diff what
 * changes for those who import it. Reads what the build emitted; run it after `pnpm build`.
 *
 *     pnpm api-reports            # writes the reports
 *     pnpm api-reports --check    # writes nothing; exit code 1 if one is out of date
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { type PublicSymbol, readPublicSurface } from "./public-surface.ts";
import { root, type WorkspaceEntry, workspaceEntries } from "./workspace-entries.ts";

const printer = ts.createPrinter({ removeComments: true });
const stale: string[] = [];
for (const [folder, entries] of workspaceEntries()) {
  const path = join(folder, "api-report.md");
  const report = writeReport(entries);
  if (report === readIfThere(join(root, path))) continue;
  stale.push(path);
  if (!process.argv.includes("--check")) writeFileSync(join(root, path), report);
}
if (stale.length > 0 && process.argv.includes("--check")) {
  process.stderr.write(
    `The public surface changed: ${stale.join(", ")}. Run \`pnpm api-reports\` and commit the result.\n`,
  );
  process.exitCode = 1;
}

function writeReport(entries: readonly WorkspaceEntry[]): string {
  const parts = entries.map(({ specifier, types }) => {
    const blocks = readPublicSurface(join(root, types)).map(describe);
    return `## ${specifier}\n\n\`\`\`ts\n${blocks.join("\n\n")}\n\`\`\`\n`;
  });
  return `# Public surface\n\nWritten by \`pnpm api-reports\` from the build; a change here is a change for everybody who imports this package.\n\n${parts.join("\n")}`;
}

function describe({ name, declarations, file, from }: PublicSymbol): string {
  if (from !== undefined) return `export { ${name} } from "${from}";`;
  return declarations.map((node) => printer.printNode(ts.EmitHint.Unspecified, withoutPrivates(node), file)).join("\n");
}

/** What is private to a class is nobody's business outside of it. */
function withoutPrivates(node: ts.Node): ts.Node {
  if (!ts.isClassDeclaration(node)) return node;
  const members = node.members.filter(
    (member) =>
      !(member.name !== undefined && ts.isPrivateIdentifier(member.name)) &&
      !(
        ts.canHaveModifiers(member) &&
        ts.getModifiers(member)?.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword) === true
      ),
  );
  return ts.factory.updateClassDeclaration(
    node,
    node.modifiers,
    node.name,
    node.typeParameters,
    node.heritageClauses,
    members,
  );
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
