import type { Hit } from "../texts/hit.ts";
import type { CompiledRule } from "../rules/rule-table.ts";
import type { BatchHit } from "../records/sanitize-batch.ts";

/** The hits of a batch in one array of numbers, which crosses to another thread without being copied. */
export interface PackedHits {
  /** {@link WIDTH} numbers for each hit; texts are positions in `texts`, or -1 for none. */
  readonly numbers: Int32Array<ArrayBuffer>;
  /** Every path, name and word once. */
  readonly texts: readonly string[];
}

const WIDTH = 10;

/**
 * Gathers the hits of one batch after the other, as numbers: objects that live as long as the batch cost the collector more than
 * finding the hits costs, and a thread more still when they cross to another one.
 */
export class HitPacker {
  #numbers = new Int32Array(256 * WIDTH);
  #length = 0;
  #texts: string[] = [];
  readonly #positions = new Map<string, number>();

  /**
   * @param line 1-based line in the file.
   * @param path Path of the text in the record.
   * @param message Index of its message.
   */
  add(line: number, path: string, message: number, hit: Hit): void {
    const { rule, start, end, name, after, code, reason } = hit;
    const at = this.#length;
    this.#length += WIDTH;
    if (this.#length > this.#numbers.length) this.#grow();
    const numbers = this.#numbers;
    numbers[at] = line;
    numbers[at + 1] = message;
    numbers[at + 2] = start;
    numbers[at + 3] = end;
    numbers[at + 4] = rule.order;
    numbers[at + 5] = this.#position(path);
    numbers[at + 6] = this.#position(ownName(rule, name));
    numbers[at + 7] = after === undefined ? -1 : this.#position(after);
    numbers[at + 8] = code === undefined ? -1 : this.#position(code);
    numbers[at + 9] = reason === undefined ? -1 : this.#position(reason);
  }

  /** The hits so far; the next batch begins. */
  finish(): PackedHits {
    const packed = { numbers: this.#numbers.slice(0, this.#length), texts: this.#texts };
    this.#length = 0;
    this.#texts = [];
    this.#positions.clear();
    return packed;
  }

  #position(text: string): number {
    let found = this.#positions.get(text);
    if (found === undefined) {
      found = this.#texts.push(text) - 1;
      this.#positions.set(text, found);
    }
    return found;
  }

  #grow(): void {
    const numbers = new Int32Array(this.#numbers.length * 2);
    numbers.set(this.#numbers);
    this.#numbers = numbers;
  }
}

/** A name by itself: one that was cut from a text keeps the whole text in memory. */
function ownName({ names }: CompiledRule, name: string): string {
  for (const known of names) if (known === name) return known;
  return Buffer.from(name).toString();
}

/** Which hits are wanted: all, those that change a name, or those that only tell of one. */
export type HitKind = "all" | "changes" | "findings";

/** The hits that were packed, one after the other. */
export function* unpackHits({ numbers, texts }: PackedHits, kind: HitKind = "all"): Generator<BatchHit> {
  for (let at = 0; at < numbers.length; at += WIDTH) {
    const after = texts[numbers[at + 7] as number];
    if (kind !== "all" && (after !== undefined) !== (kind === "changes")) continue;
    const line = numbers[at] as number;
    const message = numbers[at + 1] as number;
    const start = numbers[at + 2] as number;
    const end = numbers[at + 3] as number;
    const rule = numbers[at + 4] as number;
    const path = texts[numbers[at + 5] as number] ?? "";
    const name = texts[numbers[at + 6] as number] ?? "";
    const code = texts[numbers[at + 8] as number] as BatchHit["code"];
    const reason = texts[numbers[at + 9] as number] as BatchHit["reason"];
    if (after !== undefined) yield { line, path, message, start, end, rule, name, after };
    else if (code === undefined) yield { line, path, message, start, end, rule, name };
    else if (reason === undefined) yield { line, path, message, start, end, rule, name, code };
    else yield { line, path, message, start, end, rule, name, code, reason };
  }
}

/** Tells of every packed hit its rule, its line, and whether it is a replacement, without making an object of it. */
export function visitHits(
  { numbers }: PackedHits,
  visit: (rule: number, line: number, isReplacement: boolean) => void,
): void {
  for (let at = 0; at < numbers.length; at += WIDTH) {
    visit(numbers[at + 4] as number, numbers[at] as number, numbers[at + 7] !== -1);
  }
}
