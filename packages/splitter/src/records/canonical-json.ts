import { normaliseText } from "./normalise-text.ts";

/**
 * Writes a JSON value in one fixed form: keys in order of their code units, no spaces, every text normalised.
 *
 * Two values that differ only in key order, Unicode form, line ends or trailing space give the same text.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(normaliseText(value));
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) {
    let text = "[";
    for (let index = 0; index < value.length; index += 1) {
      text += (index === 0 ? "" : ",") + canonicalJson(value[index]);
    }
    return `${text}]`;
  }
  let text = "{";
  for (const key of Object.keys(value).sort()) {
    const inner = (value as Record<string, unknown>)[key];
    if (inner !== undefined) text += `${text.length === 1 ? "" : ","}${JSON.stringify(key)}:${canonicalJson(inner)}`;
  }
  return `${text}}`;
}
