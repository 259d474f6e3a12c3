import type { BatchHit } from "./sanitize-batch.ts";

/** The hits of a batch in one array of numbers, which crosses to another thread without being copied. */
export interface PackedHits {
  /** {@link WIDTH} numbers for each hit; texts are positions in `texts`, or -1 for none. */
  readonly numbers: Int32Array<ArrayBuffer>;
  /** Every path, name and word once. */
  readonly texts: readonly string[];
}

const WIDTH = 10;

/** Packs hits: cloning them as objects costs a thread more than finding them. */
export function packHits(hits: readonly BatchHit[]): PackedHits {
  const numbers = new Int32Array(hits.length * WIDTH);
  const positions = new Map<string, number>();
  const texts: string[] = [];
  const position = (text: string | undefined): number => {
    if (text === undefined) return -1;
    let found = positions.get(text);
    if (found === undefined) {
      found = texts.push(text) - 1;
      positions.set(text, found);
    }
    return found;
  };
  let at = 0;
  for (const hit of hits) {
    numbers[at] = hit.line;
    numbers[at + 1] = hit.message;
    numbers[at + 2] = hit.start;
    numbers[at + 3] = hit.end;
    numbers[at + 4] = hit.rule;
    numbers[at + 5] = position(hit.path);
    numbers[at + 6] = position(hit.name);
    numbers[at + 7] = position(hit.after);
    numbers[at + 8] = position(hit.code);
    numbers[at + 9] = position(hit.reason);
    at += WIDTH;
  }
  return { numbers, texts };
}

/** The hits that {@link packHits} packed. */
export function unpackHits({ numbers, texts }: PackedHits): BatchHit[] {
  const hits: BatchHit[] = [];
  for (let at = 0; at < numbers.length; at += WIDTH) {
    const number = (field: number): number => numbers[at + field] as number;
    const text = (field: number): string | undefined => texts[number(field)];
    // The fields in the order in which a hit is made, so that it prints the same whichever thread found it.
    const place = {
      line: number(0),
      path: text(5) ?? "",
      message: number(1),
      start: number(2),
      end: number(3),
      rule: number(4),
      name: text(6) ?? "",
    };
    const after = text(7);
    const code = text(8) as BatchHit["code"];
    const reason = text(9) as BatchHit["reason"];
    if (after !== undefined) hits.push({ ...place, after });
    else if (code === undefined) hits.push(place);
    else hits.push(reason === undefined ? { ...place, code } : { ...place, code, reason });
  }
  return hits;
}
