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
  const name = canonicalName(wanted.name);
  return inspection.references.some(
    (reference) => !reference.definedHere && kinds.includes(reference.kind) && sameName(reference, name),
  );
}

/** A method whose receiver's type is not known carries its bare name. */
function sameName(reference: CodeReference, name: string): boolean {
  const used = canonicalName(reference.name);
  if (used === name) return true;
  if (reference.kind !== "method" && reference.kind !== "property") return false;
  return !used.includes(".") && name.endsWith(`.${used}`);
}
