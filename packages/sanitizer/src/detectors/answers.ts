import type { SourcePawnView } from "../languages/sourcepawn-view.ts";
import { firstFrom } from "../texts/first-from.ts";

/**
 * Whether the code does anything with what the call at an index answers.
 *
 * A statement that is nothing but the call does not, nor does one that keeps the answer in a variable that is not read. Where
 * semicolons are left out, the end of a statement is not seen, and the answer counts as used.
 */
export function isAnswerUsed(view: SourcePawnView, index: number): boolean {
  const close = view.partner(index + 1);
  if (close === -1 || !view.is(close + 1, ";")) return true;
  const isMethod = view.is(index - 1, ".");
  const before = isMethod ? index - 3 : index - 1;
  if (view.is(before, "=")) {
    const name = view.text(before - 1);
    return !/^[A-Za-z_]\w*$/.test(name) || isReadBehind(view, name, close);
  }
  // `if (x) IsMapValid(map);` does not use it either, but a condition holds nothing else in the brackets that it closes.
  return !/^(?:[;{})]|else)?$/.test(view.text(before));
}

/** Whether a variable stands again in the same function, behind a place; one outside of functions may be read anywhere. */
function isReadBehind(view: SourcePawnView, name: string, place: number): boolean {
  const open = view.functionAt(place);
  const all = view.occurrences(name);
  const own = all.slice(firstFrom(all, open), firstFrom(all, place));
  if (!own.some((at) => view.use(at) === "definition")) return true;
  return (all[firstFrom(all, place)] ?? Infinity) < view.functionEnd(open);
}
