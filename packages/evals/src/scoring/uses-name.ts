import type { CodeInspection, CodeReference, ReferenceKind, SuiteName, SuiteNameKind } from "@tunewright/schema";
import { publicFunctions } from "./check-structure.ts";
import { canonicalName } from "./equivalent-names.ts";

/** Reference kinds that can be meant by a name of a suite. A bare string or an event's field is never an API name. */
const kindsOf: Readonly<Record<Exclude<SuiteNameKind, "forward"> | "any", readonly ReferenceKind[]>> = {
  function: ["call", "method", "callback", "identifier"],
  method: ["method", "property", "call"],
  property: ["property", "method", "call"],
  event: ["event"],
  netprop: ["netprop"],
  constant: ["constant", "identifier"],
  any: ["call", "method", "property", "event", "netprop", "constant", "type", "identifier"],
};

/**
 * Tells whether code uses a name of a suite: as code and in its own role, never as part of a longer name.
 *
 * `lunge_pounce` is no use of `pounce`, a comment is none of anything, a function that the answer defines itself is no
 * use of the API, and `GetEventInt(event, …)` and `event.GetInt(…)` are one. A forward is used by defining it.
 *
 * @param inspection The answer as the inspector sees it.
 * @param wanted Name of the suite.
 */
export function usesName(inspection: CodeInspection, wanted: SuiteName): boolean {
  if (wanted.kind === "forward") return inspection.code.some((code) => publicFunctions(code).includes(wanted.name));
  const kinds = kindsOf[wanted.kind ?? "any"];
  return inspection.references.some(
    (reference) => !reference.definedHere && kinds.includes(reference.kind) && isNamed(reference, wanted),
  );
}

/** A member is meant by `Type.member`; where the code does not say of what type its receiver is, the bare name will do. */
function isNamed({ name, kind, owner }: CodeReference, wanted: SuiteName): boolean {
  const canonical = canonicalName(wanted.name);
  if (kind !== "method" && kind !== "property") return canonicalName(name) === canonical;
  // `dice.RandomFloat(…)` is no call of a function RandomFloat.
  if (!canonical.includes(".")) return wanted.kind !== "function" && name === canonical;
  return owner === undefined ? canonical.endsWith(`.${name}`) : `${owner}.${name}` === canonical;
}
