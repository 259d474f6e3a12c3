import type { SourcePawnView } from "../languages/sourcepawn-view.ts";

/** Statements that end a branch elsewhere than at what is behind it. */
const leaving: ReadonlySet<string> = new Set(["return", "continue", "break"]);
/** How many tokens are looked through on either side of a place for the ends of its branch, those in brackets aside. */
const MOST_TOKENS = 500;
/** How many branches are looked through before a place. */
const MOST_BRANCHES = 50;

/**
 * Index at which the branch that a place is in meets another one, before it, that an earlier place is in: what was done there
 * holds again behind it. `undefined` where one place comes after the other, or where the other branch leads elsewhere.
 */
export function meetingOf(view: SourcePawnView, earlier: number, at: number): number | undefined {
  for (let inner = at; inner > earlier; inner = view.around(inner)) {
    const meeting = meetingAtElse(view, earlier, inner) ?? meetingAtCase(view, earlier, inner);
    if (meeting !== undefined) return meeting;
  }
  return undefined;
}

/** Where an `else`, at whose beginning or end a place stands, meets the branches before it. */
function meetingAtElse(view: SourcePawnView, earlier: number, at: number): number | undefined {
  const own = view.statementStart(at);
  let start = own;
  for (let count = 0; count < MOST_BRANCHES && start > earlier && view.is(start, "else"); count += 1) {
    const end = start - 1;
    start = view.statementStart(view.is(end, "}") ? view.partner(end) : end);
    if (start <= earlier) return leaves(view, earlier, start, end) ? undefined : chainEnd(view, own);
  }
  return undefined;
}

/** Where the case that a place stands in meets the ones before it. */
function meetingAtCase(view: SourcePawnView, earlier: number, at: number): number | undefined {
  const body = view.around(at);
  if (body >= earlier || !view.is(body, "{") || !view.is(view.statementStart(body), "switch")) return undefined;
  let next = at;
  for (let count = 0; count < MOST_BRANCHES; count += 1) {
    const label = labelBefore(view, body, next);
    if (label <= earlier) {
      return next === at || leaves(view, earlier, body, next - 1) ? undefined : view.partner(body);
    }
    next = label;
  }
  return undefined;
}

/** Index of the last label before a place in the body of a switch; that of the body where none is before. */
function labelBefore(view: SourcePawnView, body: number, at: number): number {
  for (let label = at - 1, count = 0; label > body && count < MOST_TOKENS; label -= 1, count += 1) {
    if (view.is(label, "}")) label = view.partner(label);
    else if (view.is(label, "case") || view.is(label, "default")) return label;
  }
  return body;
}

/** Whether a branch, or a block in it that holds a place, ends elsewhere than at what is behind it. */
function leaves(view: SourcePawnView, place: number, start: number, end: number): boolean {
  if (endsElsewhere(view, end)) return true;
  for (let block = view.around(place); block > start; block = view.around(block)) {
    if (view.is(block, "{") && endsElsewhere(view, view.partner(block))) return true;
  }
  return false;
}

function endsElsewhere(view: SourcePawnView, end: number): boolean {
  const last = view.is(end, "}") ? end - 1 : end;
  return leaving.has(view.text(view.statementStart(last)));
}

/** Index of the last token of a chain of branches, from an `else` on. */
function chainEnd(view: SourcePawnView, start: number): number {
  const depth = view.around(start);
  let at = start + 1;
  for (let count = 0; count < MOST_TOKENS && view.around(at) === depth; count += 1) {
    const isOpen = view.is(at, "(") || view.is(at, "{") || view.is(at, "[");
    const isBlock = view.is(at, "{");
    if (isOpen) at = Math.max(at, view.partner(at));
    if ((isBlock || view.is(at, ";")) && !view.is(at + 1, "else")) break;
    at += 1;
  }
  return at;
}
