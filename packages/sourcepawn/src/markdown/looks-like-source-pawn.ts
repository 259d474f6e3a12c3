import { weighCode } from "./weigh-code.ts";

/**
 * Whether a text that does not say its language is SourcePawn.
 *
 * It must read as statements, hold at least one thing that is SourcePawn's or SourceMod's own, and nothing that another
 * language has: code that would be C as well as SourcePawn is not claimed. English that names functions is no code. A plugin that
 * includes SourceMod's files or says who wrote it may have names of its own that are words elsewhere, as `None`, and labels.
 */
export function looksLikeSourcePawn(text: string): boolean {
  const { foreign, strange, words, labels, own, isPlugin, shape } = weighCode(text);
  return foreign + strange === 0 && (words + labels === 0 || isPlugin) && own > 0 && shape;
}

/**
 * Whether lines without a fence are code of another language, as the game's own scripts or its C++: there, names that SourcePawn does not
 * have can be right. Words are no code, whatever they name.
 */
export function looksLikeOtherCode(text: string): boolean {
  const { foreign, words, own, shared, shape, statements } = weighCode(text);
  return shape && statements > 0 && (foreign > 0 || (words > 0 && own <= shared));
}
