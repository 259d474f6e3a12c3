const LF = 0x0a;
const CR = 0x0d;

/** Where one line lies in the bytes of its batch. */
export interface LineSpan {
  /** 1-based line in the file. */
  readonly line: number;
  /** Offset of the first byte. */
  readonly start: number;
  /** Offset behind the last byte of the content, without its line end. */
  readonly contentEnd: number;
  /** Offset behind the line end. */
  readonly end: number;
}

/**
 * Some whole lines of a file, in their original bytes. Nothing else uses the memory of a batch that was read from a source.
 *
 * Steps that leave most lines alone work on the batch; the others walk its {@link LineBatch.lines}.
 */
export class LineBatch {
  readonly bytes: Buffer;
  /** 1-based line in the file of the first line in the batch. */
  readonly firstLine: number;
  /** Bytes of the file before this batch, after decompression. */
  readonly offset: number;

  constructor(bytes: Buffer, firstLine: number, offset: number) {
    this.bytes = bytes;
    this.firstLine = firstLine;
    this.offset = offset;
  }

  /** Walks the lines; LF and CRLF end a line, and the last one may have no end. */
  *lines(): Generator<LineSpan> {
    const { bytes } = this;
    let line = this.firstLine;
    for (let start = 0; start < bytes.length; line += 1) {
      const feed = bytes.indexOf(LF, start);
      const end = feed === -1 ? bytes.length : feed + 1;
      let contentEnd = feed === -1 ? end : feed;
      if (feed !== -1 && contentEnd > start && bytes[contentEnd - 1] === CR) contentEnd -= 1;
      yield { line, start, contentEnd, end };
      start = end;
    }
  }
}

/** Counts the lines that begin in `bytes`. */
export function countLines(bytes: Buffer): number {
  let count = 0;
  let at = bytes.indexOf(LF);
  let end = 0;
  while (at !== -1) {
    count += 1;
    end = at + 1;
    at = bytes.indexOf(LF, end);
  }
  return end < bytes.length ? count + 1 : count;
}
