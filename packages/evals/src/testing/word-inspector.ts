import type { CodeFinding, CodeInspection, CodeInspector, CodeReference, ReferenceKind } from "@tunewright/schema";

const roles: readonly [RegExp, ReferenceKind][] = [
  [/HookEvent(?:Ex)?\(\s*"(\w+)"/g, "event"],
  [/Prop_(?:Send|Data)\s*,\s*"(\w+)"/g, "netprop"],
  [/\.([A-Z]\w*)\s*\(/g, "method"],
  [/(?<![."\w])([A-Z]\w*)\s*\(/g, "call"],
  [/\b((?:SDKHook|Plugin)_\w+)\b/g, "constant"],
];

/**
 * An inspector for this package's own tests: a few regular expressions over code without comments.
 *
 * It knows nothing of an API index; wrong names and security patterns are those it is given.
 */
export function wordInspector(
  options: {
    readonly wrong?: readonly string[];
    readonly critical?: readonly string[];
    readonly warning?: readonly string[];
  } = {},
): CodeInspector {
  return { inspect: (text) => inspect(text, options) };
}

function inspect(text: string, options: Parameters<typeof wordInspector>[0] = {}): CodeInspection {
  const code = [...text.matchAll(/```[a-z]*\n([\s\S]*?)(?:```|$)/g)].map((match) => match[1] ?? "");
  const references: CodeReference[] = [];
  for (const part of code) {
    const bare = part.replace(/\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g, (comment) => " ".repeat(comment.length));
    const defined = new Set([...bare.matchAll(/\b(?:public|stock)\s+(?:\w+\s+)?(\w+)\s*\(/g)].map((match) => match[1]));
    for (const [pattern, kind] of roles) {
      for (const { 1: name = "", index } of bare.matchAll(pattern)) {
        references.push({ name, kind, start: index, end: index + name.length, definedHere: defined.has(name) });
      }
    }
  }
  const found = (names: readonly string[] = [], rest: Pick<CodeFinding, "category" | "severity">): CodeFinding[] =>
    references
      .filter(({ name, definedHere }) => !definedHere && names.includes(name))
      .map(({ name, start, end }) => ({ rule: `test-${name}`, message: "", name, start, end, certain: true, ...rest }));
  return {
    hasCode: code.length > 0,
    references,
    findings: [
      ...found(options.wrong, { category: "wrong-api", severity: "error" }),
      ...found(options.critical, { category: "security", severity: "critical" }),
      ...found(options.warning, { category: "security", severity: "warning" }),
    ],
    unknown: [],
    code,
  };
}
