import type { RecordSignature } from "@tunewright/schema";
import type { BatchAnalysis, RejectedLine } from "./batch-analysis.ts";
import type { ContentKeys, TextKey } from "./example-content.ts";
import { sha256Hex, wordOfHex } from "./hash-words.ts";
import { Uint32Column } from "./uint32-column.ts";

// Looked up once: in a sandbox, as tests run in, each look at a global is slow.
const { imul } = Math;

/** An answer shorter than this says nothing about its question: "Yes.", "I cannot help with that." */
const TELLING_ANSWER = 80;

/** Gathers what is kept of the records of a batch; one serves many batches, so that its memory is made once. */
export class BatchColumns {
  rejected: RejectedLine[] = [];
  readonly #lines = new Uint32Column();
  readonly #ids = new Uint32Column();
  readonly #prompts = new Uint32Column();
  readonly #questions = new Uint32Column();
  readonly #answers = new Uint32Column();
  readonly #groups = new Uint32Column();
  readonly #turnCounts = new Uint32Column();
  readonly #turns = new Uint32Column();
  readonly #shingleCounts = new Uint32Column();
  readonly #shingles = new Uint32Column();
  readonly #symbolCounts = new Uint32Column();
  readonly #symbols = new Uint32Column();
  readonly #symbolCodes = new Map<string, number>();
  readonly #categories = new Uint32Column();
  readonly #categoryCodes = new Map<string, number>();

  get length(): number {
    return this.#lines.length;
  }

  add(line: number, { canonical, user, assistant, turns }: ContentKeys): void {
    this.#lines.push(line);
    const id = sha256Hex(canonical);
    for (let word = 0; word < 4; word += 1) this.#ids.push(wordOfHex(id, word));
    pushKey(this.#prompts, user[0]?.length === 0 ? undefined : user[0]?.sha256);
    pushKey(this.#questions, joinHashes(user));
    const answerLength = assistant.reduce((sum, { length }) => sum + length, 0);
    pushKey(this.#answers, answerLength < TELLING_ANSWER ? undefined : joinHashes(assistant));
    let count = 0;
    for (const { user: question, assistant: answer } of turns) {
      if (answer.length < TELLING_ANSWER) continue;
      for (const word of [0, 1]) {
        const asked = wordOfHex(question.sha256, word);
        this.#turns.push((imul(asked ^ (asked >>> 15), 0x2c1b3c6d) ^ wordOfHex(answer.sha256, word)) >>> 0);
      }
      count += 1;
    }
    this.#turnCounts.push(count);
  }

  /** Adds a record of which only the signature is known; its symbols, category and question are not. */
  addSigned({ line, id, prompt, answer, group, turns }: RecordSignature, shingles: Uint32Array): void {
    this.#lines.push(line);
    for (let word = 0; word < 4; word += 1) this.#ids.push(wordOfHex(id, word));
    pushKey(this.#prompts, prompt);
    pushKey(this.#questions, undefined);
    pushKey(this.#answers, answer);
    pushKey(this.#groups, group);
    this.#turnCounts.push(turns.length);
    for (const turn of turns) pushKey(this.#turns, turn);
    this.category(undefined);
    this.shingles(shingles);
    this.symbols([], []);
  }

  group(value: string | undefined): void {
    pushKey(this.#groups, value === undefined ? undefined : sha256Hex(value));
  }

  category(name: string | undefined): void {
    if (name === undefined) {
      this.#categories.push(0);
      return;
    }
    const code = this.#categoryCodes.get(name) ?? this.#categoryCodes.size;
    this.#categoryCodes.set(name, code);
    this.#categories.push(code + 1);
  }

  shingles(shingles: Uint32Array): void {
    this.#shingleCounts.push(shingles.length);
    this.#shingles.append(shingles);
  }

  /** @param symbols Numbers of the record's symbols, and the names that they stand for. */
  symbols(symbols: readonly number[], names: readonly string[]): void {
    this.#symbolCounts.push(symbols.length);
    for (const symbol of symbols) this.#symbols.push(this.symbolCode(names[symbol] ?? ""));
  }

  /** @param codes From {@link symbolCode}, in the same batch. */
  symbolCodes(codes: Uint32Array): void {
    this.#symbolCounts.push(codes.length);
    this.#symbols.append(codes);
  }

  /** The number of a symbol in this batch. */
  symbolCode(name: string): number {
    const known = this.#symbolCodes.get(name);
    if (known !== undefined) return known;
    this.#symbolCodes.set(name, this.#symbolCodes.size);
    return this.#symbolCodes.size - 1;
  }

  /** Gives what was gathered, and is empty again. */
  finish(): BatchAnalysis {
    const batch: BatchAnalysis = {
      records: this.#lines.length,
      lines: this.#lines.take(),
      ids: this.#ids.take(),
      prompts: this.#prompts.take(),
      questions: this.#questions.take(),
      answers: this.#answers.take(),
      groups: this.#groups.take(),
      turnCounts: this.#turnCounts.take(),
      turns: this.#turns.take(),
      shingleCounts: this.#shingleCounts.take(),
      shingles: this.#shingles.take(),
      symbolCounts: this.#symbolCounts.take(),
      symbols: this.#symbols.take(),
      symbolNames: [...this.#symbolCodes.keys()],
      categories: this.#categories.take(),
      categoryNames: [...this.#categoryCodes.keys()],
      rejected: this.rejected,
    };
    this.#symbolCodes.clear();
    this.#categoryCodes.clear();
    this.rejected = [];
    return batch;
  }
}

/** Two words of a hash; zeros for none, which is no key. */
function pushKey(column: Uint32Column, sha256: string | null | undefined): void {
  column.push(sha256 == null ? 0 : wordOfHex(sha256, 0));
  column.push(sha256 == null ? 0 : wordOfHex(sha256, 1));
}

/** One hash for several texts; nothing for none. */
function joinHashes(texts: readonly TextKey[]): string | undefined {
  if (texts.length <= 1) return texts[0]?.sha256;
  return sha256Hex(texts.map(({ sha256 }) => sha256).join());
}
