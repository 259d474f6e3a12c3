import type { CodeCall } from "../languages/language-adapter.ts";
import type { SourcePawnView } from "../languages/sourcepawn-view.ts";
import { argument, literalText } from "./call-text.ts";
import { readHead } from "./function-heads.ts";
import { namesPlayer } from "./sql-text.ts";
import { saidTo, sources } from "./text-functions.ts";
import { textFlows } from "./text-flows.ts";
import { arrayOf } from "./text-variables.ts";
import { firstFrom } from "../texts/first-from.ts";

/** Runs one command as a client: it is not cut at a semicolon, so that what stands behind `say` is only said. */
const asClient: ReadonlySet<string> = new Set(["FakeClientCommand", "FakeClientCommandEx"]);
const saying = /^"say(?:_team)? /;
/** What gives the text of whoever is meant, be it the one who speaks or another. */
const others: readonly string[] = [
  ...[...sources.keys()].filter((name) => !name.startsWith("GetCmdArg")),
  "GetEventString",
];

/**
 * Whether a call makes a player say what the same player has just typed, as plugins do that write commands in small letters.
 *
 * The player could have said it without the plugin. Where anything but the arguments of the player's own command may have got
 * into the text, where another may be made to say it, or where the function may be called for another, it is not so.
 */
export function saysOwnText(view: SourcePawnView, index: number, call: CodeCall): boolean {
  const format = literalText(view, call, 2);
  if (!asClient.has(call.callee) || !saying.test(format) || namesPlayer.test(format)) return false;
  const open = view.functionAt(index);
  const head = readHead(view, open);
  const client = head?.parameters[0];
  // The callback of a command has two parameters, that of a listener and what a player says three.
  if (head === undefined || client === undefined || head.parameters.length < 2 || head.parameters.length > 3)
    return false;
  if (argument(view, call, 1) !== client || view.calls([head.name]).length > 0) return false;
  const isBefore = (name: string): boolean => placesBetween(view, name, open, index).length > 0;
  if (placesBetween(view, client, open, index).some((at) => view.is(at + 1, "="))) return false;
  const isOwnName = (at: number): boolean => view.is(at, "GetClientName") && view.is(at + 2, client);
  if (others.some((name) => placesBetween(view, name, open, index).some((at) => !isOwnName(at)))) return false;
  const own = saidTo.has(head.name) ? head.parameters.at(-1) : undefined;
  return ![...textFlows(view).stateAt(open).spoken].some(
    (place) => place !== own && isBefore(arrayOf(place).split(".")[0] as string),
  );
}

/** Where a name stands between the beginning of a function and a place in it, the arguments of the call there included. */
function placesBetween(view: SourcePawnView, name: string, open: number, index: number): readonly number[] {
  const all = view.occurrences(name);
  return all.slice(firstFrom(all, open), firstFrom(all, view.partner(index + 1)));
}
