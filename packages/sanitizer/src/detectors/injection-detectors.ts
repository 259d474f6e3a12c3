import type { CodeCall, Detection, Detector } from "../languages/language-adapter.ts";
import { SourcePawnView } from "../languages/sourcepawn-view.ts";
import { argument, literalText } from "./call-text.ts";
import { wordPlaces } from "../texts/words.ts";
import { argumentsAt, isPlainCode } from "./glance.ts";
import { joinsQuery } from "./sql-text.ts";
import { buffersAt, holdsAny, namesPlayer, queryStart, userTextSources } from "./user-text.ts";

/** Functions that take a format, and its position. */
const formats: ReadonlyMap<string, number> = new Map([
  ["PrintToChat", 2],
  ["PrintToChatAll", 1],
  ["PrintToServer", 1],
  ["PrintToConsole", 2],
  ["PrintToConsoleAll", 1],
  ["PrintHintText", 2],
  ["PrintHintTextToAll", 1],
  ["PrintCenterText", 2],
  ["PrintCenterTextAll", 1],
  ["ReplyToCommand", 2],
  ["ShowActivity", 2],
  ["ShowActivity2", 3],
  ["ShowActivityEx", 3],
  ["ShowHudText", 3],
  ["ShowSyncHudText", 3],
  ["KickClient", 2],
  ["KickClientEx", 2],
  ["LogMessage", 1],
  ["LogError", 1],
  ["LogAction", 3],
  ["LogToFile", 2],
  ["LogToFileEx", 2],
  ["LogToGame", 1],
  ["Format", 3],
  ["FormatEx", 3],
  ["ThrowError", 1],
  ["ThrowNativeError", 2],
  ["SetFailState", 1],
  ["SetMenuTitle", 2],
  ["SetTitle", 1],
  // Of the include files for colours.
  ["CPrintToChat", 2],
  ["CPrintToChatAll", 1],
  ["CReplyToCommand", 2],
]);
const commands: ReadonlyMap<string, number> = new Map([
  ["ServerCommand", 1],
  ["ServerCommandEx", 3],
  ["InsertServerCommand", 1],
  ["FakeClientCommand", 2],
  ["FakeClientCommandEx", 2],
  ["ClientCommand", 2],
]);
const joins = ["Format", "FormatEx", "StrCat"];

/** SQL that is put together with the text of a player, without escaping. */
export const sqlFormat: Detector = {
  ...on(joins, (view, index, call) => (joinsQuery(view, index, call, buffersAt(view, index)) ? [call.callee] : [])),
  // A name can also come by `%N`, so no source of text has to stand in the code.
  triggers: joins,
  mayFind: (code) => queryStart.test(code),
};

/** A console command that is put together with the text of a player. */
export const serverCommand: Detector = {
  ...on([...commands.keys()], (view, index, call) => {
    const from = commands.get(call.callee) ?? 1;
    const text = buffersAt(view, index).spoken;
    const isUnsafe =
      namesPlayer.test(literalText(view, call, from)) ||
      call.arguments.some((_, at) => at + 1 >= from && holdsAny(view, call, at + 1, text));
    return isUnsafe ? [call.callee] : [];
  }),
  triggers: [...commands.keys()],
};

/** The text of a player that is used as the format itself, so that its `%s` reads foreign memory. */
export const formatString: Detector = {
  ...on([...formats.keys()], (view, index, call) => {
    // The title of a panel is no format, and a query that escapes by itself is another matter.
    if (view.text(index - 1) === "." && (call.callee !== "SetTitle" || view.receiverAt(index) === "Panel")) return [];
    const format = argument(view, call, formats.get(call.callee) ?? 1);
    return /^\w+$/.test(format) && buffersAt(view, index).spoken.has(format) ? [call.callee] : [];
  }),
  triggers: [...userTextSources, "Format", "FormatEx"],
  mayFind: (code) => !isPlainCode(code) || usesVariableFormat(code),
};

/** The code that was looked through last: it is asked about at each place where text of a player may come from. */
let looked: { readonly code: string; readonly answer: boolean } | undefined;

/** Whether the format of a call may be a variable. */
function usesVariableFormat(code: string): boolean {
  if (looked?.code !== code) {
    const answer = [...formats].some(([name, position]) =>
      wordPlaces(code, name).some((at) => !hasOtherFormat(argumentsAt(code, at), position)),
    );
    looked = { code, answer };
  }
  return looked.answer;
}

/** Whether the format of a call is surely no variable. */
function hasOtherFormat(given: readonly string[] | undefined, position: number): boolean {
  const format = given?.[position - 1];
  return format !== undefined && !/^\w+$/.test(format);
}

/** A path that is put together with the text of a player. */
export const buildPath: Detector = {
  ...on(["BuildPath"], (view, index, call) => {
    const text = buffersAt(view, index).spoken;
    return call.arguments.some((_, at) => at >= 3 && holdsAny(view, call, at + 1, text)) ? [call.callee] : [];
  }),
  mayFind: (code) => code.includes("BuildPath"),
};

/** A detector that looks at each call of some functions, in code that has text of a player. */
function on(
  names: readonly string[],
  look: (view: SourcePawnView, index: number, call: CodeCall) => readonly string[],
): Detector {
  return {
    triggers: userTextSources,
    detect: (view) => {
      if (!(view instanceof SourcePawnView)) return [];
      const calls = view.calls(names).sort((one, other) => one.index - other.index);
      return calls.flatMap(({ index, call }): Detection[] => {
        const start = view.startOf(index);
        return look(view, index, call).map((name) => ({ start, end: start + name.length, name, certain: true }));
      });
    },
  };
}
