import type { SourcePawnView } from "./sourcepawn-view.ts";

/** Callbacks of SourceMod whose first parameter is a client. */
const clientCallback = /^OnClient[A-Z]\w*$|^OnPlayerRunCmd(?:Pre|Post)?$/;
/** What the second parameter of a command's callback is called; its first is the client. */
const argumentCount = /^(?:i?[Aa]rgs|i?[Aa]rg[Cc]|num_?[Aa]rgs)$/;
/** Netprops that only players have, but for the resource entity, which has an element of each for every player. */
const playerProps: ReadonlySet<string> = new Set([
  '"m_zombieClass"',
  '"m_isGhost"',
  '"m_isIncapacitated"',
  '"m_currentReviveCount"',
  '"m_bIsOnThirdStrike"',
]);

/** Whether a variable is the first parameter, or argument, of a callback that is about a client. */
export function isClientParameter(view: SourcePawnView, index: number): boolean {
  const open = view.around(index);
  if (!view.is(open, "(") || (open !== index - 1 && open !== index - 2)) return false;
  if (clientCallback.test(view.text(open - 1))) return true;
  const isHead = view.around(open) === -1 && view.is(view.partner(open) + 1, "{");
  if (!isHead || !view.is(index + 1, ",")) return false;
  const second = view.is(index + 3, ")") ? index + 2 : index + 3;
  return view.is(second + 1, ")") && argumentCount.test(view.text(second));
}

/** Whether a place where a variable is used shows that it is a client: a netprop of players, or a list of targets. */
export function isUsedAsClient(view: SourcePawnView, index: number): boolean {
  if (!view.is(index + 1, ",")) return false;
  const callee = view.text(view.around(index) - 1);
  if (callee === "ProcessTargetString")
    return !view.is(index - 1, "(") && /list|targets?\b|clients?\b/i.test(view.text(index));
  const isWhole = callee === "GetEntProp" && view.is(index - 1, "(") && view.is(index + 5, ")");
  return isWhole && playerProps.has(view.text(index + 4));
}

/** Whether what a variable is set to, right behind the `=`, is a player that is aimed at, and nothing else. */
export function isAimedPlayer(view: SourcePawnView, index: number): boolean {
  return view.is(index, "GetClientAimTarget") && !view.is(view.partner(index + 1) - 1, "false");
}
