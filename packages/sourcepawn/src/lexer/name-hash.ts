const FNV_OFFSET = 0x811c9dc5;
/** Prime of 32-bit FNV-1a. */
export const FNV_PRIME = 0x01000193;
/** Start value of {@link hashName}, as a signed integer. */
export const HASH_SEED = FNV_OFFSET | 0;

/**
 * The hash that the lexer stores for names: FNV-1a of 32 bits, over UTF-16 code units, as a signed integer.
 *
 * Equal names have equal hashes; compare the text where two hashes are equal and it matters.
 *
 * Source: http://www.isthe.com/chongo/tech/comp/fnv/.
 */
export function hashName(name: string): number {
  let hash = HASH_SEED;
  for (let at = 0; at < name.length; at += 1) hash = Math.imul(hash ^ name.charCodeAt(at), FNV_PRIME);
  return hash;
}
