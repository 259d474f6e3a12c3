import { parse, postprocess, preprocess } from "micromark";
import { fillWithProse, type MarkdownPart, type TextSpan } from "./markdown-part.ts";

type Event = ReturnType<typeof postprocess>[number];
type Token = Event[1];

/** Emphasis and references to characters have no say in where code is. */
const withoutSay = ["attention", "characterReference"];

/** Cuts a text into its parts with micromark, which follows CommonMark. Right for every text, and slow. */
export function parseMarkdown(text: string): MarkdownPart[] {
  const events = postprocess(
    parse({ extensions: [{ disable: { null: withoutSay } }] })
      .document()
      .write(preprocess()(text, undefined, true)),
  );
  // The parser drops a byte order mark before it counts.
  const reader = new EventReader(text, text.charCodeAt(0) === 0xfeff ? 1 : 0);
  for (const [phase, token] of events) if (phase === "enter") reader.enter(token);
  return fillWithProse(text, reader.finish());
}

class EventReader {
  readonly #text: string;
  readonly #shift: number;
  readonly #parts: MarkdownPart[] = [];
  #block: Token | undefined;
  #fences: Token[] = [];
  #language = "";
  #values: TextSpan[] = [];
  #span: { readonly token: Token; open: number } | undefined;

  constructor(text: string, shift: number) {
    this.#text = text;
    this.#shift = shift;
  }

  enter(token: Token): void {
    switch (token.type) {
      case "codeFenced":
      case "codeIndented":
        this.#finishBlock();
        this.#block = token;
        break;
      case "codeFencedFence":
        this.#fences.push(token);
        break;
      case "codeFencedFenceInfo":
        this.#language = this.#text.slice(this.#start(token), this.#end(token)).toLowerCase();
        break;
      case "codeFlowValue":
        this.#values.push({ start: this.#start(token), end: this.#end(token) });
        break;
      case "codeText":
        this.#finishBlock();
        this.#span = { token, open: 0 };
        break;
      case "codeTextSequence":
        this.#readSequence(token);
        break;
      default:
    }
  }

  finish(): MarkdownPart[] {
    this.#finishBlock();
    return this.#parts;
  }

  #readSequence(token: Token): void {
    if (this.#span === undefined) return;
    if (this.#span.open === 0) {
      this.#span.open = this.#end(token);
      return;
    }
    const { token: whole, open } = this.#span;
    this.#parts.push({
      kind: "inline",
      language: "",
      start: this.#start(whole),
      end: this.#end(whole),
      contentStart: open,
      contentEnd: this.#start(token),
    });
    this.#span = undefined;
  }

  #finishBlock(): void {
    const block = this.#block;
    if (block === undefined) return;
    const kind = block.type === "codeFenced" ? "fence" : "indented";
    const start = this.#start(block);
    const end = this.#end(block);
    const [opening, closing] = this.#fences;
    let contentStart = start;
    if (opening !== undefined) contentStart = Math.min(this.#behindLine(this.#end(opening)), end);
    const contentEnd = closing === undefined ? end : this.#lineStart(this.#start(closing), contentStart);
    const isOnePiece =
      kind === "fence" && this.#values.every((value) => this.#lineStart(value.start, 0) === value.start);
    this.#parts.push({
      kind,
      language: this.#language,
      start,
      end,
      contentStart,
      contentEnd,
      ...(isOnePiece ? {} : { lines: this.#values }),
    });
    this.#block = undefined;
    this.#fences = [];
    this.#language = "";
    this.#values = [];
  }

  #behindLine(offset: number): number {
    if (this.#text.startsWith("\r\n", offset)) return offset + 2;
    return offset < this.#text.length ? offset + 1 : offset;
  }

  #lineStart(offset: number, least: number): number {
    let at = offset;
    while (at > least && this.#text.charCodeAt(at - 1) !== 10 && this.#text.charCodeAt(at - 1) !== 13) at -= 1;
    return at;
  }

  #start(token: Token): number {
    return token.start.offset + this.#shift;
  }

  #end(token: Token): number {
    return token.end.offset + this.#shift;
  }
}
