import type { Detection, Detector } from "../languages/language-adapter.ts";
import { SourcePawnView } from "../languages/sourcepawn-view.ts";
import { argument, argumentCount } from "./call-text.ts";
import { readHead } from "./function-heads.ts";
import { argumentsAt, isPlainCode } from "./glance.ts";
import { firstFrom } from "../texts/first-from.ts";

/** Functions that fill a buffer, and the position of the buffer; its size follows. */
const fills: ReadonlyMap<string, number> = new Map([
  ["Format", 1],
  ["FormatEx", 1],
  ["strcopy", 1],
  ["GetCurrentMap", 1],
  ["GetCmdArg", 2],
  ["GetCmdArgString", 1],
  ["GetClientName", 2],
  ["GetClientIP", 2],
  ["GetClientAuthId", 3],
  ["GetEntityClassname", 2],
  ["IntToString", 2],
  ["FloatToString", 2],
  ["BuildPath", 2],
]);

/** A buffer whose size is given as a number, or as that of another, longer buffer. */
export const bufferSize: Detector = {
  triggers: [...fills.keys()],
  mayFind: (code, at) => !isPlainCode(code) || !takesOwnSize(code, at),
  detect: (view) => {
    if (!(view instanceof SourcePawnView)) return [];
    return view.calls(fills.keys()).flatMap(({ index, call }): Detection[] => {
      const around = view.functionAt(index);
      const position = fills.get(call.callee) ?? 1;
      const buffer = argument(view, call, position);
      const size = argument(view, call, position + 1);
      const span = call.arguments[position];
      // A macro that stands for a buffer and its size takes the size of that buffer.
      if (argumentCount(view, call) !== call.arguments.length) return [];
      // Without the declaration nothing is known: a function may well be told the size of what it gets.
      const declared = /^\w+$/.test(buffer) ? declaredSize(view, around, buffer) : undefined;
      if (span === undefined || declared === undefined) return [];
      const other = /^sizeof\s*\(?\s*(\w+)\s*\)?$/.exec(size)?.[1];
      const isLonger =
        other !== undefined && other !== buffer && Number(declaredSize(view, around, other)) > Number(declared);
      return isLonger || /^\d+$/.test(size) ? [{ ...span, name: size, certain: true }] : [];
    });
  },
};

/** Whether a call surely says how long its buffer is by `sizeof`, or by a name. */
function takesOwnSize(code: string, at: number): boolean {
  const position = fills.get(/^\w*/.exec(code.slice(at, at + 32))?.[0] ?? "") ?? 0;
  const given = argumentsAt(code, at);
  const buffer = given?.[position - 1];
  const size = given?.[position];
  if (buffer === undefined || size === undefined || !/^\w+$/.test(buffer)) return false;
  return /^[A-Za-z_]\w*$/.test(size) || /^sizeof\s*\(?\s*(\w+)\s*\)?$/.exec(size)?.[1] === buffer;
}

const known = new WeakMap<SourcePawnView, Map<string, string | undefined>>();

/** The size that a function, or the code around it, declares a buffer with; `undefined` where it does not, or in two ways. */
function declaredSize(view: SourcePawnView, around: number, name: string): string | undefined {
  let sizes = known.get(view);
  if (sizes === undefined) {
    sizes = new Map();
    known.set(view, sizes);
  }
  const key = `${around} ${name}`;
  if (!sizes.has(key)) sizes.set(key, readDeclaredSize(view, around, name));
  return sizes.get(key);
}

function readDeclaredSize(view: SourcePawnView, around: number, name: string): string | undefined {
  const all = view.occurrences(name);
  if (around === -1) {
    const outside = all.filter((index) => view.around(index) === -1);
    return onlySize(sizesAt(view, outside));
  }
  const own = all.slice(firstFrom(all, around), firstFrom(all, view.functionEnd(around)));
  const sizes = sizesAt(view, own);
  if (sizes.size > 0) return onlySize(sizes);
  return readHead(view, around)?.parameters.includes(name) === true ? undefined : declaredSize(view, -1, name);
}

/** The sizes that definitions give; empty for a buffer that is a parameter, or is made while the code runs. */
function sizesAt(view: SourcePawnView, places: readonly number[]): Set<string> {
  const definitions = places.filter((index) => view.use(index) === "definition");
  return new Set(definitions.map((index) => (view.is(index + 1, "[") ? view.text(index + 2).replace("]", "") : "")));
}

function onlySize(sizes: ReadonlySet<string>): string | undefined {
  const [size] = sizes;
  return sizes.size === 1 && size !== "" ? size : undefined;
}

const secretValue =
  /^(?:sk-(?:proj-|ant-)?[A-Za-z0-9_-]{20,}|xox[abp]-[A-Za-z0-9-]{10,}|github_pat_\w{20,}|https:\/\/(?:\w+\.)?discord(?:app)?\.com\/api\/webhooks\/\d+\/[\w-]{20,})/;
/** A command line of the console that sets a password. */
const consoleSecret = /^(?:rcon_password|sv_password|rcon)\s+\\?["']?[^\s"'%\\]{6,}/;
const secretName = /(?:passw(?:or)?d|secret|api_?key|auth_?token|access_?token|webhook_?url)$/i;
const placeholder = /^(?:|.*(?:your|example|change|xxx|placeholder|<|\*\*\*|\.\.\.|%).*)$/i;
const logs = /^(?:Log(?:Message|Error|ToFile|ToFileEx|Action|ToGame)|PrintTo(?:Server|Console|Chat|ChatAll))$/;

/** A secret that stands in code, or that is written to a log. */
export const secret: Detector = {
  triggers: [],
  literals: [
    "sk-proj-",
    "sk-ant-",
    "github_pat_",
    "xoxb-",
    "api/webhooks",
    "assword",
    "asswd",
    "ecret",
    "pi_key",
    "piKey",
    "PI_KEY",
    "rcon_",
  ],
  detect: (view) => {
    if (!(view instanceof SourcePawnView)) return [];
    const found: Detection[] = [];
    for (const { start, end, value, index } of view.strings()) {
      const assigned = assignedName(view, index) ?? configuredName(view, index, value);
      const isNamed =
        assigned !== undefined && secretName.test(assigned) && /^\S{8,}$/.test(value) && !placeholder.test(value);
      if (secretValue.test(value) || isNamed || consoleSecret.test(value))
        found.push({ start, end, name: assigned ?? "secret", certain: true });
    }
    for (const { index, start, end, value } of view.tokens) {
      if (!secretName.test(value) || view.text(index - 1) !== ",") continue;
      const callee = view.text(view.around(index) - 1);
      if (logs.test(callee)) found.push({ start, end, name: value, certain: true });
    }
    return found;
  },
};

/** Functions that give a name a value, and how far behind their bracket the value stands when the name is a literal. */
const namedValues: ReadonlyMap<string, number> = new Map([
  ["CreateConVar", 3],
  ["SetString", 3],
  ["KvSetString", 5],
]);

/** The name of the console variable whose default a string is, or of the key whose value it is. */
function configuredName(view: SourcePawnView, index: number, value: string): string | undefined {
  const position = namedValues.get(view.text(view.around(index) - 1));
  const name = /^"(\w+)"$/.exec(view.text(index - 2))?.[1];
  return position === undefined || value === "" || index !== view.around(index) + position ? undefined : name;
}

/** The name that a string is given to, by `=` or by a define. */
function assignedName(view: SourcePawnView, index: number): string | undefined {
  if (/^#\s*define$/.test(view.text(index - 2))) return view.text(index - 1);
  if (view.text(index - 1) !== "=") return undefined;
  let at = index - 2;
  while (at > 0 && /^[\]\d[]$/.test(view.text(at))) at -= 1;
  return view.text(at);
}
