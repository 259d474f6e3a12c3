import { isWord, wordPlaces } from "../texts/words.ts";
import { returnTypes } from "./receiver-types.ts";

const [SPACE, DOT] = [32, 46];
/** Signs before a name that surely do not declare it; a comma may stand in a list of variables, a colon behind a tag. */
const harmless = new Set("=(;{}!<>+-*%|?.");

/**
 * Whether the member whose name stands at an offset may be of an object of these types, by the bare text.
 *
 * `false` only where reading the code gives no such type: it names none of them, or what stands before the dot is a plain name that
 * nothing in the code can declare as one.
 */
export function mayBeMemberOf(code: string, at: number, types: ReadonlySet<string>): boolean {
  if (known.code !== code) known = { code, named: new Map(), declared: new Map() };
  let isNamed = known.named.get(types);
  if (isNamed === undefined) known.named.set(types, (isNamed = namesType(code, types)));
  if (!isNamed) return false;
  if (code.charCodeAt(at - 1) !== DOT) return true;
  let start = at - 1;
  while (start > 0 && isWord(code.charCodeAt(start - 1))) start -= 1;
  const name = code.slice(start, at - 1);
  if (name === "" || name === "this" || code.charCodeAt(start - 1) === DOT) return true;
  let answers = known.declared.get(name);
  if (answers === undefined) known.declared.set(name, (answers = new Map()));
  let isDeclared = answers.get(types);
  if (isDeclared === undefined) answers.set(types, (isDeclared = mayBeDeclared(code, name, types)));
  return isDeclared;
}

/** Answers for the code that was asked about last: its members are asked about one after the other. */
let known: {
  readonly code: string;
  readonly named: Map<ReadonlySet<string>, boolean>;
  readonly declared: Map<string, Map<ReadonlySet<string>, boolean>>;
} = { code: "", named: new Map(), declared: new Map() };

/** Whether a name may be declared as one of the types anywhere in the code. */
function mayBeDeclared(code: string, name: string, types: ReadonlySet<string>): boolean {
  return wordPlaces(code, name).some((place) => mayDeclare(code, place, types));
}

/** Whether code names one of the types, or calls a native that returns one. */
function namesType(code: string, types: ReadonlySet<string>): boolean {
  for (const type of types) if (code.includes(type)) return true;
  for (const native in returnTypes) if (types.has(returnTypes[native] ?? "") && code.includes(native)) return true;
  return false;
}

/** Whether what stands before a name may declare it as one of the types. */
function mayDeclare(code: string, place: number, types: ReadonlySet<string>): boolean {
  let end = place;
  while (end > 0 && code.charCodeAt(end - 1) <= SPACE) end -= 1;
  if (end === 0) return false;
  const sign = code[end - 1] ?? "";
  if (code.slice(end, place).includes("\n")) {
    // What stands at the end of a line may be a comment.
    return !";{}".includes(sign) || /\/[/*]/.test(code.slice(code.lastIndexOf("\n", end - 1) + 1, end));
  }
  let start = end;
  while (start > 0 && isWord(code.charCodeAt(start - 1))) start -= 1;
  return start === end ? !harmless.has(sign) : types.has(code.slice(start, end));
}
