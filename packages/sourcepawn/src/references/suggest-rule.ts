import type { RuleInput } from "@tunewright/schema";
import type { ApiNameKind } from "../api/api-index.ts";
import type { NearName } from "../api/nearest-names.ts";
import { eventFieldMethods, eventFieldPlaces } from "./argument-places.ts";

/** A name less like the unknown one than this is shown as near, but not written into a rule as its fix. */
const LEAST_FIX_SCORE = 0.75;

/** What a rule looks for, and code that holds the name. */
interface Draft {
  readonly match: RuleInput["match"];
  readonly code: (name: string) => string;
}

/**
 * Drafts a rule for a name that the API does not know, to be read by a person before it is used.
 *
 * With a name that is near enough the rule repairs, else it reports. Its examples pass as they are.
 *
 * @returns The rule; `undefined` for a method whose type is not known, since a rule has to name it.
 */
export function suggestRule(kind: ApiNameKind, name: string, nearest: readonly NearName[]): RuleInput | undefined {
  const dot = kind === "member" ? name.indexOf(".") : -1;
  const type = name.slice(0, Math.max(dot, 0));
  const plain = name.slice(dot + 1);
  const draft = draftFor(kind, type, plain);
  if (draft === undefined) return undefined;
  const [best] = nearest;
  const keep = { keep: `PrintToServer("${plain}");` };
  const rule = { id: ruleId(kind, name), match: draft.match };
  if (best === undefined || best.score < LEAST_FIX_SCORE || best.name === plain) {
    return { ...rule, message: `There is no ${kind} ${name}.`, examples: [{ report: draft.code(plain) }, keep] };
  }
  return {
    ...rule,
    message: `There is no ${kind} ${name}; use ${best.name}.`,
    fix: best.name,
    examples: [{ before: draft.code(plain), after: draft.code(best.name) }, keep],
  };
}

function draftFor(kind: ApiNameKind, type: string, name: string): Draft | undefined {
  switch (kind) {
    case "function":
      return { match: { kind: "call", name }, code: (word) => `${word}();` };
    case "event":
      return { match: { kind: "event", name }, code: (word) => `HookEvent("${word}", OnEvent);` };
    case "netprop":
      return { match: { kind: "netprop", name }, code: (word) => `GetEntProp(client, Prop_Send, "${word}");` };
    case "constant":
      return { match: { kind: "value", name }, code: (word) => `int value = ${word};` };
    case "type":
      return { match: { kind: "value", name }, code: (word) => `${word} thing;` };
    case "event-field":
      return {
        match: {
          kind: "string",
          name,
          in: [
            { call: [...eventFieldMethods], argument: 1 },
            { call: [...eventFieldPlaces.keys()], argument: 2 },
          ],
        },
        code: (word) => `event.GetInt("${word}");`,
      };
    case "member":
      return type === "?"
        ? undefined
        : {
            match: { kind: "member", of: type, name },
            code: (word) => `void Use(${type} thing)\n{\n  thing.${word}();\n}`,
          };
    case "forward":
      return {
        match: { kind: "forward", name },
        code: (word) => `public Plugin myinfo = { name = "Example" };\n\npublic void ${word}()\n{\n}`,
      };
  }
}

/** `function RandomFloat` becomes `unknown-function-random-float`. */
function ruleId(kind: ApiNameKind, name: string): string {
  const words = `${kind} ${name}`.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? [kind];
  return ["unknown", ...words.map((word) => word.toLowerCase())].join("-");
}
