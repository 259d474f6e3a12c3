import type { CodeSpan } from "./language-adapter.ts";

/** The head of a callback of game events, in the new and the old syntax; one of the groups is its second parameter. */
const callback =
  /\(\s*(?:Event\s+|Handle\s*:\s*|Handle\s+)\w+\s*,\s*const\s+(?:char\s*\[\s*\]\s*(\w+)|char\s+(\w+)\s*\[\s*\]|String\s*:\s*(\w+)\s*\[\s*\])\s*,\s*bool\b/g;

/** No function is longer. */
const LONGEST = 20_000;

/** Whether an expression is the parameter by which a callback gets the name of its event. */
export function isEventName(code: string, { start, end }: CodeSpan): boolean | undefined {
  const name = code.slice(start, end).trim();
  const before = code.slice(Math.max(0, start - LONGEST), start);
  const head = [...before.matchAll(callback)].at(-1);
  // A closing brace in the first column ends a function.
  if (head === undefined || /\n\}/.test(before.slice(head.index))) return undefined;
  return head.slice(1).includes(name);
}
