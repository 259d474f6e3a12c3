const LF = 0x0a;
const CR = 0x0d;

/** Bytes of a line without its end, which is a line feed, with or without a carriage return before it. */
export function contentLength(line: Uint8Array): number {
  const { length } = line;
  if (line[length - 1] !== LF) return length;
  return length - (line[length - 2] === CR ? 2 : 1);
}
