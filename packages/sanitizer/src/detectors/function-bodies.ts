import { askedOnceByName } from "../languages/kept-answers.ts";
import type { SourcePawnView } from "../languages/sourcepawn-view.ts";

/** Tokens of a function's head. */
const MOST_HEAD = 64;

/** Index of the brace that opens the body of a function; -1 where the code does not define it. */
export const braceOf = askedOnceByName((view: SourcePawnView, name): number => {
  const head = view.occurrences(name).find((at) => view.text(at + 1) === "(" && view.use(at) === "definition");
  if (head === undefined) return -1;
  for (let at = head; at < head + MOST_HEAD; at += 1) if (view.text(at) === "{") return at;
  return -1;
});

/** The body of a function that the code defines, without its last brace; empty where it does not. */
export const bodyOf = askedOnceByName((view: SourcePawnView, name): string => {
  const open = braceOf(view, name);
  if (open === -1) return "";
  const end = view.partner(open);
  return view.code.slice(view.startOf(open), end === -1 ? undefined : view.startOf(end));
});
