import type { SourcePawnView } from "../languages/sourcepawn-view.ts";

/** The name of a function and of its parameters, in order. */
export interface FunctionHead {
  readonly name: string;
  readonly parameters: readonly string[];
}

/** The head of the function whose brace is at an index; `undefined` where none stands before it. */
export function readHead(view: SourcePawnView, brace: number): FunctionHead | undefined {
  if (brace <= 0 || view.text(brace - 1) !== ")") return undefined;
  const open = view.text(brace - 2) === "(" ? brace - 2 : view.around(brace - 2);
  const name = view.text(open - 1);
  if (view.text(open) !== "(" || !/^\w+$/.test(name)) return undefined;
  const parameters: string[] = [];
  let parameter = "";
  let isDefault = false;
  for (let at = open + 1; at < brace - 1; at += 1) {
    if (view.around(at) !== open) continue;
    const text = view.text(at);
    if (text === ",") {
      parameters.push(parameter);
      parameter = "";
      isDefault = false;
    } else if (text === "=") isDefault = true;
    // The last word before the default: the type stands before the name.
    else if (!isDefault && /^[A-Za-z_]\w*$/.test(text)) parameter = text;
  }
  return { name, parameters: parameter === "" ? parameters : [...parameters, parameter] };
}
