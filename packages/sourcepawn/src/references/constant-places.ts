import { TokenKind } from "../lexer/token-kind.ts";
import type { CallSite, CodeModel } from "../model/code-model.ts";
import { eventPlaces, netpropPlaces } from "./argument-places.ts";

/** An argument of a call. */
interface ArgumentPlace {
  readonly call: CallSite;
  /** Counted from 0. */
  readonly argument: number;
}

/**
 * Finds where a string goes that stands in a constant: a `#define`, a variable, or a list whose elements are handed on.
 *
 * `static const char events[][] = { "tank_spawn", "witch_spawn" }` with `HookEvent(events[i], …)` hooks both.
 */
export class ConstantPlaces {
  readonly #model: CodeModel;
  #byName: Map<string, ArgumentPlace> | undefined;

  constructor(model: CodeModel) {
    this.#model = model;
  }

  /** The call that the constant around this string goes to; one that takes an event or a property comes before others. */
  placeOf(string: number): ArgumentPlace | undefined {
    const name = this.#constantAround(string);
    if (name === undefined) return undefined;
    this.#byName ??= findPlaces(this.#model);
    return this.#byName.get(name);
  }

  /** Name of the macro or variable whose value this string is, or is an element of. */
  #constantAround(string: number): string | undefined {
    const { tokens, brackets } = this.#model;
    const macro = this.#model.definedBy(string - 1);
    if (macro !== undefined) return macro.kind === "macro" ? macro.name : undefined;
    const before = tokens.kinds[string - 1];
    const isElement = before === TokenKind.openBrace || before === TokenKind.comma;
    let at = (isElement ? (brackets.parent[string] ?? -1) : string) - 1;
    if (tokens.kinds[at] !== TokenKind.equals) return undefined;
    at -= 1;
    while (tokens.kinds[at] === TokenKind.closeBracket && (brackets.partner[at] ?? -1) > 0) {
      at = (brackets.partner[at] ?? 0) - 1;
    }
    const variable = this.#model.definedBy(at);
    return variable?.kind === "variable" ? variable.name : undefined;
  }
}

function findPlaces(model: CodeModel): Map<string, ArgumentPlace> {
  const { tokens, brackets } = model;
  const places = new Map<string, ArgumentPlace>();
  for (const call of model.calls) {
    for (const [argument, { first, last }] of call.arguments.entries()) {
      if (tokens.kinds[first] !== TokenKind.identifier) continue;
      const isWhole = last - first === 1;
      const isElement = tokens.kinds[first + 1] === TokenKind.openBracket && brackets.partner[first + 1] === last - 1;
      if (!isWhole && !isElement) continue;
      const name = tokens.textOf(first);
      if (!places.has(name) || takesName(call, argument)) places.set(name, { call, argument });
    }
  }
  return places;
}

function takesName({ name, kind }: CallSite, argument: number): boolean {
  return kind === "function" && (eventPlaces.get(name) === argument || netpropPlaces.get(name) === argument);
}
