import type { CodeCall, CodeSpan, Detection, Detector } from "../languages/language-adapter.ts";
import { SourcePawnView } from "../languages/sourcepawn-view.ts";
import { argument } from "./call-text.ts";
import { endsWithClient } from "./ends-with-client.ts";
import { calledIn, isAskedForClient, looksAt } from "./check-names.ts";
import { bodyOf, braceOf } from "./function-bodies.ts";
import { readHead } from "./function-heads.ts";
import { argumentsAt, isLookedAt, isPlainCode } from "./glance.ts";
import { askedOnceByName } from "../languages/kept-answers.ts";
import { mentions } from "../texts/words.ts";

/** Functions that throw when the client is not in the game, or the entity is not there. */
const clientCalls =
  /^(?:GetClient(?:Name|Team|Health|AbsOrigin|EyePosition|EyeAngles|AuthId|Weapon)|IsPlayerAlive|IsFakeClient|PrintTo(?:Chat|Console)|PrintHintText|PrintCenterText|SetEntityHealth|ForcePlayerSuicide|GivePlayerItem|ChangeClientTeam|EmitSoundToClient|TeleportEntity|[GS]etEntProp\w*|[GS]etEntData\w*)$/;
const entityCalls =
  /^(?:DispatchSpawn|DispatchKeyValue\w*|ActivateEntity|TeleportEntity|AcceptEntityInput|SetVariantString|SetEntityModel|[GS]etEntProp\w*|[GS]etEntData\w*|RemoveEntity|SetEntityMoveType|SetEntityRenderColor)$/;

/** A client from a user id that is used without a look at whether it is there. */
export const uncheckedClient: Detector = unchecked(["GetClientOfUserId"], clientCalls);

/** An entity that was created or looked for and is used without a look at whether it is there. */
export const uncheckedEntity: Detector = unchecked(["CreateEntityByName", "FindEntityByClassname"], entityCalls);

/** A client's index that a timer gets: by then another player may have it. */
export const timerClient: Detector = {
  triggers: ["CreateTimer", "CreateDataTimer"],
  mayFind: (code, at) =>
    !isPlainCode(code) || code.startsWith("CreateData", at) || !givesNoClient(argumentsAt(code, at)),
  detect: (view) => {
    if (!(view instanceof SourcePawnView)) return [];
    const direct = view
      .calls(["CreateTimer"])
      .flatMap(({ index, call }) => clientGiven(view, call.arguments[2], call, index));
    const writes = view.calls(["WriteCell", "WritePackCell"]);
    const packed = view
      .calls(["CreateDataTimer"])
      .flatMap(({ index, call }) =>
        packedValues(view, index, argument(view, call, 3), writes).flatMap((span) =>
          clientGiven(view, span, call, index),
        ),
      );
    return [...direct, ...packed];
  },
};

/** Whether what a timer gets is surely no client's index: nothing, a number, a user id, a serial, or a variable that is named for one. */
function givesNoClient(given: readonly string[] | undefined): boolean {
  if (given === undefined) return false;
  const value = given[2] ?? "_";
  return (
    /^(?:_|\d+|\w*(?:id|serial|ref)\w*)$/i.test(value) ||
    /^(?:GetClientUserId|GetClientSerial|EntIndexToEntRef)\s*\(/.test(value)
  );
}

/** A finding where a value that a timer gets is a client's index, its callback does not look at it, and it may outlive the client. */
function clientGiven(view: SourcePawnView, span: CodeSpan | undefined, call: CodeCall, index: number): Detection[] {
  if (span === undefined || view.judge("client", span) !== true) return [];
  const name = view.code.slice(span.start, span.end).trim();
  // A user id or a serial that is held in a variable is named for it.
  if (!/^[A-Za-z_]\w*$/.test(name) || /id|serial|ref/i.test(name)) return [];
  const callback = argument(view, call, 2);
  if (checksClient(view, callback) || usesNothing(view, callback) || endsWithClient(view, index)) return [];
  return [{ ...span, name, certain: true }];
}

type Calls = ReturnType<SourcePawnView["calls"]>;

/** What the function around an index writes into a pack, behind that index. */
function packedValues(view: SourcePawnView, index: number, pack: string, writes: Calls): CodeSpan[] {
  const end = view.functionEnd(view.functionAt(index));
  return writes.flatMap(({ index: at, call }) => {
    if (at <= index || at >= end) return [];
    const isMethod = view.text(at - 1) === "." && view.text(at - 2) === pack;
    const span = isMethod ? call.arguments[0] : argument(view, call, 1) === pack ? call.arguments[1] : undefined;
    return span === undefined ? [] : [span];
  });
}

/** Whether the callback of a timer looks at its client, or is not here to be looked at: one may serve a thousand timers. */
const checksClient = askedOnceByName((view: SourcePawnView, callback) => {
  const body = bodyOf(view, callback);
  const called = calledIn(body);
  if (body === "" || called.some(isAskedForClient)) return true;
  // What a callback only hands its client on to may be what looks at it.
  return called.slice(0, MOST_CALLED).some((name) => calledIn(bodyOf(view, name)).some(isAskedForClient));
});

/** Whether the callback of a timer names nothing that it gets, so that whose index that is does not matter. */
const usesNothing = askedOnceByName((view: SourcePawnView, callback) => {
  const given = readHead(view, braceOf(view, callback))?.parameters[1];
  return given === undefined || !mentions(bodyOf(view, callback), given);
});

/** Functions that are looked into for one callback; none calls more of its own, and code made to be slow gains nothing. */
const MOST_CALLED = 32;

function unchecked(sources: readonly string[], uses: RegExp): Detector {
  return {
    triggers: sources,
    mayFind: (code, at) => !isPlainCode(code) || !isLookedAt(code, at),
    detect: (view) => {
      if (!(view instanceof SourcePawnView)) return [];
      return view.calls(sources).flatMap(({ index }): Detection[] => {
        if (view.text(index - 1) !== "=") return usedAtOnce(view, index, uses);
        const name = view.text(index - 2);
        // `(entity = Find…) != -1` is looked at where it is found.
        if (!/^[A-Za-z_]\w*$/.test(name) || view.text(view.around(index)) === "(") return [];
        return firstRiskyUse(view, index, name, uses);
      });
    },
  };
}

/** `PrintToChat(GetClientOfUserId(id), …)`: what the source gives is used without a name. */
function usedAtOnce(view: SourcePawnView, index: number, uses: RegExp): Detection[] {
  const bracket = view.around(index);
  const callee = view.text(bracket - 1);
  if (view.text(bracket) !== "(" || view.text(index - 1) !== "(" || !uses.test(callee)) return [];
  const start = view.startOf(bracket - 1);
  return [{ start, end: start + callee.length, name: callee, certain: true }];
}

function firstRiskyUse(view: SourcePawnView, index: number, name: string, uses: RegExp): Detection[] {
  const open = view.functionAt(index);
  const end = view.functionEnd(open);
  if (open === -1) return [];
  // A check that comes behind the use is none.
  for (const at of view.occurrences(name)) {
    if (at <= open || at >= end) continue;
    if (isCheck(view, at)) return [];
    const bracket = view.around(at);
    const callee = view.text(bracket - 1);
    if (at <= index || view.text(bracket) !== "(" || !uses.test(callee)) continue;
    const start = view.startOf(bracket - 1);
    return [{ start, end: start + callee.length, name: callee, certain: true }];
  }
  return [];
}

/** Whether a variable is looked at here: compared, negated, joined with others, or asked about by an `Is…` function. */
function isCheck(view: SourcePawnView, at: number): boolean {
  const before = view.text(at - 1);
  const behind = view.text(at + 1);
  if (/^(?:!|&&|\|\||==|!=|<|>|<=|>=|\?)$/.test(before) || /^(?:&&|\|\||==|!=|<|>|<=|>=|\?)$/.test(behind)) return true;
  const callee = before === "(" || before === "," ? view.text(view.around(at) - 1) : "";
  return looksAt(callee) || before === "return";
}
