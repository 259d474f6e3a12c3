import { askedOnceByName, askedOnceOf } from "../languages/kept-answers.ts";
import type { SourcePawnView } from "../languages/sourcepawn-view.ts";
import { argument } from "./call-text.ts";
import { calledIn } from "./check-names.ts";
import { bodyOf, braceOf } from "./function-bodies.ts";

/**
 * Whether a timer ends when its client leaves, so that no other player can have its index: its handle is kept for each client, as
 * `timers[client] = CreateTimer(…)` or `players[client].timer = …`, and what is done when a client leaves closes what is kept there.
 *
 * @param index Of the call that makes the timer.
 */
export function endsWithClient(view: SourcePawnView, index: number): boolean {
  if (view.text(index - 1) !== "=") return false;
  const name = keptUnder(view, index - 2);
  return name !== "" && isClosedAtLeave(view, name);
}

/** Brackets and dots of one chain that are walked over: code made to be slow gains nothing. */
const MOST_STEPS = 8;

/** The name under which `timers[client]` or `players[client].timer` keeps what it is given; empty where it is not kept for each client. */
function keptUnder(view: SourcePawnView, last: number): string {
  let at = last;
  for (let step = 0; step < MOST_STEPS && view.text(at) === "]"; step += 1) at = view.partner(at) - 1;
  const isForEach = at < last || view.text(at - 1) === ".";
  return isForEach && isName(view.text(at)) ? view.text(at) : "";
}

/** Functions that SourceMod calls when a client leaves. */
const leaving = ["OnClientDisconnect", "OnClientDisconnect_Post"];
const closing = /^(?:KillTimer|CloseHandle|\w*(?:[Kk]ill|[Cc]lear|[Ss]top|[Cc]lose|[Dd]elete|[Ff]ree)\w*[Tt]imer\w*)$/;

/** Whether what is done when a client leaves closes what is kept under a name. */
const isClosedAtLeave = askedOnceByName((view: SourcePawnView, name) => {
  const places = view.occurrences(name).filter((at) => isClosedHere(view, at));
  if (places.length === 0) return false;
  return bodiesAtLeave(view).some((open) => places.some((at) => at > open && at < view.partner(open)));
});

/** `delete timers[client]`, `KillTimer(timers[client])`, `StopTimer(players[client].timer)`. */
function isClosedHere(view: SourcePawnView, at: number): boolean {
  const start = chainStart(view, at);
  const before = view.text(start - 1);
  if (before === "delete") return true;
  return before === "(" && (closing.test(view.text(start - 2)) || closesWhatItGets(view, view.text(start - 2)));
}

/** Index of the first token of a chain such as `players[client].timer`. */
function chainStart(view: SourcePawnView, at: number): number {
  let start = at;
  for (let step = 0; step < MOST_STEPS && view.text(start - 1) === "."; step += 1) {
    start -= 2;
    for (let brackets = 0; brackets < MOST_STEPS && view.text(start) === "]"; brackets += 1)
      start = view.partner(start) - 1;
  }
  return start;
}

/** Whether a function of the code closes the handle that it gets. */
const closesWhatItGets = askedOnceByName((view: SourcePawnView, name) => {
  return /\b(?:delete|KillTimer|CloseHandle)\b/.test(bodyOf(view, name));
});

/** The braces of all functions that run when a client leaves: those that SourceMod calls, those of the event, what these call, and so on. */
const bodiesAtLeave = askedOnceOf((view: SourcePawnView): readonly number[] => {
  const hooked = view
    .calls(["HookEvent", "HookEventEx"])
    .flatMap(({ call }) => (argument(view, call, 1) === '"player_disconnect"' ? [argument(view, call, 2)] : []));
  const names = new Set([...leaving, ...hooked]);
  const bodies: number[] = [];
  // A set that grows while it is gone through hands out what is added as well.
  for (const name of names) {
    const open = braceOf(view, name);
    if (open === -1) continue;
    bodies.push(open);
    if (bodies.length >= MOST_CALLED) break;
    for (const called of calledIn(bodyOf(view, name))) names.add(called);
  }
  return bodies;
});

/** Functions that are looked into for what is done when a client leaves. */
const MOST_CALLED = 32;

function isName(text: string): boolean {
  return /^[A-Za-z_]\w*$/.test(text);
}
