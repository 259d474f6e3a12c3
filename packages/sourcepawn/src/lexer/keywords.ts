import { hashName } from "./name-hash.ts";

/** Words that the language keeps for itself, the names of its built-in types among them. */
export const keywords: readonly string[] = [
  ..."any assert bool break case cellsof char const continue decl default defined delete do else enum exit".split(" "),
  ..."false float for forward funcenum functag function goto if int methodmap native new null operator".split(" "),
  ..."public return sizeof static static_assert stock struct switch tagof this true typedef typeset using".split(" "),
  ..."view_as void while".split(" "),
];

const SIZE = 1024;
/** Position in {@link keywords} plus one, by the low bits of the hash; 0 where there is none. */
const slots = new Uint8Array(SIZE);
const hashes = new Int32Array(keywords.length);
for (const [position, word] of keywords.entries()) {
  const hash = hashName(word);
  hashes[position] = hash;
  let slot = hash & (SIZE - 1);
  while (slots[slot] !== 0) slot = (slot + 1) & (SIZE - 1);
  slots[slot] = position + 1;
}

/** Whether the word from `start` to `end`, whose {@link hashName} is known, is a keyword. */
export function isKeywordAt(text: string, start: number, end: number, hash: number): boolean {
  let slot = hash & (SIZE - 1);
  for (let entry = slots[slot] ?? 0; entry !== 0; entry = slots[slot] ?? 0) {
    if (hashes[entry - 1] === hash) {
      const word = keywords[entry - 1] ?? "";
      return word.length === end - start && text.startsWith(word, start);
    }
    slot = (slot + 1) & (SIZE - 1);
  }
  return false;
}
