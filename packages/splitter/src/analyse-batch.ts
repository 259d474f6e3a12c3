import { hash } from "node:crypto";
import { parseLine } from "@tunewright/jsonl";
import { checkExample, type Issue } from "@tunewright/schema";
import { type ExampleContent, type HashedText, readContent } from "./example-content.ts";
import { writeHashWords } from "./hash-words.ts";
import { CategoryReader, type CategoryRule, fieldText } from "./record-category.ts";
import { ShingleBuilder } from "./shingle-builder.ts";
import { SymbolReader } from "./symbol-reader.ts";
import { Uint32Column } from "./uint32-column.ts";

const LF = 0x0a;
const CR = 0x0d;

/** What an analysis looks for; plain data, so that it can be handed to a worker. */
export interface AnalysisSettings {
  readonly categoryRules?: readonly CategoryRule[];
  /** Names that count as API symbols; without it, every name that is called. */
  readonly symbols?: readonly string[];
  /** Records with equal values of this field belong together. */
  readonly groupField?: string;
  /** Whether a bare `prompt`, with or without a `completion`, is a record: evaluations of other tools look so. */
  readonly takesPrompts?: boolean;
  /** Whether shingles are cut; without them there are no near-duplicates, and no symbols. */
  readonly near: boolean;
}

/** A line that holds no record that can be read. */
export interface RejectedLine {
  readonly line: number;
  readonly issues: readonly Issue[];
}

/**
 * What is kept of the records of one batch, as columns: entry `i` of each belongs to record `i`.
 *
 * Texts are gone; what is left is what clusters, strata and the manifest are made of.
 */
export interface BatchAnalysis {
  readonly records: number;
  /** 1-based lines in the file. */
  readonly lines: Uint32Array;
  /** Four words a record: the content's id. */
  readonly ids: Uint32Array;
  /** Two words a record: the user's first turn; 0 for none. */
  readonly prompts: Uint32Array;
  /** Two words a record: all the user's turns. */
  readonly questions: Uint32Array;
  /** Two words a record: the assistant's turns; 0 when they are too short to tell anything. */
  readonly answers: Uint32Array;
  /** Two words a record: the value of the group field; 0 for none. */
  readonly groups: Uint32Array;
  /** How many entries of `turns` and of the flat columns belong to each record. */
  readonly turnCounts: Uint32Array;
  /** Two words a turn. */
  readonly turns: Uint32Array;
  readonly shingleCounts: Uint32Array;
  readonly shingles: Uint32Array;
  readonly symbolCounts: Uint32Array;
  /** Indexes into `symbolNames`. */
  readonly symbols: Uint32Array;
  readonly symbolNames: readonly string[];
  /** Indexes into `categoryNames`, from 1; 0 where the file's name decides. */
  readonly categories: Uint32Array;
  readonly categoryNames: readonly string[];
  readonly rejected: readonly RejectedLine[];
  readonly blank: number;
}

/** An answer shorter than this says nothing about its question: "Yes.", "I cannot help with that." */
const TELLING_ANSWER = 80;

/** Reads batches of lines into columns. One reader serves many batches, since its tables are costly to make. */
export class BatchAnalyser {
  readonly #settings: AnalysisSettings;
  readonly #categories: CategoryReader;
  readonly #symbols: SymbolReader;
  readonly #shingles: ShingleBuilder;

  constructor(settings: AnalysisSettings) {
    this.#settings = settings;
    this.#categories = new CategoryReader({ rules: settings.categoryRules ?? [] });
    this.#symbols = new SymbolReader(settings.symbols);
    this.#shingles = new ShingleBuilder(this.#symbols);
  }

  run(bytes: Buffer, firstLine: number): BatchAnalysis {
    const columns = new BatchColumns();
    let line = firstLine;
    for (let start = 0; start < bytes.length; line += 1) {
      const feed = bytes.indexOf(LF, start);
      const end = feed === -1 ? bytes.length : feed + 1;
      let contentEnd = feed === -1 ? end : feed;
      if (feed !== -1 && contentEnd > start && bytes[contentEnd - 1] === CR) contentEnd -= 1;
      this.#line(columns, bytes.subarray(start, end), contentEnd - start, line);
      start = end;
    }
    return columns.finish();
  }

  #line(columns: BatchColumns, bytes: Buffer, contentLength: number, line: number): void {
    const item = parseLine(bytes, contentLength, line);
    if (item.kind === "invalid") {
      if (item.issues.some((issue) => issue.code === "blank-line")) columns.blank += 1;
      else columns.rejected.push({ line, issues: item.issues });
      return;
    }
    const content = readContent(this.#settings.takesPrompts === true ? asMessages(item.value) : item.value);
    if (content === undefined) {
      columns.rejected.push({ line, issues: [...item.issues, ...namesFault(item.value, line)] });
      return;
    }
    columns.add(line, content);
    columns.group(
      this.#settings.groupField === undefined ? undefined : fieldText(item.value, this.#settings.groupField),
    );
    columns.category(this.#categories.read(item.value, content.user));
    if (!this.#settings.near) {
      columns.shingles(new Uint32Array(), []);
      return;
    }
    this.#shingles.begin();
    for (const { text } of content.user) this.#shingles.add(text, "user");
    for (const { text } of content.assistant) this.#shingles.add(text, "assistant");
    columns.shingles(this.#shingles.end(), this.#symbols.end());
  }
}

function asMessages(value: unknown): unknown {
  const prompt = fieldText(value, "prompt") ?? fieldText(value, "question") ?? fieldText(value, "input");
  if (prompt === undefined) return value;
  const answer = fieldText(value, "completion") ?? fieldText(value, "answer") ?? fieldText(value, "output");
  const messages = [{ role: "user", content: prompt }];
  return { messages: answer === undefined ? messages : [...messages, { role: "assistant", content: answer }] };
}

/** The issues of a record that has no messages; never none. */
function namesFault(value: unknown, line: number): readonly Issue[] {
  const issues = checkExample(value, line);
  if (issues.length > 0) return issues;
  return [
    { line, path: "", code: "no-text", severity: "error", message: "The record has neither a question nor an answer." },
  ];
}

class BatchColumns {
  readonly rejected: RejectedLine[] = [];
  blank = 0;
  #lines = new Uint32Column();
  #ids = new Uint32Column(4096);
  #prompts = new Uint32Column();
  #questions = new Uint32Column();
  #answers = new Uint32Column();
  #groups = new Uint32Column();
  #turnCounts = new Uint32Column();
  #turns = new Uint32Column();
  #shingleCounts = new Uint32Column();
  #shingles = new Uint32Column(65_536);
  #symbolCounts = new Uint32Column();
  #symbols = new Uint32Column();
  #symbolNames = new Map<string, number>();
  #categories = new Uint32Column();
  #categoryNames = new Map<string, number>();
  readonly #words = new Uint32Array(4);

  add(line: number, { canonical, user, assistant, turns }: ExampleContent): void {
    this.#lines.push(line);
    writeHashWords(canonical, this.#words, 0, 4);
    this.#ids.append(this.#words);
    pushKey(this.#prompts, user[0]?.text === "" ? undefined : user[0]?.sha256);
    pushKey(this.#questions, joinHashes(user));
    const answerLength = assistant.reduce((sum, { text }) => sum + text.length, 0);
    pushKey(this.#answers, answerLength < TELLING_ANSWER ? undefined : joinHashes(assistant));
    let count = 0;
    for (const { user: question, assistant: answer } of turns) {
      if (answer.text.length < TELLING_ANSWER) continue;
      pushKey(this.#turns, joinHashes([question, answer]));
      count += 1;
    }
    this.#turnCounts.push(count);
  }

  group(value: string | undefined): void {
    pushKey(this.#groups, value === undefined ? undefined : hash("sha256", value, "hex"));
  }

  category(name: string | undefined): void {
    this.#categories.push(name === undefined ? 0 : codeOf(this.#categoryNames, name) + 1);
  }

  shingles(shingles: Uint32Array, symbols: readonly string[]): void {
    this.#shingleCounts.push(shingles.length);
    this.#shingles.append(shingles);
    this.#symbolCounts.push(symbols.length);
    for (const name of symbols) this.#symbols.push(codeOf(this.#symbolNames, name));
  }

  finish(): BatchAnalysis {
    return {
      records: this.#lines.length,
      lines: this.#lines.view().slice(),
      ids: this.#ids.view().slice(),
      prompts: this.#prompts.view().slice(),
      questions: this.#questions.view().slice(),
      answers: this.#answers.view().slice(),
      groups: this.#groups.view().slice(),
      turnCounts: this.#turnCounts.view().slice(),
      turns: this.#turns.view().slice(),
      shingleCounts: this.#shingleCounts.view().slice(),
      shingles: this.#shingles.view().slice(),
      symbolCounts: this.#symbolCounts.view().slice(),
      symbols: this.#symbols.view().slice(),
      symbolNames: [...this.#symbolNames.keys()],
      categories: this.#categories.view().slice(),
      categoryNames: [...this.#categoryNames.keys()],
      rejected: this.rejected,
      blank: this.blank,
    };
  }
}

/** Two words of a hash; zeros for none, which is no key. */
function pushKey(column: Uint32Column, sha256: string | undefined): void {
  column.push(sha256 === undefined ? 0 : Number.parseInt(sha256.slice(0, 8), 16));
  column.push(sha256 === undefined ? 0 : Number.parseInt(sha256.slice(8, 16), 16));
}

/** One hash for several texts; nothing for none. */
function joinHashes(texts: readonly HashedText[]): string | undefined {
  if (texts.length <= 1) return texts[0]?.sha256;
  return hash("sha256", texts.map(({ sha256 }) => sha256).join(), "hex");
}

function codeOf(names: Map<string, number>, name: string): number {
  const known = names.get(name);
  if (known !== undefined) return known;
  names.set(name, names.size);
  return names.size - 1;
}
