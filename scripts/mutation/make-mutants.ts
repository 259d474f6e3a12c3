import ts from "typescript";

/** One small wrong change of a source file. */
export interface Mutant {
  /** Counted from 1. */
  readonly line: number;
  /** What was changed, as `<= → <`. */
  readonly change: string;
  /** The whole file with the change. */
  readonly source: string;
}

/** What each operator is taken for; the comparisons move their boundary, the others turn round. */
const operators: Readonly<Record<string, string>> = {
  "<": "<=",
  "<=": "<",
  ">": ">=",
  ">=": ">",
  "===": "!==",
  "!==": "===",
  "&&": "||",
  "||": "&&",
  "+": "-",
  "-": "+",
  "*": "/",
  "/": "*",
};

/**
 * Makes every mutant of a TypeScript source: operators turned, conditions fixed to true and false, literals changed, statements that
 * only act left out. Types, imports and messages stay.
 *
 * @param name File name, for the parser.
 * @param source Text of the file.
 */
export function makeMutants(name: string, source: string): readonly Mutant[] {
  const file = ts.createSourceFile(name, source, ts.ScriptTarget.ES2023, true);
  const mutants: Mutant[] = [];
  const replace = (node: ts.Node, text: string, change: string): void => {
    const start = node.getStart(file);
    mutants.push({
      line: file.getLineAndCharacterOfPosition(start).line + 1,
      change,
      source: source.slice(0, start) + text + source.slice(node.getEnd()),
    });
  };
  const visit = (node: ts.Node): void => {
    if (
      ts.isTypeNode(node) ||
      ts.isImportDeclaration(node) ||
      (ts.isNewExpression(node) && node.expression.getText(file).endsWith("Error"))
    )
      return;
    if (ts.isBinaryExpression(node)) {
      const operator = node.operatorToken.getText(file);
      const other = operators[operator];
      if (other !== undefined) replace(node.operatorToken, other, `${operator} → ${other}`);
    }
    if (ts.isIfStatement(node) || ts.isConditionalExpression(node)) {
      const condition = ts.isIfStatement(node) ? node.expression : node.condition;
      for (const value of ["true", "false"]) replace(condition, value, `${condition.getText(file)} → ${value}`);
    }
    if (ts.isNumericLiteral(node)) replace(node, `(${node.text} + 1)`, `${node.text} → ${Number(node.text) + 1}`);
    if (node.kind === ts.SyntaxKind.TrueKeyword) replace(node, "false", "true → false");
    if (node.kind === ts.SyntaxKind.FalseKeyword) replace(node, "true", "false → true");
    if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
      replace(node, node.operand.getText(file), "! left out");
    if (ts.isExpressionStatement(node)) replace(node, ";", `${node.getText(file).slice(0, 60)} left out`);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return mutants;
}
