import type { RuleTable } from "./rule-table.ts";
import { type CodePart, splitText } from "./text-parts.ts";

/** Whether the code of a text, of whatever language the adapters know, defines a name. */
export function textDefines(text: string, name: string, adapters: RuleTable["adapters"]): boolean {
  return text.includes(name) && splitText(text, adapters).code.some((part) => definesName(part, name));
}

/** Whether a piece of code defines a name. */
export function definesName({ adapter, code }: CodePart, name: string): boolean {
  if (!code.includes(name)) return false;
  const view = adapter.view(code);
  const isDefined = view.defines(name);
  view.release?.();
  return isDefined;
}
