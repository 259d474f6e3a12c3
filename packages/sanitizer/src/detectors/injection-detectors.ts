import type { CodeCall, Detection, Detector } from "../language-adapter.ts";
import { SourcePawnView } from "../sourcepawn-view.ts";
import { argument, userText, userTextSources } from "./user-text.ts";

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
  ["LogMessage", 1],
  ["LogError", 1],
  ["Format", 3],
  ["FormatEx", 3],
  ["ThrowError", 1],
  ["SetFailState", 1],
]);
const commands: ReadonlyMap<string, number> = new Map([
  ["ServerCommand", 1],
  ["ServerCommandEx", 3],
  ["InsertServerCommand", 1],
  ["FakeClientCommand", 2],
  ["FakeClientCommandEx", 2],
  ["ClientCommand", 2],
]);
const sql = /^\s*["']\s*(?:SELECT|INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP)\b/i;

/** SQL that is put together with the text of a player, without escaping. */
export const sqlFormat: Detector = {
  // A name can also come by `%N`, so no source of text has to stand in the code.
  ...on(["Format", "FormatEx"], (view, index, call) => {
    const format = argument(view, call, 3);
    // A method of that name is Database.Format, which escapes by itself.
    if (!sql.test(format) || view.text(index - 1) === ".") return [];
    const text = userText(view, index);
    const isUnsafe =
      /%[0-9-]*[NL]/.test(format) || call.arguments.slice(3).some((_, at) => text.has(argument(view, call, at + 4)));
    return isUnsafe && /%[0-9.-]*[sNL]/.test(format) ? [call.callee] : [];
  }),
  triggers: ["Format", "FormatEx"],
};

/** A console command that is put together with the text of a player. */
export const serverCommand: Detector = on([...commands.keys()], (view, index, call) => {
  const text = userText(view, index);
  const from = commands.get(call.callee) ?? 1;
  const isUnsafe = call.arguments.some((_, at) => at + 1 >= from && text.has(argument(view, call, at + 1)));
  return isUnsafe ? [call.callee] : [];
});

/** The text of a player that is used as the format itself, so that its `%s` reads foreign memory. */
export const formatString: Detector = on([...formats.keys()], (view, index, call) => {
  const format = argument(view, call, formats.get(call.callee) ?? 1);
  return /^\w+$/.test(format) && userText(view, index).has(format) ? [call.callee] : [];
});

/** A path that is put together with the text of a player. */
export const buildPath: Detector = on(["BuildPath"], (view, index, call) => {
  const text = userText(view, index);
  return call.arguments.some((_, at) => at >= 3 && text.has(argument(view, call, at + 1))) ? [call.callee] : [];
});

/** A detector that looks at each call of some functions, in code that has text of a player. */
function on(
  names: readonly string[],
  look: (view: SourcePawnView, index: number, call: CodeCall) => readonly string[],
): Detector {
  return {
    triggers: userTextSources,
    detect: (view) => {
      if (!(view instanceof SourcePawnView)) return [];
      return view.calls(names).flatMap(({ index, call }): Detection[] => {
        const start = view.startOf(index);
        return look(view, index, call).map((name) => ({ start, end: start + name.length, name, certain: true }));
      });
    },
  };
}
