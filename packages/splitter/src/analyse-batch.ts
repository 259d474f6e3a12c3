import { parseLine } from "@tunewright/jsonl";
import { checkExample, type Issue } from "@tunewright/schema";
import type { BatchAnalysis } from "./batch-analysis.ts";
import { BatchColumns } from "./batch-columns.ts";
import { readContent } from "./example-content.ts";
import { CategoryReader, type CategoryRule, fieldText } from "./record-category.ts";
import { ShingleBuilder } from "./shingle-builder.ts";
import { SymbolReader } from "./symbol-reader.ts";

const LF = 0x0a;
const CR = 0x0d;
const none = new Uint32Array();

/** What an analysis looks for; plain data, so that it can be handed to a worker. */
export interface AnalysisSettings {
  readonly categoryRules?: readonly CategoryRule[];
  /** Names that count as API symbols; without it, every name that is called. */
  readonly symbols?: readonly string[];
  /** Records with equal values of this field belong together. */
  readonly groupField?: string;
  /** Whether a bare `prompt`, with or without a `completion`, is a record: evaluations of other tools look so. */
  readonly takesPrompts?: boolean;
  /** Whether shingles are cut; without them there are no near-duplicates. */
  readonly near: boolean;
  /**
   * Whether API symbols are noted, for a split.
   *
   * @default false
   */
  readonly notesSymbols?: boolean;
}

/** Reads batches of lines into columns. One reader serves many batches, since its tables are costly to make. */
export class BatchAnalyser {
  readonly #settings: AnalysisSettings;
  readonly #categories: CategoryReader;
  readonly #symbols: SymbolReader;
  readonly #shingles: ShingleBuilder;
  readonly #columns = new BatchColumns();

  constructor(settings: AnalysisSettings) {
    this.#settings = settings;
    this.#categories = new CategoryReader({ rules: settings.categoryRules ?? [] });
    this.#symbols = new SymbolReader(settings.symbols);
    const { near: keepsShingles, notesSymbols = false } = settings;
    this.#shingles = new ShingleBuilder({ keepsShingles, ...(notesSymbols ? { symbols: this.#symbols } : {}) });
  }

  run(bytes: Buffer, firstLine: number): BatchAnalysis {
    const columns = this.#columns;
    this.#symbols.beginBatch();
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
      if (item.issues.every((issue) => issue.code !== "blank-line"))
        columns.rejected.push({ line, issues: item.issues });
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
    if (!this.#settings.near && this.#settings.notesSymbols !== true) {
      columns.shingles(none, [], []);
      return;
    }
    this.#shingles.begin();
    for (const { text } of content.user) this.#shingles.add(text, "user");
    for (const { text } of content.assistant) this.#shingles.add(text, "assistant");
    columns.shingles(this.#shingles.end(), this.#symbols.end(), this.#symbols.names);
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
