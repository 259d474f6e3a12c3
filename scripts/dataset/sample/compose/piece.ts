import type { Category } from "../record.ts";

/**
 * A piece of a plugin. Pieces are joined by {@link renderPlugin}; in their lines `$who` is the player that the plugin
 * is about, `$c` the parameter of a function of its own, `$p` the prefix of the convars and `$tag` the chat tag.
 */
export interface Piece {
  readonly id: string;
  /** Completes "a plugin that …" or a list of requirements. */
  readonly phrase: string;
  readonly includes?: readonly string[];
  readonly defines?: readonly string[];
  readonly globals?: readonly string[];
  /** Lines of `OnPluginStart`. */
  readonly start?: readonly string[];
  readonly mapStart?: readonly string[];
  readonly mapEnd?: readonly string[];
  readonly join?: readonly string[];
  readonly leave?: readonly string[];
  /** Lines that run first and may return; `$leave` becomes the right statement for the place. */
  readonly guard?: readonly string[];
  /** Lines that do the work. */
  readonly body?: readonly string[];
  /** Whole functions. */
  readonly functions?: readonly string[];
  /** Helper functions of `helpers.ts` that the lines call. */
  readonly needs?: readonly string[];
}

/** An event that a plugin reacts to. */
export interface Trigger {
  readonly id: string;
  readonly category: Category;
  readonly event: string;
  readonly phrase: string;
  /** Field with the survivor's userid; absent when the event is about the whole team. */
  readonly field?: string;
  /** Name of the variable for that survivor. */
  readonly who: string;
  /** Field and variable of the infected player who did it. */
  readonly other?: readonly [field: string, variable: string];
  /** One true sentence on the fields of the event. */
  readonly note: string;
}

/** What the table of an event holds: name, field of the survivor, variable, `field:variable` of the infected, phrase, note. */
export type TriggerRow = readonly [
  event: string,
  field: string,
  who: string,
  other: string,
  phrase: string,
  note: string,
];

/** Strips the indentation that a template literal has in a source file. */
export function code(text: string): string {
  const lines = text.replace(/^\n/, "").trimEnd().split("\n");
  const indents = lines.filter((line) => line.trim() !== "").map((line) => /^ */.exec(line)?.[0].length ?? 0);
  const margin = Math.min(...indents);
  return lines.map((line) => line.slice(margin)).join("\n");
}
