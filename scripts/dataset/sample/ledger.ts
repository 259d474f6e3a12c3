import type { Mistake } from "./mistake-markers.ts";
import type { ChatExample } from "./record.ts";

/** A wrong reference that the sanitizer has to repair. */
export interface Injection extends Mistake {
  readonly file: string;
  /** Line of the file, from 1. */
  readonly line: number;
  /** Index of the message, from 0. */
  readonly message: number;
}

/** A message that names a wrong reference on purpose, or in a place where it is right, and must not change for it. */
export interface Teaching {
  readonly file: string;
  readonly line: number;
  readonly message: number;
  /** The name that stays. */
  readonly wrong: string;
}

/** Everything in the sample that is wrong, or only looks wrong. */
export interface SampleLedger {
  readonly injections: readonly Injection[];
  readonly teachings: readonly Teaching[];
}

// A bare "pounce" is an English word; only quoted, struck or marked as code is it the name of an event.
const namedForms: ReadonlyMap<string, RegExp> = new Map([
  ["RandomFloat", /(?<![A-Za-z_])RandomFloat(?!\w)/],
  ["RandomInt", /(?<![A-Za-z_])RandomInt(?!\w)/],
  ["m_flSpeed", /(?<!\w)m_flSpeed(?!\w)/],
  ["pounce", /["'`]pounce["'`]|~~`?pounce`?~~/],
  ["smoker_tongue_grab", /(?<!\w)smoker_tongue_grab(?!\w)/],
  ["charger_grab", /(?<!\w)charger_grab(?!\w)/],
  ["boomer_vomit", /(?<!\w)boomer_vomit(?!\w)/],
]);

/** Finds the wrong names that the messages of a finished example hold without being injected mistakes. */
export function findTaughtNames(
  example: ChatExample,
  mistakes: readonly (Mistake & { readonly message: number })[],
): Pick<Teaching, "message" | "wrong">[] {
  return example.messages.flatMap((message, index) => {
    const { content = "" } = message;
    const calls = (message.tool_calls ?? []).map((call) => call.function.arguments).join("\n");
    const text = `${typeof content === "string" ? content : content.map((part) => part.text).join("\n")}\n${calls}`;
    return [...namedForms]
      .filter(([wrong, form]) => form.test(text) && !mistakes.some((it) => it.message === index && it.wrong === wrong))
      .map(([wrong]) => ({ message: index, wrong }));
  });
}
