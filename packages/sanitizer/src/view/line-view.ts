import { isWord } from "../texts/words.ts";
import { nativeNames } from "./name-places.ts";
import { type LinePlace, lineBreakFrom, readPlace, startOfLine } from "./code-line.ts";
import type {
  CodeArgument,
  CodeCall,
  CodeSpan,
  CodeToken,
  CodeView,
  IdentifierUse,
  NameTable,
} from "../languages/language-adapter.ts";

/** What stands before the name of a native that the plugin makes or knows of, with room for blanks. */
const makesNative = new RegExp(`\\b(?:${[...nativeNames.keys()].join("|")})\\s*\\((?:\\s*\\w+\\s*,)?\\s*"$`);
const NATIVE_CALL = 64;
const none: readonly CodeToken[] = [];
/** The only token of a {@link LineView}. */
const TOKEN = 0;

/**
 * Code as one place in it shows it, by the line of that place: nearly every wrong name is a plain call, or a string that is the
 * argument of one, and its line tells all that a rule asks. Lexing is what costs most of a repair.
 *
 * What the line does not tell is asked of a view that has read the code.
 */
export class LineView implements CodeView {
  readonly code: string;
  readonly comments: readonly CodeToken[];
  readonly #place: LinePlace;
  readonly #around: LineSurroundings;

  /**
   * @param place What stands there, as {@link readPlace} says.
   * @param around What the places of one stretch of code share.
   */
  constructor(place: LinePlace, around: LineSurroundings) {
    this.code = around.code;
    this.comments = around.comments;
    this.#place = place;
    this.#around = around;
  }

  select(names: NameTable): readonly CodeToken[] {
    const { kind, start, end } = this.#place;
    if (kind === "call") {
      const value = this.code.slice(start, end);
      return names.identifiers.has(value) ? [{ kind: "identifier", index: TOKEN, start, end, value }] : [];
    }
    if (kind === "comment" || this.#place.argument === undefined) return [];
    const value = this.code.slice(start + 1, end - 1);
    return names.strings.has(value) ? [{ kind: "string", index: TOKEN, start, end, value }] : [];
  }

  commentAt(offset: number): CodeToken | undefined {
    const { kind, start, end } = this.#place;
    if (kind !== "comment" || offset < start || offset >= end) return undefined;
    return { kind: "comment", index: -1, start, end, value: this.code.slice(start, end) };
  }

  get span(): CodeSpan {
    return this.#place;
  }

  get tokens(): readonly CodeToken[] {
    return this.#around.read().tokens;
  }

  get includes(): readonly string[] {
    return this.#around.includes;
  }

  use(): IdentifierUse {
    return this.#place.kind === "call" ? "call" : this.#around.read().use(this.#readIndex());
  }

  callAt(): CodeCall | undefined {
    return this.#around.read().callAt(this.#readIndex());
  }

  argumentsAt(): readonly CodeArgument[] {
    const { argument } = this.#place;
    if (argument === undefined) return this.#around.read().argumentsAt(this.#readIndex());
    return [{ call: new LineCall(argument.callee, this), position: argument.position }];
  }

  /** The call of the string here, from the view that has read the code. */
  readCall(): CodeCall | undefined {
    return this.#around.read().argumentsAt(this.#readIndex())[0]?.call;
  }

  receiverAt(): string | undefined {
    return this.#around.read().receiverAt(this.#readIndex());
  }

  defines(name: string): boolean {
    return this.#around.mayDefine(name) && this.#around.read().defines(name);
  }

  handsOn(name: string): boolean | undefined {
    return this.#around.read().handsOn(name);
  }

  judge(what: string, span: CodeSpan): boolean | undefined {
    return this.#around.read().judge(what, span);
  }

  /** The place as the view knows it that has read the code. */
  #readIndex(): number {
    return this.#around.read().tokens.find(({ start }) => start === this.#place.start)?.index ?? -1;
  }
}

/** A call of which the line tells the name; the rest is read when it is asked for. */
class LineCall implements CodeCall {
  readonly callee: string;
  readonly #view: LineView;

  constructor(callee: string, view: LineView) {
    this.callee = callee;
    this.#view = view;
  }

  get arguments(): readonly CodeSpan[] {
    return this.#view.readCall()?.arguments ?? [];
  }

  get open(): number {
    return this.#view.readCall()?.open ?? this.#view.code.length;
  }

  get close(): number {
    return this.#view.readCall()?.close ?? this.#view.code.length;
  }
}

/** What the places of one stretch of code share. */
export interface LineSurroundings {
  readonly code: string;
  /** The comments of the stretch. */
  readonly comments: readonly CodeToken[];
  /** Names of the files that the code includes. */
  readonly includes: readonly string[];
  /** What {@link mayDefine} says of all of the code. */
  mayDefine(name: string): boolean;
  /** The stretch as a view that has read it, made when it is first wanted. */
  read(): CodeView;
}

/**
 * Reads the places of one stretch of code, those from `first` up to `end`, by their lines.
 *
 * @returns What stands there, without strings and comments that hold no token of their own; `undefined` where a line does not tell.
 */
export function readPlaces(
  code: string,
  places: readonly number[],
  first: number,
  end: number,
): readonly LinePlace[] | undefined {
  const found: LinePlace[] = [];
  for (let index = first; index < end; index += 1) {
    const at = places[index] as number;
    const place = readPlace(code, at);
    if (place === undefined) return undefined;
    if (place.kind === "string" && place.start + 1 === at && place.argument === undefined) return undefined;
    // A second word in a comment or a string; names stand at the start of theirs.
    if (place.kind === "comment" && found.at(-1)?.start === place.start) continue;
    if (place.kind === "string" && place.start + 1 !== at) continue;
    found.push(place);
  }
  return found;
}

/** The line comments of a stretch of whole lines; `undefined` where the lines do not tell. */
export function readComments(code: string, { start, end }: CodeSpan): readonly CodeToken[] | undefined {
  let at = slashesIn(code, start, end);
  if (at === -1) return none;
  const found: CodeToken[] = [];
  while (at !== -1) {
    // Nearly every comment stands alone on its line; what else may be before it decides whether it is one.
    const isWhole = code.slice(startOfLine(code, at), at).trim() === "";
    const place = isWhole ? undefined : readPlace(code, at + 2);
    if (!isWhole && place === undefined) return undefined;
    if (isWhole || place?.kind === "comment") {
      const from = isWhole ? at : (place as LinePlace).start;
      const to = Math.min(lineBreakFrom(code, at), end);
      found.push({ kind: "comment", index: -1, start: from, end: to, value: code.slice(from, to) });
      at = slashesIn(code, to, end);
    } else at = slashesIn(code, (place as LinePlace).end, end);
  }
  return found;
}

function slashesIn(code: string, start: number, end: number): number {
  const at = code.slice(start, end).indexOf("//");
  return at === -1 ? -1 : start + at;
}

/** Whether a name stands anywhere in code but where it surely is called, or in a comment or a string that makes no native of it. */
export function mayDefine(code: string, name: string): boolean {
  for (let at = code.indexOf(name); at !== -1; at = code.indexOf(name, at + name.length)) {
    if (isWord(code.charCodeAt(at - 1)) || isWord(code.charCodeAt(at + name.length))) continue;
    const place = readPlace(code, at);
    if (
      place === undefined ||
      (place.kind === "string" && makesNative.test(code.slice(Math.max(0, at - NATIVE_CALL), at)))
    )
      return true;
  }
  return false;
}
