import { BatchColumns } from "./batch-columns.ts";
import type { AnalysisSettings } from "./analysis-settings.ts";
import type { BatchAnalysis } from "./batch-analysis.ts";
import type { LineAnalyser } from "./line-analyser.ts";
import { RecordScanner } from "./record-scanner.ts";

const LF = 0x0a;

/**
 * Reads batches of lines into columns. One reader serves many batches, since its tables are costly to make.
 *
 * Plain records go through the scanner, everything else through JavaScript, which is loaded when the first such line comes:
 * most threads never need it.
 */
export class BatchReader {
  readonly #settings: AnalysisSettings;
  readonly #columns = new BatchColumns();
  readonly #scanner: RecordScanner | undefined;
  #analyser: LineAnalyser | undefined;

  constructor(settings: AnalysisSettings) {
    this.#settings = settings;
    this.#scanner = RecordScanner.serves(settings) ? new RecordScanner(settings) : undefined;
  }

  /** Reads a batch, and others meanwhile where it has to wait. */
  async read(bytes: Buffer, firstLine: number): Promise<BatchAnalysis> {
    const batch = this.#run(bytes, firstLine);
    if (batch !== undefined) return batch;
    const { LineAnalyser: Analyser } = await import("./line-analyser.ts");
    this.#analyser ??= new Analyser(this.#settings);
    return this.#run(bytes, firstLine) ?? this.#columns.finish();
  }

  /** @returns Nothing when a line came that only JavaScript can read, and that is not there yet. */
  #run(bytes: Buffer, firstLine: number): BatchAnalysis | undefined {
    const columns = this.#columns;
    const analyser = this.#analyser;
    analyser?.beginBatch();
    const judge = (start: number, end: number, line: number): boolean => {
      analyser?.add(columns, bytes.subarray(start, end), line);
      return analyser !== undefined;
    };
    const isDone = this.#scanner?.scan(bytes, { firstLine, columns, judge }) ?? eachLine(bytes, firstLine, judge);
    const batch = columns.finish();
    return isDone ? batch : undefined;
  }
}

function eachLine(
  bytes: Buffer,
  firstLine: number,
  judge: (start: number, end: number, line: number) => boolean,
): boolean {
  let line = firstLine;
  for (let start = 0; start < bytes.length; line += 1) {
    const feed = bytes.indexOf(LF, start);
    const end = feed === -1 ? bytes.length : feed + 1;
    if (!judge(start, end, line)) return false;
    start = end;
  }
  return true;
}
