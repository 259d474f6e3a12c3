import ts from "typescript";

/** One small wrong change of a source file. */
export interface Mutant {
  /** Counted from 1. */
  readonly line: number;
  /** What was changed, as `<= → <`. */
  readonly change: string;
  /** Where the expression or the statement that is replaced begins. */
  readonly start: number;
  readonly end: number;
  /** What stands there instead; a statement is left out. */
  readonly text: string;
  readonly kind: "expression" | "statement";
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
 * only act left out. Types, imports and messages stay, and so does the 0 of `list[index] ?? 0`, which only the types ask for.
 *
 * @param name File name, for the parser.
 * @param source Text of the file.
 */
export function makeMutants(name: string, source: string): readonly Mutant[] {
  const file = ts.createSourceFile(name, source, ts.ScriptTarget.ES2023, true);
  const mutants: Mutant[] = [];
  const add = (node: ts.Node, text: string, change: string, kind: Mutant["kind"], shown = node): void => {
    const line = file.getLineAndCharacterOfPosition(shown.getStart(file)).line + 1;
    mutants.push({ line, change, start: node.getStart(file), end: node.getEnd(), text, kind });
  };
  const replace = (node: ts.Node, text: string, change: string, shown = node): void =>
    add(node, text, change, "expression", shown);
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
      if (other !== undefined) {
        // The operands keep their brackets: `a && b || c` is not what becomes of `(a || b) || c`.
        const text = `(${node.left.getText(file)}) ${other} (${node.right.getText(file)})`;
        replace(node, text, `${operator} → ${other}`, node.operatorToken);
      }
    }
    if (ts.isIfStatement(node) || ts.isConditionalExpression(node)) {
      const condition = ts.isIfStatement(node) ? node.expression : node.condition;
      for (const value of ["true", "false"]) replace(condition, value, `${condition.getText(file)} → ${value}`);
    }
    if (ts.isNumericLiteral(node) && !namesProperty(node) && !standsForNothing(node))
      replace(node, `${node.text} + 1`, `${node.text} → ${Number(node.text) + 1}`);
    if (node.kind === ts.SyntaxKind.TrueKeyword) replace(node, "false", "true → false");
    if (node.kind === ts.SyntaxKind.FalseKeyword) replace(node, "true", "false → true");
    if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
      replace(node, node.operand.getText(file), "! left out");
    // A class that does not call its parent fails wherever it is made.
    if (ts.isExpressionStatement(node) && !node.getText(file).startsWith("super("))
      add(node, "", `${node.getText(file).slice(0, 60)} left out`, "statement");
    ts.forEachChild(node, visit);
  };
  visit(file);
  return mutants;
}

/** True for the 1 of `{ 1: x }`, as a value and as a pattern: a name is no expression. */
function namesProperty(node: ts.Node): boolean {
  const { parent } = node;
  return (
    (ts.isPropertyAssignment(parent) && parent.name === node) ||
    (ts.isBindingElement(parent) && parent.propertyName === node)
  );
}

/** True for what stands in for an element that the types think may be missing: in a right program it is never reached. */
function standsForNothing(node: ts.Node): boolean {
  const { parent } = node;
  return (
    ts.isBinaryExpression(parent) &&
    parent.right === node &&
    parent.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken &&
    ts.isElementAccessExpression(parent.left)
  );
}
