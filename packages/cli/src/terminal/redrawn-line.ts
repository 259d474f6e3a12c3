import type { OutputStream } from "../context.ts";

const eraseLine = "\r\u001B[2K";

/** One line of a terminal that is drawn over and over, never wider than the terminal. */
export class RedrawnLine {
  readonly #stream: OutputStream;
  #isDrawn = false;

  constructor(stream: OutputStream) {
    this.#stream = stream;
  }

  /** Draws the text in place of the one before. */
  draw(text: string): void {
    // A terminal that does not know its width says 0.
    const width = Math.max(20, (this.#stream.columns || 80) - 1);
    this.#stream.write(`${eraseLine}${text.slice(0, width)}`);
    this.#isDrawn = true;
  }

  /** Takes the line away. */
  erase(): void {
    this.#finish(eraseLine);
  }

  /** Leaves the line as it is; what follows begins below it. */
  leave(): void {
    this.#finish("\n");
  }

  #finish(text: string): void {
    if (this.#isDrawn) this.#stream.write(text);
    this.#isDrawn = false;
  }
}
