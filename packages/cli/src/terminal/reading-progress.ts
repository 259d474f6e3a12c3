import { duration } from "../output/duration.ts";
import { RedrawnLine } from "./redrawn-line.ts";
import type { OutputStream } from "../context.ts";

/** Options for {@link ReadingProgress}. */
export interface ReadingProgressOptions {
  /** What is done, as the name of the command or step. */
  readonly label: string;
  /** Bytes of one reading of everything; left out where that is not known, as for a pipe. */
  readonly total?: number | undefined;
  /** Milliseconds of a clock that only goes forward. @default performance.now */
  readonly now?: () => number;
}

/** Work that is done sooner is not worth a line that comes and goes. */
const quietMs = 1000;
const redrawMs = 100;

/** Draws how far the reading of files has come, as one line that is redrawn and leaves no trace. */
export class ReadingProgress {
  readonly #line: RedrawnLine;
  readonly #label: string;
  readonly #total: number | undefined;
  readonly #now: () => number;
  readonly #started: number;
  #bytes = 0;
  /** Steps that read everything twice begin anew, with a pace of its own. */
  #round = { number: 1, started: 0 };
  #drawn: number | undefined;

  constructor(stream: OutputStream, options: ReadingProgressOptions) {
    this.#line = new RedrawnLine(stream);
    this.#label = options.label;
    this.#total = options.total === 0 ? undefined : options.total;
    this.#now = options.now ?? (() => performance.now());
    this.#started = this.#now();
    this.#round.started = this.#started;
  }

  /** Counts bytes that were read, and draws where it is time to. */
  add(bytes: number): void {
    const now = this.#now();
    if (this.#total !== undefined && this.#bytes >= this.#total) {
      this.#bytes = 0;
      this.#round = { number: this.#round.number + 1, started: now };
    }
    this.#bytes += bytes;
    if (now - this.#started < quietMs || (this.#drawn !== undefined && now - this.#drawn < redrawMs)) return;
    this.#drawn = now;
    this.#line.draw(this.#text(now));
  }

  /** Takes the line away. */
  erase(): void {
    this.#line.erase();
  }

  #text(now: number): string {
    const elapsed = Math.max(1, now - this.#round.started);
    const rate = this.#bytes / elapsed;
    const pace = `${megabytes(rate * 1000)} MB/s`;
    const again = this.#round.number === 1 ? "" : ` (reading ${this.#round.number})`;
    if (this.#total === undefined) return `${this.#label}  ${megabytes(this.#bytes)} MB  ${pace}`;
    const share = Math.min(1, this.#bytes / this.#total);
    const left = share === 1 ? "read, working" : `${duration((this.#total - this.#bytes) / rate)} left`;
    const done = `${Math.floor(share * 100)} %`.padStart(5);
    return `${this.#label}${again} ${done}  ${megabytes(this.#bytes)} of ${megabytes(this.#total)} MB  ${pace}  ${left}`;
  }
}

function megabytes(bytes: number): string {
  const value = bytes / 1e6;
  return value < 10 ? value.toFixed(1) : value.toFixed(0);
}
