/** Marks that stand at the borders of messages. */
export const marks = ["system", "developer", "user", "assistant", "tool", "function", "end"] as const;
/** A mark at the border of a message: who speaks, or that the message ends. */
export type Mark = (typeof marks)[number];

const byteCount = 256;

/**
 * A closed vocabulary: every byte, the marks, and the pieces that the training split holds at least twice.
 *
 * A piece outside it is spelled in its UTF-8 bytes, so any text has a probability and none is "unknown".
 */
export class Vocabulary {
  readonly #ids: ReadonlyMap<string, number>;
  /** Number of tokens; the loss of a model that knows nothing is its natural logarithm. */
  readonly size: number;

  private constructor(pieces: readonly string[]) {
    const first = byteCount + marks.length;
    this.#ids = new Map(pieces.map((text, index) => [text, first + index]));
    this.size = first + pieces.length;
  }

  /** Chooses the vocabulary of a training split. @param counts How often the split holds each piece. */
  static of(counts: ReadonlyMap<string, number>): Vocabulary {
    return new Vocabulary([...counts].flatMap(([text, count]) => (count >= 2 ? [text] : [])));
  }

  /** The token of a mark. */
  markId(mark: Mark): number {
    return byteCount + marks.indexOf(mark);
  }

  /** Appends the tokens of a piece: itself, or its bytes. */
  encode(text: string, into: number[]): void {
    const id = this.#ids.get(text);
    if (id === undefined) into.push(...Buffer.from(text, "utf8"));
    else into.push(id);
  }
}
