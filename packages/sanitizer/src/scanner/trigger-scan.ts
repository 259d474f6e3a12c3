import { isWord } from "../texts/words.ts";
import { blockHash, type TriggerTable } from "../rules/trigger-table.ts";

/**
 * Every place in decoded text where a trigger stands, in order.
 *
 * There are no escapes to mind here, as there are in raw records, so words are told by the letters around them.
 */
export function findTriggers(text: string, table: TriggerTable): number[] {
  const found: number[] = [];
  const { window, shifts, isTriple, buckets, patterns } = table;
  if (window === 0) return found;
  let at = window - 1;
  while (at < text.length) {
    const hash = blockHash(text, at, isTriple);
    const shift = shifts[hash] as number;
    if (shift > 0) {
      at += shift;
      continue;
    }
    const start = at - window + 1;
    for (const index of buckets.get(hash) ?? []) {
      const pattern = patterns[index];
      if (pattern === undefined || !text.startsWith(pattern.text, start)) continue;
      const end = start + pattern.text.length;
      if (pattern.isWord && (isWord(text.charCodeAt(end)) || isWord(text.charCodeAt(start - 1)))) continue;
      found.push(start);
      break;
    }
    at += 1;
  }
  return found;
}
