import type { LinePlace } from "./code-line.ts";
import type { CodeSpan, CodeToken, CodeView } from "../languages/language-adapter.ts";
import { type LineSurroundings, LineView, mayDefine, readComments, readPlaces } from "./line-view.ts";
import { readIncludes } from "./read-includes.ts";
import { type SharedView, SourcePawnView } from "../languages/sourcepawn-view.ts";
import { windowAround } from "./code-windows.ts";

/**
 * The views of the functions around some places in code, one after the other: of a line where that tells enough, else of the whole
 * function. A view is good until the next one is asked for.
 */
export class SourcePawnWindows implements IterableIterator<CodeView> {
  readonly #code: string;
  readonly #places: readonly number[];
  readonly #shared: SharedView = {};
  /** Answers for the names that were asked about; code that holds a name a thousand times is looked through once for it. */
  readonly #mayDefine = new Map<string, boolean>();
  #next = 0;
  #lines: LineWindow | undefined;

  /** @param places Offsets of names, in order. */
  constructor(code: string, places: readonly number[]) {
    this.#code = code;
    this.#places = places;
  }

  [Symbol.iterator](): this {
    return this;
  }

  next(): IteratorResult<CodeView, undefined> {
    for (;;) {
      const view = this.#lines?.next();
      if (view !== undefined) return { done: false, value: view };
      this.#lines?.release();
      this.#lines = undefined;
      const place = this.#places[this.#next];
      if (place === undefined) return this.return();
      const window = windowAround(this.#code, place);
      const first = this.#next;
      while (this.#next < this.#places.length && (this.#places[this.#next] as number) < window.end) this.#next += 1;
      const lines = readPlaces(this.#code, this.#places, first, this.#next);
      const comments = lines === undefined ? undefined : readComments(this.#code, window);
      if (lines === undefined || comments === undefined) {
        return { done: false, value: new SourcePawnView(this.#code, window, this.#shared) };
      }
      this.#lines = new LineWindow(this.#code, {
        window,
        comments,
        lines,
        shared: this.#shared,
        mayDefine: this.#mayDefine,
      });
    }
  }

  return(): IteratorResult<CodeView, undefined> {
    this.#lines?.release();
    this.#shared.whole?.release();
    this.#next = this.#places.length;
    return { done: true, value: undefined };
  }
}

interface LineWindowParts {
  readonly window: CodeSpan;
  readonly comments: readonly CodeToken[];
  readonly lines: readonly LinePlace[];
  readonly shared: SharedView;
  readonly mayDefine: Map<string, boolean>;
}

/** A function of which the lines tell enough; it is read only when one of them is asked for more. */
class LineWindow implements LineSurroundings {
  readonly code: string;
  readonly comments: readonly CodeToken[];
  readonly #parts: LineWindowParts;
  #next = 0;
  #whole: SourcePawnView | undefined;

  constructor(code: string, parts: LineWindowParts) {
    this.code = code;
    this.comments = parts.comments;
    this.#parts = parts;
  }

  get includes(): readonly string[] {
    return readIncludes(this.code);
  }

  mayDefine(name: string): boolean {
    let may = this.#parts.mayDefine.get(name);
    if (may === undefined) {
      may = mayDefine(this.code, name);
      this.#parts.mayDefine.set(name, may);
    }
    return may;
  }

  read(): SourcePawnView {
    this.#whole ??= new SourcePawnView(this.code, this.#parts.window, this.#parts.shared);
    return this.#whole;
  }

  next(): LineView | undefined {
    const line = this.#parts.lines[this.#next];
    this.#next += 1;
    return line === undefined ? undefined : new LineView(line, this);
  }

  release(): void {
    this.#whole?.release();
    this.#whole = undefined;
  }
}
