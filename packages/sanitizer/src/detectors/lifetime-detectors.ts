import type { Detection, Detector } from "../language-adapter.ts";
import { SourcePawnView } from "../sourcepawn-view.ts";
import { argument } from "./user-text.ts";

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
  triggers: ["CreateTimer"],
  detect: (view) => {
    if (!(view instanceof SourcePawnView)) return [];
    return view.calls(["CreateTimer"]).flatMap(({ call }): Detection[] => {
      const span = call.arguments[2];
      const name = argument(view, call, 3);
      const callback = argument(view, call, 2);
      if (span === undefined || !/^[A-Za-z_]\w*$/.test(name) || view.judge("client", span) !== true) return [];
      // A user id or a serial that is held in a variable is named for it.
      if (/id|serial|ref/i.test(name) || checksClient(view, callback)) return [];
      return [{ start: span.start, end: span.end, name, certain: true }];
    });
  },
};

/** Whether the callback of a timer looks at its client, or is not here to be looked at. */
function checksClient(view: SourcePawnView, callback: string): boolean {
  for (const index of view.occurrences(callback)) {
    if (view.use(index) !== "definition") continue;
    const body = bodyAfter(view, index);
    return body === "" || /\bIs(?:Client|Valid|Player|Survivor|Infected)\w*\s*\(/.test(body);
  }
  return true;
}

function bodyAfter(view: SourcePawnView, index: number): string {
  for (let at = index; at < index + 64; at += 1) {
    if (view.text(at) !== "{") continue;
    return view.code.slice(view.startOf(at), view.startOf(view.functionEnd(at)));
  }
  return "";
}

function unchecked(sources: readonly string[], uses: RegExp): Detector {
  return {
    triggers: sources,
    detect: (view) => {
      if (!(view instanceof SourcePawnView)) return [];
      return view.calls(sources).flatMap(({ index }): Detection[] => {
        if (view.text(index - 1) !== "=") return [];
        const name = view.text(index - 2);
        // `(entity = Find…) != -1` is looked at where it is found.
        if (!/^[A-Za-z_]\w*$/.test(name) || view.text(view.around(index)) === "(") return [];
        return firstRiskyUse(view, index, name, uses);
      });
    },
  };
}

function firstRiskyUse(view: SourcePawnView, index: number, name: string, uses: RegExp): Detection[] {
  const open = view.functionAt(index);
  const end = view.functionEnd(open);
  const inside = view.occurrences(name).filter((at) => at > open && at < end);
  if (open === -1 || inside.some((at) => isCheck(view, at))) return [];
  for (const at of inside) {
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
  return (
    /^(?:if|while|return)$/.test(callee) ||
    /^(?:L4D2?_)?(?:Is|Has|Can|Check|Valid|b?Is)[A-Z]\w*/.test(callee) ||
    before === "return"
  );
}
