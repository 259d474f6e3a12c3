import { contentLength, parseLine } from "@tunewright/jsonl";
import { checkExample, type Issue } from "@tunewright/schema";
import type { AnalysisSettings } from "./analysis-settings.ts";
import type { BatchColumns } from "./batch-columns.ts";
import { readContent } from "./example-content.ts";
import { CategoryReader, fieldText } from "./record-category.ts";
import { ShingleBuilder } from "../shingles/shingle-builder.ts";
import { SymbolReader } from "./symbol-reader.ts";

const none = new Uint32Array();

/** Reads any line, one at a time. One reader serves many lines, since its tables are costly to make. */
export class LineAnalyser {
  readonly #settings: AnalysisSettings;
  readonly #categories: CategoryReader;
  readonly #symbols: SymbolReader;
  readonly #shingles: ShingleBuilder;

  constructor(settings: AnalysisSettings) {
    this.#settings = settings;
    this.#categories = new CategoryReader({ rules: settings.categoryRules ?? [] });
    this.#symbols = new SymbolReader(settings.symbols);
    const { near: keepsShingles, notesSymbols = false } = settings;
    this.#shingles = new ShingleBuilder({ keepsShingles, ...(notesSymbols ? { symbols: this.#symbols } : {}) });
  }

  beginBatch(): void {
    this.#symbols.beginBatch();
  }

  /** Adds what a line holds to the columns, or its faults. @param bytes The line with its end. */
  add(columns: BatchColumns, bytes: Buffer, line: number): void {
    const item = parseLine(bytes, contentLength(bytes), line);
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
      columns.shingles(none);
      columns.symbols([], []);
      return;
    }
    this.#shingles.begin();
    for (const { text, parts } of content.user) this.#shingles.add(text, "user", parts);
    for (const { text, parts } of content.assistant) this.#shingles.add(text, "assistant", parts);
    columns.shingles(this.#shingles.end());
    columns.symbols(this.#symbols.end(), this.#symbols.names);
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
