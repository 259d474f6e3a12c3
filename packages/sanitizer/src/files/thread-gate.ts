/** Milliseconds of work from which on another thread is worth its start: it loads modules, and warms up beside the first one. */
const WORTH = 1500;
/** Batches that are timed before anything is said of the rest. */
const FIRST_BATCHES = 8;

/**
 * Tells when the work that is left is worth more threads.
 *
 * A thread costs some tenths of a second of processor time before it is as fast as the first one. On mostly clean data a file of
 * hundreds of megabytes is done by then.
 */
export class ThreadGate {
  readonly #totalBytes: number | undefined;
  #bytes = 0;
  #spent = 0;
  #batches = 0;
  /** Milliseconds for a byte, of the quickest batch: the first ones are slow because the code is new. */
  #pace = Number.POSITIVE_INFINITY;

  /** @param totalBytes Bytes of the whole input, where they are known. */
  constructor(totalBytes: number | undefined) {
    this.#totalBytes = totalBytes;
  }

  /** Notes a batch that this thread has cleaned. */
  note(bytes: number, milliseconds: number): void {
    this.#bytes += bytes;
    this.#spent += milliseconds;
    this.#batches += 1;
    if (bytes > 0) this.#pace = Math.min(this.#pace, milliseconds / bytes);
  }

  get isOpen(): boolean {
    if (this.#batches < FIRST_BATCHES) return false;
    const rest = (this.#totalBytes ?? 0) - this.#bytes;
    // Of a stream nobody knows the end: what has taken long is taken to go on for as long.
    return rest > 0 ? rest * this.#pace > WORTH : this.#totalBytes === undefined && this.#spent > WORTH;
  }
}
