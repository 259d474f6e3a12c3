import type { CodeCall, Detection, Detector } from "../languages/language-adapter.ts";
import { SourcePawnView } from "../languages/sourcepawn-view.ts";
import { argument, literalText, positionsFrom } from "./call-text.ts";
import { wordPlaces } from "../texts/words.ts";
import { argumentsAt, isPlainCode } from "./glance.ts";
import { askedOnce } from "../languages/kept-answers.ts";
import { saysOwnText } from "./own-speech.ts";
import { joinsQuery, namesPlayer, queryStart } from "./sql-text.ts";
import { commands, formats } from "./text-sinks.ts";
import { holdsAny, variableIn } from "./text-variables.ts";
import { buffersAt, userTextSources } from "./user-text.ts";

const joins = ["Format", "FormatEx", "StrCat"];

/** What one of stands in all code that has text of a player: where it comes from, or a name by `%N`. */
const textOfPlayer = new RegExp(`${namesPlayer.source}|\\b(?:${userTextSources.join("|")})\\b`);

/** SQL that is put together with the text of a player, without escaping. */
export const sqlFormat: Detector = {
  ...on(joins, (view, index, call) =>
    joinsQuery(view, index, call, () => buffersAt(view, index)) ? [call.callee] : [],
  ),
  // A name can also come by `%N`, so no source of text has to stand in the code.
  triggers: joins,
  mayFind: askedOnce((code) => queryStart.test(code)),
};

/** A console command that is put together with the text of a player. */
export const serverCommand: Detector = {
  ...on([...commands.keys()], (view, index, call) => {
    const from = commands.get(call.callee) ?? 1;
    const isUnsafe = namesPlayer.test(literalText(view, call, from)) || holdsText(view, index, call, from);
    return isUnsafe && !saysOwnText(view, index, call) ? [call.callee] : [];
  }),
  triggers: [...commands.keys()],
};

/** The text of a player that is used as the format itself, so that its `%s` reads foreign memory. */
export const formatString: Detector = {
  ...on([...formats.keys()], (view, index, call) => {
    if (
      view.text(index - 1) === "." ? !isFormatMethod(call.callee, view.receiverAt(index)) : call.callee === "WriteLine"
    ) {
      return [];
    }
    const position = formats.get(call.callee) ?? 1;
    const isVariable = variableIn(argument(view, call, position)) !== "";
    return isVariable && holdsAny(view, call, position, buffersAt(view, index).spoken) ? [call.callee] : [];
  }),
  triggers: [...userTextSources, "Format", "FormatEx", "VFormat"],
  mayFind: (code) => !isPlainCode(code) || usesVariableFormat(code),
};

/** Whether a method takes a format: the title of a panel is none, and a query that escapes by itself is another matter. */
function isFormatMethod(name: string, type: string | undefined): boolean {
  return name === "WriteLine" || (name === "SetTitle" && type !== "Panel");
}

/** Whether the format of a call may be a variable. */
const usesVariableFormat = askedOnce((code) =>
  [...formats].some(([name, position]) =>
    wordPlaces(code, name).some((at) => !hasOtherFormat(argumentsAt(code, at), position)),
  ),
);

/** Whether the format of a call is surely no variable. */
function hasOtherFormat(given: readonly string[] | undefined, position: number): boolean {
  const format = given?.[position - 1];
  return format !== undefined && variableIn(format) === "";
}

/** A path that is put together with the text of a player. */
export const buildPath: Detector = {
  ...on(["BuildPath"], (view, index, call) => {
    return holdsText(view, index, call, 4) ? [call.callee] : [];
  }),
  triggers: ["BuildPath"],
  mayFind: askedOnce((code) => textOfPlayer.test(code)),
};

/** Whether one of the arguments of a call, from a position on, is text of a player. */
function holdsText(view: SourcePawnView, index: number, call: CodeCall, from: number): boolean {
  const places = positionsFrom(view, call, from);
  if (places.every((position) => variableIn(argument(view, call, position)) === "")) return false;
  const { spoken } = buffersAt(view, index);
  return places.some((position) => holdsAny(view, call, position, spoken));
}

/** How a detector looks at each call of some functions. */
function on(
  names: readonly string[],
  look: (view: SourcePawnView, index: number, call: CodeCall) => readonly string[],
): Pick<Detector, "detect"> {
  return {
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
